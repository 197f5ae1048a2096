"""How alike texts are in their words: many pairs at once, by sparse vectors."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable

import numpy as np

from counterclaim.matching.arrays import Floats, Ints, distinct

_WORD = re.compile(r"[^\W_]+")
# Words that stand in any report of any event and tell nothing of which one.
_COMMON = frozenset(
    "the and for with from that this said was were are has have had its his her their they who "
    "which after before also not but than over more least about near killed wounded dead people "
    "civilians government forces attack attacks says according would could into other were been "
    "when where while there some most many them one two three last year years".split()
)
_FEW = 16  # texts that are held against others together
_DIGITS = 6  # sums of the same numbers may differ further on, from machine to machine


class Likeness:
    """Texts as bags of the words that may tell an event from another, each weighed 1 + ln(times).

    The likeness of two texts is the cosine of their bags, 0 to 1.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        numbers = _Numbers({"": 0})
        words, times, starts = array("i"), array("i"), [0]
        for text in texts:
            bag = Counter(map(numbers.__getitem__, _WORD.findall(text.casefold())))
            bag.pop(0, None)
            words.extend(bag)
            times.extend(bag.values())
            starts.append(len(words))
        self._words = np.array(words, np.int64)
        self._starts = np.array(starts, np.int64)
        weights = 1 + np.log(np.array(times, np.float64))
        text_of = np.repeat(np.arange(len(starts) - 1), np.diff(self._starts))
        lengths = np.sqrt(np.bincount(text_of, weights * weights, len(starts) - 1))
        self._weights = (weights / lengths[text_of]).astype(np.float32)
        self._place = np.zeros(len(numbers), np.int64)  # of words of the few texts; 0: none

    def __call__(self, a: Ints, b: Ints) -> Floats:
        """The likeness of each two texts, by their positions."""
        found = np.zeros(len(a))
        rows = distinct(a)
        row = np.searchsorted(rows, a)
        order = np.argsort(row, kind="stable")
        bounds = np.searchsorted(row[order], np.arange(_FEW, len(rows), _FEW))
        for same in np.split(order, bounds) if len(a) else ():
            columns = distinct(b[same])
            first = row[same[0]]
            table = self._table(rows[first : first + _FEW], columns)
            found[same] = table[row[same] - first, np.searchsorted(columns, b[same])]
        return np.round(found, _DIGITS)

    def _table(self, few: Ints, others: Ints) -> Floats:
        """The likeness of each of a few texts to each of others: the product of two sparse
        matrices, word by word."""
        row, own = self._at(few)
        order = np.argsort(self._words[own], kind="stable")
        row, own = row[order], own[order]
        first = np.flatnonzero(np.diff(self._words[own], prepend=-1))
        self._place[self._words[own[first]]] = np.arange(1, len(first) + 1)
        column, other = self._at(others)
        place = self._place[self._words[other]]
        self._place[self._words[own]] = 0
        shared = np.flatnonzero(place)
        column, other, place = column[shared], other[shared], place[shared]
        bounds = np.append(first, len(own))
        which, at = _ranges(bounds[place - 1], bounds[place])
        products = self._weights[own[at]].astype(np.float64) * self._weights[other[which]]
        cells = row[at] * len(others) + column[which]
        sums = np.bincount(cells, products, len(few) * len(others))
        return np.asarray(sums, np.float64).reshape(len(few), len(others))

    def _at(self, texts: Ints) -> tuple[Ints, Ints]:
        """Where the words of the texts stand, and which of the texts each belongs to."""
        return _ranges(self._starts[texts], self._starts[texts + 1])


def _ranges(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """The numbers of many ranges, one range after the other, and which of them each is of."""
    lengths = ends - starts
    which = np.repeat(np.arange(len(lengths)), lengths)
    return which, np.arange(len(which)) + (ends - np.cumsum(lengths))[which]


class _Numbers(dict[str, int]):
    """Each word's number; 0 for those that tell nothing."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self) if _telling(word) else 0
        return number


def _telling(word: str) -> bool:
    return word not in _COMMON and (len(word) > 3 or word.isdecimal())
