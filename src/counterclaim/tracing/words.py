"""A text as a row of words that compare alike whatever case, accents or punctuation they kept."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from counterclaim.model import Span

Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.integer[Any]]

_BREAK, _SKIP, _MARK = 0, 1, 2
_BASE = np.uint64(0x9E3779B97F4A7C15)
_UTF32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
# Lost, doubled or exchanged on the way from page to page: a word reads on across them.
_WITHIN_WORDS = frozenset("'’‘ʼ`´\u00ad\u200b\u200c\u200d\ufeffـ")
# Written without spaces between words: each character is taken for a word.
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF),
             (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: hash, first character, character after the last.

    Equal hashes mean words that are equal but for case, accents and apostrophes.
    """

    hashes: Hashes
    starts: Numbers
    ends: Numbers

    def __len__(self) -> int:
        return len(self.hashes)

    def span(self, first: int, last: int) -> Span:
        """The characters from word ``first`` to word ``last``, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))

    def without(self, spans: Iterable[Span]) -> Words:
        """The words that touch none of the spans."""
        keep = np.ones(len(self), dtype=bool)
        for span in spans:
            first = self.ends.searchsorted(span.start, "right")
            keep[first : self.starts.searchsorted(span.end)] = False
        return self if keep.all() else Words(self.hashes[keep], self.starts[keep], self.ends[keep])

    def part(self, first: int, last: int, offset: int) -> Words:
        """The words [first, last), with characters counted from ``offset``."""
        here = slice(first, last)
        starts, ends = self.starts[here] - offset, self.ends[here] - offset
        return Words(self.hashes[here].copy(), starts.astype(np.int32), ends.astype(np.int32))


def words_of(text: str) -> Words:
    """Splits a text at everything that is no letter or digit.

    Apostrophes, accents and the separators within a number are read over ("Assad's" is "Assads",
    "30,000" is "30000"), because reprints lose them. Time and memory are linear in the text.
    """
    points = np.frombuffer(text.encode(_UTF32, "surrogatepass"), dtype=np.uint32)
    letters = _folded(points)
    _join_numbers(points, letters)
    kept = np.flatnonzero((letters != _SKIP) & (letters != _MARK))
    row = letters[kept]
    inside = row != _BREAK
    if not inside.any():
        empty = np.empty(0, dtype=np.int64)
        return Words(np.empty(0, dtype=np.uint64), empty, empty)
    before = np.concatenate(([False], inside[:-1]))
    after = np.concatenate((inside[1:], [False]))
    alone = _unspaced(row)
    first = np.flatnonzero(inside & (~before | alone | np.concatenate(([False], alone[:-1]))))
    last = np.flatnonzero(inside & (~after | alone | np.concatenate((alone[1:], [False]))))
    return Words(_hashes(row, first, last), kept[first], _ends(letters, kept[last] + 1))


def rows_of(texts: Sequence[str]) -> list[Words]:
    """The words of several texts: as ``words_of`` gives them, but for many short ones faster."""
    sizes = np.array([len(text) for text in texts], dtype=np.int64)
    offsets = np.concatenate(([0], np.cumsum(sizes + 1)))
    words = words_of("\n".join(texts))
    bounds = words.starts.searchsorted(offsets).tolist()
    return [
        words.part(bounds[at], bounds[at + 1], offset)
        for at, offset in enumerate(offsets[:-1].tolist())
    ]


def _ends(letters: npt.NDArray[np.uint32], ends: Numbers) -> Numbers:
    """The ends moved past the accents that stand on the last letter."""
    plain = np.append(np.flatnonzero(letters != _MARK), len(letters))
    return plain[np.searchsorted(plain, ends)]


def _hashes(row: npt.NDArray[np.uint32], first: Numbers, last: Numbers) -> Hashes:
    """Polynomial hashes of the words, by sums over powers that restart at each word."""
    lengths = last - first + 1
    index = np.arange(int(lengths.sum()))
    offset = index - np.repeat(np.cumsum(lengths) - lengths, lengths)
    powers = np.cumprod(np.full(int(lengths.max()), _BASE, dtype=np.uint64))
    letters = row[np.repeat(first, lengths) + offset].astype(np.uint64)
    sums = np.add.reduceat(letters * powers[offset], np.cumsum(lengths) - lengths)
    return mixed(sums)


def mixed(values: Hashes) -> Hashes:
    """Scatters the bits of each value (the finaliser of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(values ^ (values >> np.uint64(31)), dtype=np.uint64)


def _join_numbers(points: npt.NDArray[np.uint32], letters: npt.NDArray[np.uint32]) -> None:
    """Reads over a comma or point between two digits."""
    if len(points) < 3:
        return
    digit = (points >= ord("0")) & (points <= ord("9"))
    mark = (points == ord(",")) | (points == ord("."))
    letters[1:-1][mark[1:-1] & digit[:-2] & digit[2:]] = _SKIP


def _unspaced(row: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    alone = np.zeros(len(row), dtype=bool)
    if row.max() >= _UNSPACED[0][0]:
        for low, high in _UNSPACED:
            alone |= (row >= low) & (row <= high)
    return alone


def _folded(points: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    table = _table()
    letters = table[np.minimum(points, len(table) - 1)]
    beyond = np.flatnonzero(points >= len(table))
    if len(beyond):
        distinct, where = np.unique(points[beyond], return_inverse=True)
        letters[beyond] = np.array([_letter(int(p)) for p in distinct], dtype=np.uint32)[where]
    return letters


@cache
def _table() -> npt.NDArray[np.uint32]:
    return np.array([_letter(point) for point in range(0x3000)], dtype=np.uint32)


@cache
def _letter(point: int) -> int:
    """What a character counts as: its plain small letter, a break, or something read over."""
    char = chr(point)
    if unicodedata.category(char) in ("Mn", "Me"):
        return _MARK
    if char in _WITHIN_WORDS:
        return _SKIP
    if not char.isalnum():
        return _BREAK
    parts = unicodedata.normalize("NFKD", char)
    accented = all(unicodedata.category(part) == "Mn" for part in parts[1:])
    plain = (parts[0] if accented else char).casefold()
    return ord(plain) if len(plain) == 1 else point
