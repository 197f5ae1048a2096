"""Annotated reports: what stands in them, and what is said of a line that is wrong."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from counterclaim.errors import InputError
from counterclaim.model import Problem, Span
from counterclaim.reading.annotated import Annotated, annotated, read_annotated

TEXT = "Shells killed at least 43 people in Sarim on Monday."
SPAN = {"text": "killed", "span": [7, 13]}
COUNT = {"text": "at least 43", "span": [14, 25]}
CLAIM: dict[str, Any] = {
    "type": "killed", "sentence": [0, 52], "trigger": SPAN, "polarity": "asserted",
    "quantity": COUNT, "lower": 43, "upper": None, "precision": "at_least",
}  # fmt: skip


def lines(tmp_path: Path, *records: Any) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def report(**changes: Any) -> dict[str, Any]:
    return {"doc": "r1", "text": TEXT, "claims": [CLAIM | changes]}


def test_an_annotation_is_read_with_its_days_and_fact(tmp_path: Path) -> None:
    told = report(start="2031-03-03", end="2031-03-04", fact="sarim/killed/people")
    path = lines(tmp_path, told | {"published": "2031-03-04", "outlet": "Valley Post"})
    (found,) = annotated(path)
    assert (found.document.id, found.document.text) == ("r1", TEXT)
    assert (found.document.outlet, found.document.published) == ("Valley Post", date(2031, 3, 4))
    assert found.document.source == f"{path}, line 1"
    (claim,) = found.claims
    assert (claim.type, claim.sentence, claim.trigger.span) == ("killed", Span(0, 52), Span(7, 13))
    assert claim.bounds == (43, None)
    assert found.days == ((date(2031, 3, 3), date(2031, 3, 4)),)
    assert found.facts == ("sarim/killed/people",)


def test_what_an_annotation_leaves_out_is_not_known(tmp_path: Path) -> None:
    bare = {name: CLAIM[name] for name in ("type", "sentence", "trigger", "polarity")}
    told = {"id": 7, "text": TEXT, "claims": [bare]}
    (found,) = annotated(lines(tmp_path, told))
    (claim,) = found.claims
    assert found.document.id == "7"
    assert (claim.quantity, claim.object_class, claim.places, claim.via) == (None, None, (), ())
    assert (found.days, found.facts) == (((None, None),), (None,))
    assert found.given == (frozenset(bare),)


def test_an_annotation_says_which_claims_of_a_ledger_it_is_of(tmp_path: Path) -> None:
    told = report() | {
        "claims": [CLAIM | {"id": "claim-1"}, CLAIM],
        "shown": ["claim-1", "claim-2"],
    }
    (found,) = annotated(lines(tmp_path, told))
    assert found.ids == ("claim-1", None)
    assert found.shown == ("claim-1", "claim-2")
    (alone,) = annotated(lines(tmp_path, report()))
    assert alone.shown is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"trigger": None}, "has no trigger; give the words that carry"),
        ({"trigger": {"text": "killed", "span": [7, 99]}}, "out of range for trigger: [7, 99) of"),
        ({"trigger": {"text": "killed", "span": [8, 14]}}, "but at its span stands “illed”; count"),
        ({"trigger": {"text": "killed"}}, "has no span for trigger; write [start, end]"),
        ({"trigger": "killed"}, "has trigger without text; write {"),
        ({"sentence": None}, "has no span for sentence"),
        ({"sentence": [0, 5000]}, "out of range for sentence: [0, 5000) of 52 characters"),
        ({"sentence": [9, 9]}, "out of range for sentence: [9, 9)"),
        ({"type": "slain"}, "has the type 'slain'; write one of killed, wounded"),
        ({"polarity": None}, "has no polarity; write one of asserted, denied"),
        ({"object_class": "dogs"}, "has the object_class 'dogs'; write one of civilians"),
        ({"precision": "roughly"}, "has the precision 'roughly'; write one of exact"),
        ({"lower": "43"}, "has a value for lower that is no whole number; write one from 0 to"),
        ({"lower": -43}, "has a value for lower that is no whole number"),
        ({"upper": 10**15}, "has a value for upper that is no whole number"),
        ({"upper": 42}, "has the lower 43 above the upper 42; give"),
        ({"quantity": None}, "has bounds but no quantity; give the words"),
        ({"start": "Monday"}, "has a start that is no day; write YYYY-MM-DD or null"),
        ({"start": "2031-03-04", "end": "2031-03-03"}, "starts on 2031-03-04 and ends on 2031-03"),
        ({"object": {"text": " ", "span": [13, 14]}}, "has object without text; write {"),
        ({"places": {}}, "has places that are no list"),
        ({"via": [{"text": "Sarim", "span": [0, 6]}]}, "says “Sarim” for via, but at its span"),
    ],
)
def test_a_wrong_claim_is_told_with_line_claim_and_remedy(
    tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    path = lines(tmp_path, {"doc": "r0", "text": TEXT, "claims": []}, report(**changes))
    good, problem = read_annotated(path)
    assert isinstance(good, Annotated)
    assert str(problem).startswith(f"{path}, line 2: r1: claim 1 ")
    assert words in str(problem)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ({"doc": "r1", "text": TEXT}, "r1: has no claims; give a list, empty for"),
        ({"doc": "r1", "text": TEXT, "claims": ["killed"]}, "r1: claim 1 is no JSON object"),
        ({"text": TEXT, "claims": []}, "has no doc; give the id that the report has"),
        ({"doc": "r1", "claims": []}, "has no text; give the report"),
        (
            {"doc": "r1", "text": TEXT, "claims": [], "shown": "all"},
            "r1: has a shown that is no list of claims; leave it",
        ),
        (
            {"doc": "r1", "text": TEXT, "claims": [], "published": "soon"},
            "r1: has a published that is no day; write",
        ),
        ([], "is no JSON object; give"),
    ],
)
def test_a_wrong_report_is_told_with_line_and_remedy(
    tmp_path: Path, record: Any, words: str
) -> None:
    path = lines(tmp_path, record)
    (problem,) = read_annotated(path)
    assert isinstance(problem, Problem)
    assert str(problem).startswith(f"{path}, line 1: ")
    assert words in str(problem)


def test_where_all_lines_are_needed_the_first_wrong_one_is_an_error(tmp_path: Path) -> None:
    path = lines(tmp_path, report(), report(type="slain"))
    with pytest.raises(InputError, match="line 2: r1: claim 1 has the type 'slain'"):
        list(annotated(path))
    with pytest.raises(InputError, match="cannot be read"):
        list(annotated(tmp_path / "missing.jsonl"))
