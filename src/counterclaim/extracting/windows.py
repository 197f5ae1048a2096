"""A document cut into word pieces, and the pieces into windows that the model can see at once.

Every piece keeps its place in the document's text, so whatever is read from a window is a span of
the document. Each piece of the document is *core* in exactly one window: there triggers are looked
for; the rest of a window is context.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from counterclaim.extracting.readings import DocText, Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

CLS: Final = 101
SEP: Final = 102
#: Pieces the model sees at once, [CLS] and [SEP] included.
SIZE: Final = 512
#: Pieces of context before and after the core.
LEFT, RIGHT = 96, 48
#: A sentence longer than this is cut, so that a text without full stops stays readable.
LONGEST: Final = 160
#: Characters tokenised at once: bounds the memory that a huge line can take.
BLOCK: Final = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """The word pieces of a document, in order. ``word`` counts words, ``sentence`` sentences."""

    ids: Ints
    starts: Ints
    ends: Ints
    word: Ints
    sentence: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def at(self, where: Ints) -> Pieces:
        """The pieces at the positions ``where``."""
        return Pieces(*(values[where] for values in self.columns))

    @property
    def columns(self) -> tuple[Ints, Ints, Ints, Ints, Ints]:
        """All that is known of the pieces, in the order of the fields."""
        return self.ids, self.starts, self.ends, self.word, self.sentence

    @property
    def first_of_word(self) -> Bools:
        """Whether a span may begin at each piece."""
        new: Bools = self.word != np.concatenate(([-1], self.word[:-1]))
        return new

    @property
    def last_of_word(self) -> Bools:
        """Whether a span may end with each piece."""
        new: Bools = self.word != np.concatenate((self.word[1:], [-1]))
        return new


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """What the model sees at once: the ids of [CLS], of a run of pieces, and of [SEP]. The pieces
    ``core`` [first, last) of the window are those that are looked at in no other."""

    ids: Ints
    core: Span

    def __len__(self) -> int:
        return len(self.ids)


def blocks(text: str, sentences: tuple[Span, ...]) -> Iterator[Span]:
    """Runs of the text of at most ``BLOCK`` characters, broken between sentences or words."""
    begin, cuts = 0, [start for start, _ in sentences] + [len(text)]
    for last, cut in zip([0, *cuts], cuts, strict=False):
        if cut - begin > BLOCK and last > begin:
            yield begin, last
            begin = last
        while cut - begin > BLOCK:
            space = text.rfind(" ", begin + 1, begin + BLOCK)
            stop = space if space > 0 else begin + BLOCK
            yield begin, stop
            begin = stop
    if begin < len(text):
        yield begin, len(text)


def pieces(tokenizer: Tokenizer, doc: DocText) -> Pieces:
    """The word pieces of a document with their places in it."""
    ids, spans, words, base = [], [np.zeros((0, 2), dtype=np.int64)], [], 0
    for begin, stop in blocks(doc.text, doc.sentences):
        found = tokenizer.encode(doc.text[begin:stop], add_special_tokens=False)
        ids.append(np.array(found.ids, dtype=np.int64))
        spans.append(np.array(found.offsets, dtype=np.int64).reshape(-1, 2) + begin)
        words.append(np.array(found.word_ids, dtype=np.int64) + base)
        base = int(words[-1][-1]) + 1 if len(words[-1]) else base
    none = np.zeros(0, dtype=np.int64)
    where = np.concatenate(spans)
    borders = np.array([start for start, _ in doc.sentences], dtype=np.int64)
    sentence = np.maximum(np.searchsorted(borders, where[:, 0], side="right") - 1, 0)
    return Pieces(
        np.concatenate([none, *ids]),
        where[:, 0],
        where[:, 1],
        np.concatenate([none, *words]),
        sentence.astype(np.int64),
    )


def units(sentence: Ints) -> list[Span]:
    """Runs of pieces that stay together: sentences, or parts of a very long one."""
    if not len(sentence):
        return []
    borders = [0, *(np.flatnonzero(np.diff(sentence)) + 1).tolist(), len(sentence)]
    return [
        (lo, min(lo + LONGEST, hi))
        for begin, hi in pairwise(borders)
        for lo in range(begin, hi, LONGEST)
    ]


def cores(found: Pieces, room: int) -> Iterator[Span]:
    """The pieces shared out to windows: whole sentences, in order, as many as fit in ``room``."""
    begin = end = 0
    for lo, hi in units(found.sentence):
        if hi - begin > room and lo > begin:
            yield begin, lo
            begin = lo
        end = hi
    if end > begin:
        yield begin, end


def windows(found: Pieces) -> Iterator[Window]:
    """The windows of a document, in order: their cores are the document. A short document is one
    window."""
    count = len(found)
    fits = 0 < count <= SIZE - 2
    for begin, end in [(0, count)] if fits else cores(found, SIZE - 2 - LEFT - RIGHT):
        first, last = max(0, begin - LEFT), min(count, end + RIGHT)
        ids = np.concatenate(([CLS], found.ids[first:last], [SEP])).astype(np.int64)
        yield Window(ids, (begin - first + 1, end - first + 1))
