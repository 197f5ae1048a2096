"""When something is said to have happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterclaim.model.claim import Mention
from counterclaim.model.terms import PeriodPrecision


@dataclass(frozen=True, slots=True)
class Period:
    """The days, both inclusive, that a time expression means; None where it cannot be known.

    ``mention`` is None where the date was inferred without an expression (the rule says how);
    ``rule`` says in words how the days were found.
    """

    mention: Mention | None
    start: date | None
    end: date | None
    precision: PeriodPrecision | None
    rule: str
