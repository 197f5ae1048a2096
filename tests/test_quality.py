"""A floor under the quality of extraction: it may be raised, never lowered."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.evaluating import Case, Compared, Evaluation
from counterclaim.extracting import LearnedExtractor
from counterclaim.reading.annotated import annotated

GOLD = Path(__file__).parent / "gold" / "reports.jsonl"


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    reports = list(annotated(GOLD))
    read = LearnedExtractor.load().extract([report.document for report in reports])
    return Evaluation(
        tuple(
            Compared.of(report.document, map(Case, report.claims), map(Case, claims))
            for report, claims in zip(reports, read, strict=True)
        )
    )


def test_claims_are_found(evaluation: Evaluation) -> None:
    assert evaluation.detection().f1 >= 0.71


def test_counts_are_right(evaluation: Evaluation) -> None:
    assert evaluation.counts().f1 >= 0.74


@pytest.mark.parametrize(
    ("field", "floor"), [("bounds", 0.94), ("polarity", 0.92), ("object_class", 0.65)]
)
def test_fields_of_found_claims_are_right(evaluation: Evaluation, field: str, floor: float) -> None:
    assert evaluation.fields()[field].precision >= floor
