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
_AT_ONCE = 16  # texts whose words are brought into one table
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
        self._column = np.zeros(len(numbers), np.int64)  # of words in the table under way; 0: none

    def __call__(self, a: Ints, b: Ints) -> Floats:
        """The likeness of each two texts, by their positions."""
        found = np.zeros(len(a))
        order = np.argsort(a, kind="stable")
        rows = distinct(a)
        bounds = np.searchsorted(a[order], rows[_AT_ONCE::_AT_ONCE])
        for same in np.split(order, bounds) if len(a) else ():
            found[same] = self._together(a[same], b[same])
        return np.round(found, _DIGITS)

    def _together(self, a: Ints, b: Ints) -> Floats:
        """The same for few texts ``a``, in order: a table of their words is looked up for ``b``."""
        rows = distinct(a)
        row, own = self._at(rows)
        met = distinct(self._words[own])
        self._column[met] = np.arange(1, len(met) + 1)
        table = np.zeros((len(rows), len(met) + 1))
        table[row, self._column[self._words[own]]] = self._weights[own]
        pair, at = self._at(b)
        columns = self._column[self._words[at]]
        shared = np.flatnonzero(columns)
        pair, at = pair[shared], at[shared]
        products = table[np.searchsorted(rows, a)[pair], columns[shared]] * self._weights[at]
        self._column[met] = 0
        return np.asarray(np.bincount(pair, products, len(b)), np.float64)

    def _at(self, texts: Ints) -> tuple[Ints, Ints]:
        """Where the words of the texts stand, and which of the texts each belongs to."""
        starts, lengths = self._starts[texts], self._starts[texts + 1] - self._starts[texts]
        ends = np.cumsum(lengths)
        which = np.repeat(np.arange(len(texts)), lengths)
        return which, np.arange(len(which)) + (starts - ends + lengths)[which]


class _Numbers(dict[str, int]):
    """Each word's number; 0 for those that tell nothing."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self) if _telling(word) else 0
        return number


def _telling(word: str) -> bool:
    return word not in _COMMON and (len(word) > 3 or word.isdecimal())
