"""A text as a row of words that compare alike whatever case, accents or punctuation they kept."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from counterclaim.model import Span

Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.integer[Any]]
Letters = npt.NDArray[np.uint32]

# What a character is that is no letter. Points and commas are breaks, unless digits enclose them.
_BREAK, _SKIP, _MARK, _POINT = 0, 1, 2, 3
_UNMET = np.uint32(0xFFFFFFFF)
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
        return self.outside([(span.start, span.end) for span in spans])

    def outside(self, spans: Sequence[tuple[int, int]]) -> Words:
        """The words that touch no characters from a first to one after the last."""
        if not spans:
            return self
        bounds = np.array(spans, dtype=np.int64)
        first = self.ends.searchsorted(bounds[:, 0], "right")
        last = np.maximum(first, self.starts.searchsorted(bounds[:, 1]))
        size = len(self) + 1
        depth = np.bincount(first, minlength=size) - np.bincount(last, minlength=size)
        keep = np.cumsum(depth[:-1]) == 0
        return Words(self.hashes[keep], self.starts[keep], self.ends[keep])


def words_of(text: str) -> Words:
    """Splits a text at everything that is no letter or digit.

    Apostrophes, accents and the separators within a number are read over ("Assad's" is "Assads",
    "30,000" is "30000"), because reprints lose them. Time and memory are linear in the text.
    """
    points = np.frombuffer(text.encode(_UTF32, "surrogatepass"), dtype=np.uint32)
    letters = _folded(points)
    _join_numbers(points, letters)
    read = letters - np.uint32(_SKIP) > _MARK - _SKIP
    kept, row = np.flatnonzero(read), letters[read]
    first, last = _bounds(row)
    starts, ends = kept[first], _ends(letters, kept[last] + 1)
    return Words(_hashes(row, first), starts.astype(np.int32), ends.astype(np.int32))


def rows_of(texts: Sequence[str], left_out: Iterable[Iterable[Span]] = ()) -> list[Words]:
    """The words of several texts, as ``words_of`` gives them, but for many short ones faster.

    ``left_out`` are spans of each text: words that touch one are not given.
    """
    sizes = np.array([len(text) for text in texts], dtype=np.int64)
    offsets = np.concatenate(([0], np.cumsum(sizes + 1)))
    spans = [
        (span.start + offset, span.end + offset)
        for spans, offset in zip(left_out, offsets.tolist(), strict=False)
        for span in spans
    ]
    words = words_of("\n".join(texts)).outside(spans)
    bounds = words.starts.searchsorted(offsets)
    moved = np.repeat(offsets[:-1].astype(np.int32), np.diff(bounds))
    starts, ends = words.starts - moved, words.ends - moved
    return [
        Words(words.hashes[first:last], starts[first:last], ends[first:last])
        for first, last in pairwise(bounds.tolist())
    ]


def _bounds(row: Letters) -> tuple[Numbers, Numbers]:
    """The first and the last letter of each word."""
    inside = row != _BREAK
    first, last = inside.copy(), inside.copy()
    first[1:] &= ~inside[:-1]
    last[:-1] &= ~inside[1:]
    if row.max(initial=0) >= _UNSPACED[0][0]:
        alone = _unspaced(row)
        first |= alone
        first[1:] |= inside[1:] & alone[:-1]
        last |= alone
        last[:-1] |= inside[:-1] & alone[1:]
    return np.flatnonzero(first), np.flatnonzero(last)


def _ends(letters: Letters, ends: Numbers) -> Numbers:
    """The ends moved past the accents that stand on the last letter."""
    marks = letters == _MARK
    if not marks.any():
        return ends
    plain = np.append(np.flatnonzero(~marks), len(letters))
    return plain[np.searchsorted(plain, ends)]


def _hashes(row: Letters, first: Numbers) -> Hashes:
    """Polynomial hashes of the words: the letters times powers of a base that run on over the
    whole row, summed up, and brought down to begin at one. What stands between words is nought."""
    if not len(first):
        return np.empty(0, dtype=np.uint64)
    powers, back = _powers(1 << len(row).bit_length())
    return mixed(np.add.reduceat(row * powers[: len(row)], first) * back[first])


@lru_cache(maxsize=4)
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The powers of the base from one up, and of what undoes it from nought down; all modulo 2 to
    the 64, in which an odd number has an inverse."""
    powers = np.cumprod(np.full(count, _BASE, dtype=np.uint64), dtype=np.uint64)
    undone = np.full(count, pow(int(_BASE), -1, 1 << 64), dtype=np.uint64)
    undone[0] = 1
    return powers, np.cumprod(undone, dtype=np.uint64)


def mixed(values: Hashes) -> Hashes:
    """Scatters the bits of each value (the finaliser of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(values ^ (values >> np.uint64(31)), dtype=np.uint64)


def _join_numbers(points: Letters, letters: Letters) -> None:
    """Tells the points and commas between two digits, which are read over, from the others."""
    at = np.flatnonzero(letters == _POINT)
    letters[at] = _BREAK
    at = at[(at > 0) & (at < len(points) - 1)]
    letters[at[_is_digit(points[at - 1]) & _is_digit(points[at + 1])]] = _SKIP


def _is_digit(points: Letters) -> npt.NDArray[np.bool_]:
    return (points >= ord("0")) & (points <= ord("9"))


def _unspaced(row: Letters) -> npt.NDArray[np.bool_]:
    alone = np.zeros(len(row), dtype=bool)
    for low, high in _UNSPACED:
        alone |= (row >= low) & (row <= high)
    return alone


def _folded(points: Letters) -> Letters:
    table = _table()
    letters = table.take(points)
    new = points[letters == _UNMET]
    if len(new):
        for point in set(new.tolist()):
            table[point] = _letter(point)
        letters = table.take(points)
    return letters


@cache
def _table() -> Letters:
    """What each character counts as, filled in when it is first met."""
    return np.full(sys.maxunicode + 1, _UNMET, dtype=np.uint32)


def _letter(point: int) -> int:
    """What a character counts as: its plain small letter, or one of the signs that are none."""
    char = chr(point)
    if char in ".,":
        return _POINT
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
