"""How alike texts are in their words: many pairs at once, by sparse vectors."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

import numpy as np

from counterclaim.matching.arrays import Floats, Ints

_WORD = re.compile(r"[^\W_]+")
# Words that stand in any report of any event and tell nothing of which one.
_COMMON = frozenset(
    "the and for with from that this said was were are has have had its his her their they who "
    "which after before also not but than over more least about near killed wounded dead people "
    "civilians government forces attack attacks says according would could into other were been "
    "when where while there some most many them one two three last year years".split()
)
_DIGITS = 6  # sums of the same numbers may differ further on, from machine to machine


class Likeness:
    """Texts as bags of the words that may tell an event from another, each weighed 1 + ln(times).

    The likeness of two texts is the cosine of their bags, 0 to 1.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        numbers: dict[str, int] = {}
        words, weights, starts = [np.empty(0, np.int32)], [np.empty(0, np.float32)], [0]
        for text in texts:
            bag = _bag(text)
            found = [numbers.setdefault(word, len(numbers)) for word in bag]
            words.append(np.array(found, np.int32))
            weights.append(np.array([*bag.values()], np.float32))
            starts.append(starts[-1] + len(bag))
        self._words, self._weights = np.concatenate(words), np.concatenate(weights)
        self._starts = np.array(starts, np.int64)
        self._one = np.zeros(len(numbers))  # the bag that others are compared with

    def __call__(self, a: Ints, b: Ints) -> Floats:
        """The likeness of each two texts, by their positions."""
        found = np.zeros(len(a))
        order = np.argsort(a, kind="stable")
        bounds = np.flatnonzero(np.diff(a[order])) + 1
        for same in np.split(order, bounds) if len(a) else ():
            found[same] = self._with(int(a[same[0]]), b[same])
        return np.round(found, _DIGITS)

    def _with(self, one: int, others: Ints) -> Floats:
        own = slice(self._starts[one], self._starts[one + 1])
        self._one[self._words[own]] = self._weights[own]
        starts, lengths = self._starts[others], self._starts[others + 1] - self._starts[others]
        ends = np.cumsum(lengths)
        at = np.arange(ends[-1]) + np.repeat(starts - ends + lengths, lengths)
        products = self._one[self._words[at]] * self._weights[at]
        sums = np.concatenate(([0.0], np.cumsum(products)))
        self._one[self._words[own]] = 0.0
        found: Floats = sums[ends] - sums[ends - lengths]
        return found


def _bag(text: str) -> dict[str, float]:
    counts = Counter(word for word in _WORD.findall(text.casefold()) if _telling(word))
    weights = {word: 1 + math.log(times) for word, times in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


def _telling(word: str) -> bool:
    return word not in _COMMON and (len(word) > 3 or word.isdecimal())
