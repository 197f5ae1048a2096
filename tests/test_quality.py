"""A floor under the quality of extraction: it may be raised, never lowered."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest

from counterclaim.evaluating import Case, Compared, Evaluation
from counterclaim.extracting import LearnedExtractor
from counterclaim.model import Claim
from counterclaim.reading.annotated import Annotated, annotated

GOLD = Path(__file__).parent / "gold" / "reports.jsonl"


def evaluated(annotation: Iterable[Annotated]) -> Evaluation:
    """The shipped model's claims beside those annotated."""
    reports = list(annotation)
    read = LearnedExtractor.load().extract([report.document for report in reports])
    return Evaluation(
        tuple(
            compared(report, claims if isinstance(claims, tuple) else ())
            for report, claims in zip(reports, read, strict=True)
        )
    )


def compared(report: Annotated, claims: tuple[Claim, ...]) -> Compared:
    return Compared.of(report.document, map(Case, report.claims), map(Case, claims))


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    return evaluated(annotated(GOLD))


def test_claims_are_found(evaluation: Evaluation) -> None:
    assert evaluation.detection().f1 >= 0.89


def test_counts_are_right(evaluation: Evaluation) -> None:
    assert evaluation.counts().f1 >= 0.91


def test_whole_claims_are_right(evaluation: Evaluation) -> None:
    assert evaluation.whole().f1 >= 0.60


@pytest.mark.parametrize(
    ("field", "floor"),
    [
        ("bounds", 0.965),
        ("polarity", 0.96),
        ("object_class", 0.865),
        ("actor", 0.85),
        ("place", 0.84),
        ("speaker", 0.915),
    ],
)
def test_fields_of_found_claims_are_right(evaluation: Evaluation, field: str, floor: float) -> None:
    assert evaluation.fields()[field].precision >= floor


@pytest.mark.shared
def test_what_training_has_shown_is_read(shared: Path) -> None:
    """The shipped model has seen these reports: this tells of damage, not of quality, and falls
    where it learns less of them by heart."""
    seen = evaluated(islice(annotated(shared / "claims" / "dev.jsonl"), 30))
    assert seen.detection().f1 >= 0.91
    assert seen.whole().f1 >= 0.68
