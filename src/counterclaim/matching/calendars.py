"""When claims were told, and when what they say was: the days of many claims side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

import numpy as np

from counterclaim.matching.arrays import Bools, Ints

EVER: Final = date.max.toordinal()


class Timed(Protocol):
    """When a claim was published, and when what it says was: what a profile knows of it."""

    @property
    def published(self) -> int | None: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Days as ordinals, claim by claim: of the report, 0 where it has none; of what is told, from
    the first day there is to the last where an end is not ``known``."""

    told: Ints
    start: Ints
    end: Ints
    known: Bools

    @classmethod
    def of(cls, claims: Sequence[Timed]) -> Calendar:
        return cls(
            np.array([claim.published or 0 for claim in claims], np.int64),
            np.array([claim.start or 0 for claim in claims], np.int64),
            np.array([claim.end or EVER for claim in claims], np.int64),
            np.array([bool(claim.start or claim.end) for claim in claims], np.bool_),
        )

    def gap(self, a: Ints, b: Ints) -> Ints:
        """How many days after the end of one period the other begins; of such as overlap, less
        than one."""
        days: Ints = np.maximum(self.start[b] - self.end[a], self.start[a] - self.end[b])
        return days

    def same(self, a: Ints, b: Ints) -> Bools:
        """Whether two periods have the same days."""
        equal: Bools = (self.start[a] == self.start[b]) & (self.end[a] == self.end[b])
        return equal
