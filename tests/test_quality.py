"""A floor under the quality of extraction: it may be raised, never lowered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from counterclaim.extracting import LearnedExtractor
from counterclaim.model import Claim
from counterclaim.reading.annotated import annotated

GOLD = Path(__file__).parent / "gold" / "reports.jsonl"
Pairs = list[tuple[Claim, Claim]]


def paired(gold: Sequence[Claim], read: Sequence[Claim]) -> Pairs:
    """Claims of one type whose triggers stand in one sentence, those with equal bounds first."""
    fitting = [
        (g, r)
        for g in gold
        for r in read
        if g.type == r.type and r.trigger.span.overlaps(g.sentence)
    ]
    pairs: Pairs = []
    for g, r in sorted(fitting, key=lambda pair: bounds(pair[0]) != bounds(pair[1])):
        if all(g is not one and r is not other for one, other in pairs):
            pairs.append((g, r))
    return pairs


def bounds(claim: Claim) -> tuple[int | None, int | None]:
    return claim.lower, claim.upper


def counted(claim: Claim) -> bool:
    return bounds(claim) != (None, None)


def f1(right: int, read: int, gold: int) -> float:
    return 2 * right / (read + gold)


class Outcome:
    """The pairs found in all reports, and how many claims there were on either side."""

    def __init__(self, reports: Iterable[tuple[Sequence[Claim], Sequence[Claim]]]) -> None:
        self.pairs: Pairs = []
        self.gold: list[Claim] = []
        self.read: list[Claim] = []
        for gold, read in reports:
            self.gold += gold
            self.read += read
            self.pairs += paired(gold, read)

    def detection(self) -> float:
        return f1(len(self.pairs), len(self.read), len(self.gold))

    def count(self) -> float:
        right = sum(counted(g) and bounds(g) == bounds(r) for g, r in self.pairs)
        return f1(right, sum(map(counted, self.read)), sum(map(counted, self.gold)))

    def share(self, same: Callable[[Claim, Claim], bool]) -> float:
        return sum(same(g, r) for g, r in self.pairs) / len(self.pairs)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    reports = list(annotated(GOLD))
    read = LearnedExtractor.load().extract([report.document for report in reports])
    return Outcome((report.claims, claims) for report, claims in zip(reports, read, strict=True))


def test_claims_are_found(outcome: Outcome) -> None:
    assert outcome.detection() >= 0.71


def test_counts_are_right(outcome: Outcome) -> None:
    assert outcome.count() >= 0.74


def test_bounds_of_found_claims_are_right(outcome: Outcome) -> None:
    assert outcome.share(lambda g, r: bounds(g) == bounds(r)) >= 0.94


def test_polarity_of_found_claims_is_right(outcome: Outcome) -> None:
    assert outcome.share(lambda g, r: g.polarity == r.polarity) >= 0.92


def test_groups_of_found_claims_are_right(outcome: Outcome) -> None:
    assert outcome.share(lambda g, r: g.object_class == r.object_class) >= 0.65
