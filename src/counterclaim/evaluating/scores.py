"""Precision, recall and F1, each from 0 to 1; 0 where there is nothing to divide by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rates:
    """Of what was read, the share that is right; of what there was, the share that was read."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """``right`` of the ``read`` are right; ``gold`` is how many were annotated."""

    right: int
    read: int
    gold: int

    @property
    def rates(self) -> Rates:
        return Rates(_share(self.right, self.read), _share(self.right, self.gold))

    @property
    def precision(self) -> float:
        return self.rates.precision

    @property
    def recall(self) -> float:
        return self.rates.recall

    @property
    def f1(self) -> float:
        return self.rates.f1


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
