"""How much of what a model said was taken over, and why the rest was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from counterclaim.extracting.languagemodel.checking import Reason


@dataclass(slots=True)
class Tally:
    """Claims accepted and dropped so far, over all documents that were read."""

    accepted: int = 0
    dropped: Counter[Reason] = field(default_factory=Counter)

    def add(self, accepted: int, dropped: Iterable[Reason]) -> None:
        self.accepted += accepted
        self.dropped.update(dropped)

    def __str__(self) -> str:
        """ "41 claims accepted, 7 dropped: 4 value not in the text, 3 unknown type"."""
        claims = "1 claim" if self.accepted == 1 else f"{self.accepted:,} claims"
        often = sorted(self.dropped.items(), key=lambda item: (-item[1], item[0]))
        why = ", ".join(f"{number:,} {reason}" for reason, number in often)
        told = f"{claims} accepted, {self.dropped.total():,} dropped"
        return f"{told}: {why}" if why else told
