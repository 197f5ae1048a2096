"""The reports, or articles with attributions, that are learnt from together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from counterclaim.training.examples import Report, reports

#: So many reports are drawn from some for each epoch.
Drawn = tuple[tuple[Report, ...], int]


@dataclass(frozen=True, slots=True)
class Lot:
    """The reports of a file or folder, and how many are drawn for each epoch of a later round, if
    not as many as that round says."""

    path: Path
    reports: tuple[Report, ...]
    count: int | None = None

    @classmethod
    def of(cls, given: str) -> Lot:
        """What "data/plain" or "data/plain=500" names; OSError where there is no such file."""
        path, _, count = given.rpartition("=")
        if not path or not count.isdecimal():
            path, count = given, ""
        return cls(Path(path), tuple(reports([Path(path)])), int(count) if count else None)

    def drawn(self, usual: int) -> Drawn:
        """What is drawn from it in a round that draws so many of a lot."""
        return self.reports, usual if self.count is None else self.count


def everything(lots: Iterable[Lot]) -> tuple[Report, ...]:
    """All reports of some lots, in order."""
    return tuple(report for lot in lots for report in lot.reports)
