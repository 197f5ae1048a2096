"""A claim as it is compared, whoever read it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from counterclaim.model import Claim, Collection
from counterclaim.reading.annotated import Annotated


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with the first and last day that its time means, and the fact it was put to."""

    claim: Claim
    start: date | None = None
    end: date | None = None
    fact: str | None = None


def annotated_cases(report: Annotated) -> tuple[Case, ...]:
    """The claims of an annotated report, in its order."""
    found = zip(report.claims, report.days, report.facts, strict=True)
    return tuple(Case(claim, *days, fact) for claim, days, fact in found)


def held_cases(held: Collection) -> dict[str, tuple[Case, ...]]:
    """The claims that a ledger holds, by document, in the order of its exports."""
    fact_of = {claim: entry.fact.id for entry in held.entries for claim in entry.fact.claims}
    cases: dict[str, list[Case]] = defaultdict(list)
    for grounded in held.claims:
        claim, period = grounded.claim, grounded.period
        days = (period.start, period.end) if period else (None, None)
        cases[claim.document].append(Case(claim, *days, fact_of.get(claim.id)))
    return {document: tuple(own) for document, own in cases.items()}
