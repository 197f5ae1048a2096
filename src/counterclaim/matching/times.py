"""How the times of two claims compare: when it was, as far as they say, and when they were told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from counterclaim.matching.arrays import Bools, Ints
from counterclaim.matching.calendars import Calendar
from counterclaim.matching.coded import Levels
from counterclaim.matching.profiles import Profile

_NEAR = 3  # days: what is further apart is far
_AT_ONCE = 1  # days after an event in which news tells of it without its day


class Times:
    """The levels at which claims stand to each other in time, of many pairs at once.

    Both days known: same, overlapping, next day, days apart (up to three) or far. One known: the
    report that gives none came out before (the event, of which it cannot tell), at once (by the
    day after) or late (more than three days after). None known: the two reports came out on one
    day (together), or more than three days apart. All else is unknown.
    """

    name: Final = "time"
    names: Final = (
        "unknown", "same", "overlapping", "next day", "days apart", "far",
        "told before", "told at once", "told late", "told together", "told apart",
    )  # fmt: skip

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._days = Calendar.of(profiles)

    def __call__(self, a: Ints, b: Ints) -> Levels:
        """The number of the level of each pair of positions."""
        one, other = self._days.known[a], self._days.known[b]
        both, neither = one & other, ~(one | other)
        dated, bare = np.where(one, a, b), np.where(one, b, a)
        return np.select(
            [both, neither, self._days.told[bare] > 0],
            [self._apart(a, b), self._reported(a, b), self._reported_of(dated, bare)],
            0,
        ).astype(np.int8)

    def _apart(self, a: Ints, b: Ints) -> Ints:
        gap = self._days.gap(a, b)
        return self._first(
            (self._days.same(a, b), "same"), (gap <= 0, "overlapping"), (gap == 1, "next day"),
            (gap <= _NEAR, "days apart"), (gap > _NEAR, "far"),
        )  # fmt: skip

    def _reported_of(self, dated: Ints, bare: Ints) -> Ints:
        days = self._days
        told, start, end = days.told[bare], days.start[dated], days.end[dated]
        return self._first(
            (told < start, "told before"), (told - end > _NEAR, "told late"),
            ((told - end <= _AT_ONCE) & (end - start <= _NEAR), "told at once"),
        )  # fmt: skip

    def _reported(self, a: Ints, b: Ints) -> Ints:
        one, other = self._days.told[a], self._days.told[b]
        gap, known = np.abs(one - other), (one > 0) & (other > 0)
        return self._first(
            (known & (gap == 0), "told together"), (known & (gap > _NEAR), "told apart")
        )

    def _first(self, *told: tuple[Bools, str]) -> Ints:
        """The number of the first level of which something is true."""
        return np.select([true for true, _ in told], [self.names.index(name) for _, name in told])
