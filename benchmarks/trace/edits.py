"""What an editor does to the words of a text that is printed again.

A word that is only moved keeps its mark; a word that is replaced or added gets a new one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from outlets import Style
from stories import HINGES, OPENING, OWN, Event, Paragraph, Sentence, Writer
from turns import MARKS, exchange, lines_of

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
).split()
_NUMBERS = {word: str(number) for number, word in enumerate(_SMALL) if number > 1}
_ADDED = ("reportedly", "also", "again", "later", "apparently", "meanwhile", "once more", "largely")


_LEFT_OUT = frozenset(("that", "also", "some", "about", "others", "again", "later", "largely"))


@dataclass(slots=True)
class _Row:
    """A sentence while it is being edited."""

    words: list[str]
    marks: list[int]

    @classmethod
    def of(cls, sentence: Sentence) -> _Row:
        return cls(list(sentence.words), list(sentence.marks))

    def put(self, first: int, last: int, text: str, writer: Writer) -> None:
        """Puts other words in the place of some, as own ones or quoted as the first was."""
        kind = self.marks[min(first, len(self.marks) - 1)] & 3
        words = tuple(text.split())
        self.words[first:last] = words
        self.marks[first:last] = [mark | kind for mark in writer.fresh_plain(len(words))]

    def done(self) -> Sentence:
        return Sentence(tuple(self.words), tuple(self.marks))


def in_style(sentence: Sentence, style: Style, event: Event, writer: Writer) -> Sentence:
    """A sentence as an outlet writes: its numbers, spellings, names, and its word for rebels."""
    row = _Row.of(sentence)
    spelled = _spellings(style.american)
    for at, word in enumerate(sentence.words):
        bare = word.strip(MARKS)
        other = _number(bare, style.words_to) or spelled.get(bare)
        if other is None and style.letters and bare in event.names:
            changed = bare.replace(*style.letters)
            other = changed if changed != bare else None
        if other is not None:
            row.put(at, at + 1, word.replace(bare, other), writer)
    return _labelled(row, style.label, event, writer).done()


def _number(word: str, words_to: int) -> str | None:
    """A small number in digits or in words, as the outlet prints it, where that is different."""
    if word.isdigit() and 2 <= int(word) <= words_to:
        return _SMALL[int(word)]
    digits = _NUMBERS.get(word.lower())
    return digits if digits and int(digits) > words_to else None


def _labelled(row: _Row, label: str | None, event: Event, writer: Writer) -> _Row:
    """With the outlet's word for armed groups ahead of the rebels' name."""
    name = event.facts["rebels"].split()[1:]
    for at in range(len(row.words) - len(name), 0, -1) if label else ():
        here = [word.strip(MARKS) for word in row.words[at : at + len(name)]]
        if here == name and row.words[at - 1].lower() == "the":
            row.put(at, at, str(label), writer)
    return row


def reworded(sentence: Sentence, rate: float, writer: Writer) -> Sentence:
    """A sentence with about this share of its words exchanged, left out or added."""
    draw, row = writer.random.random, _Row.of(sentence)
    at = 0
    while at < len(row.words):
        word, chance = row.words[at], draw()
        other = exchange(row.words, at, draw) if chance < 2 * rate else None
        if other is not None:
            row.put(at, at + other.many, " ".join(other.words), writer)
            at += len(other.words)
        elif at > 0 and word in _LEFT_OUT and chance < 3 * rate:
            del row.words[at], row.marks[at]
        else:
            if word.endswith("ed") and chance > 1 - rate:
                row.put(at, at, writer.random.choice(_ADDED), writer)
                at += 1
            at += 1
    return row.done()


def recast(sentence: Sentence, writer: Writer) -> Sentence:
    """A sentence told anew: its halves in the other order, a third of its words exchanged."""
    words, marks = sentence.words, sentence.marks
    hinges = [
        at for at in range(4, len(words) - 3) if words[at] in HINGES or words[at - 1].endswith(",")
    ]
    if hinges and '"' not in sentence.text:
        at = writer.random.choice(hinges)
        stop = words[-1][-1:]
        head = (words[at].capitalize(), *words[at + 1 : -1], words[-1].rstrip(MARKS) + ",")
        first = words[0].lower() if words[0] in OPENING else words[0]
        tail = (first, *words[1 : at - 1], words[at - 1].rstrip(MARKS) + stop)
        sentence = Sentence((*head, *tail), (*marks[at:], *marks[:at]))
    return reworded(sentence, 0.15, writer)


def rearranged(paragraphs: Sequence[Paragraph], writer: Writer) -> list[Paragraph]:
    """With one or two paragraphs behind the first moved elsewhere."""
    moved = list(paragraphs)
    for _ in range(writer.random.randint(1, 2)):
        if len(moved) > 2:
            paragraph = moved.pop(writer.random.randrange(1, len(moved)))
            moved.insert(writer.random.randint(1, len(moved)), paragraph)
    return moved


def regrouped(paragraphs: Sequence[Paragraph], writer: Writer) -> list[Paragraph]:
    """The same sentences in other paragraphs."""
    made: list[Paragraph] = []
    for paragraph in paragraphs:
        if made and writer.random.random() < 0.2:
            made[-1] = (*made[-1], *paragraph)
        elif len(paragraph) > 1 and writer.random.random() < 0.3:
            made.extend((paragraph[:1], paragraph[1:]))
        else:
            made.append(paragraph)
    return made


def words_of(paragraphs: Sequence[Paragraph], kind: int = OWN) -> int:
    """How many words of a kind some paragraphs have."""
    return sum(mark & 3 == kind for p in paragraphs for s in p for mark in s.marks)


@cache
def _spellings(american: bool) -> Mapping[str, str]:
    lines = lines_of("spellings.txt")
    return (
        {line[0]: line[1] for line in lines} if american else {line[1]: line[0] for line in lines}
    )
