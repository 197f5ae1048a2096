"""The gold reports are sound: what was annotated stands in their texts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counterclaim.model import Document
from counterclaim.model.terms import CLAIM_TYPES, OBJECT_CLASSES, POLARITIES
from counterclaim.reading import read

FOLDER = Path(__file__).parent
EXAMPLES = FOLDER.parents[1] / "examples" / "reports"


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


REPORTS = [*lines("reports.jsonl"), *lines("examples.jsonl")]
CLAIMS = [(report, claim) for report in REPORTS for claim in report["claims"]]
ONE = ("trigger", "quantity", "object", "actor", "time", "speaker")


def mentions(claim: dict[str, Any]) -> list[dict[str, Any]]:
    found = [claim[field] for field in ONE if claim[field]]
    return [*found, *claim["places"], *claim["via"]]


def test_the_annotated_examples_are_the_examples() -> None:
    texts = {found.id: found.text for found in read([EXAMPLES]) if isinstance(found, Document)}
    assert {report["doc"]: report["text"] for report in lines("examples.jsonl")} == texts


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["doc"])
def test_every_mention_is_the_text_at_its_span(report: dict[str, Any]) -> None:
    assert report["claims"]
    for claim in report["claims"]:
        for mention in mentions(claim):
            start, end = mention["span"]
            assert report["text"][start:end] == mention["text"]


def test_trigger_and_quantity_stand_in_the_sentence() -> None:
    for _, claim in CLAIMS:
        lower, upper = claim["sentence"]
        for field in ("trigger", "quantity"):
            if claim[field]:
                start, end = claim[field]["span"]
                assert lower <= start < end <= upper


def test_every_type_class_and_polarity_occurs() -> None:
    assert {claim["type"] for _, claim in CLAIMS} == set(CLAIM_TYPES)
    assert {claim["object_class"] for _, claim in CLAIMS} - {None} == set(OBJECT_CLASSES)
    assert {claim["polarity"] for _, claim in CLAIMS} == set(POLARITIES)


def test_bounds_agree_with_their_precision() -> None:
    open_above, open_below = {"at_least", "vague"}, {"at_most"}
    for _, claim in CLAIMS:
        lower, upper, precision = claim["lower"], claim["upper"], claim["precision"]
        assert (lower is None and upper is None) == (precision is None)
        assert (upper is None) == (precision in open_above or precision is None)
        assert (lower is None) == (precision in open_below or precision is None)
        if precision in ("exact", "about"):
            assert lower == upper


def test_days_are_days_in_order_and_have_an_expression() -> None:
    for report, claim in CLAIMS:
        days = [date.fromisoformat(claim[end]) for end in ("start", "end") if claim[end]]
        assert days == sorted(days)
        assert not days or claim["time"], claim
        assert all(day <= date.fromisoformat(report["published"]) for day in days)


def test_a_fact_keeps_to_one_event_and_one_type() -> None:
    events: dict[str, str] = {}
    for report, claim in CLAIMS:
        assert events.setdefault(claim["fact"], report["event"]) == report["event"]
        assert claim["fact"].split("/")[1] == claim["type"]
