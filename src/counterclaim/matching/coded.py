"""One feature of many claims, as numbers, so that millions of pairs can be compared."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from counterclaim.matching.arrays import Ints, distinct
from counterclaim.matching.levels import Feature
from counterclaim.matching.profiles import Profile

Levels = npt.NDArray[np.int8]

_TABLE = 6000  # distinct values up to which what is known of each two is kept in a square table


class Coded:
    """The levels at which claims stand to each other in one feature.

    Claims share few values, so each two *values* are compared once, however many pairs of claims
    have them. ``names`` are the levels met so far; a level's number is its place among them.
    """

    def __init__(self, feature: Feature, profiles: Sequence[Profile]) -> None:
        self.name, self._level = feature.name, feature.level
        self.names: list[str] = []
        values = [feature.value(profile) for profile in profiles]
        keys = [feature.key(value) for value in values]
        known = dict(zip(keys, values, strict=True))
        numbers = {key: at for at, key in enumerate(known)}
        self._codes = np.array([numbers[key] for key in keys], np.int64)
        self._values = list(known.values())
        size = len(known) if len(known) <= _TABLE else 0
        self._known = np.full(size * size, -1, np.int8)

    def __call__(self, a: Ints, b: Ints) -> Levels:
        """The number of the level of each pair of positions."""
        keys = self._codes[a] * len(self._values) + self._codes[b]
        if not len(self._known):
            asked = distinct(keys)
            return self._compared(asked).take(np.searchsorted(asked, keys))
        asked = distinct(keys[self._known[keys] < 0])
        self._known[asked] = self._compared(asked)
        return self._known.take(keys)

    def _compared(self, keys: Ints) -> Levels:
        values, level, size = self._values, self._level, len(self._values)
        found = (level(values[key // size], values[key % size]) for key in keys.tolist())
        return np.fromiter(map(self._number, found), np.int8, len(keys))

    def _number(self, name: str) -> int:
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)
