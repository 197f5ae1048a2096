"""Words and turns that may be exchanged for others: how a writer differs from the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from grammar import Draw

MARKS = ".,;:?!\"'"
Turn: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """So many words from here on, and the words to put in their place."""

    many: int
    words: tuple[str, ...]


def is_name(words: Sequence[str], at: int) -> bool:
    """Whether a word is written like a name: with a capital, within a sentence."""
    bare = words[at].lstrip(MARKS)
    ends = at == 0 or words[at - 1][-1] in ".?!" or words[at][0] == '"'
    return bare[:1].isupper() and not ends


def exchange(words: Sequence[str], at: int, draw: Draw) -> Exchange | None:
    """What may be put for the words that stand here, if anything."""
    for turn, others in _turns().get(words[at].strip(MARKS).lower(), ()):
        here = words[at : at + len(turn)]
        if len(turn) > 1:
            if any(word[-1] in MARKS for word in here[:-1]):
                continue
            if tuple(word.strip(MARKS).lower() for word in here) != turn:
                continue
        if is_name(words, at):
            return None
        return Exchange(len(turn), _dressed(others[int(draw() * len(others))], here))
    return None


def _dressed(other: str, here: Sequence[str]) -> tuple[str, ...]:
    """Other words with the capital and the marks of those that they replace."""
    first, last = here[0], here[-1]
    ahead = first[: len(first) - len(first.lstrip(MARKS))]
    behind = last[len(last.rstrip(MARKS)) :]
    capital = first.lstrip(MARKS)[:1].isupper()
    return tuple((ahead + (other[0].upper() + other[1:] if capital else other) + behind).split())


def lines_of(name: str) -> tuple[Turn, ...]:
    """The lines of a file of words, each as what stands between its slashes."""
    file = Path(__file__).with_name("words") / name
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split(" / ")) for line in lines if line and line[0] != "#")


@cache
def _turns() -> Mapping[str, tuple[tuple[Turn, tuple[str, ...]], ...]]:
    """The turns that may be exchanged, by their first word, the longest first."""
    turns: dict[str, list[tuple[Turn, tuple[str, ...]]]] = {}
    for line in lines_of("synonyms.txt"):
        for turn in line:
            others = tuple(other for other in line if other != turn)
            words = tuple(turn.split())
            turns.setdefault(words[0], []).append((words, others))
    return {
        word: tuple(sorted(found, key=lambda one: -len(one[0]))) for word, found in turns.items()
    }
