"""A decision as JSON: equal both ways, and what makes no sense is told in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from counterclaim.model import Decision
from counterclaim.model.decision_record import decision_of, record
from tests.review.reports import POST_12, decision
from tests.review.test_properties import sequences

REJECT = {
    "kind": "reject", "targets": ["claim-1"], "user": "Ana", "time": "2031-03-10T09:00:00+00:00",
}  # fmt: skip
CORRECT = {**REJECT, "kind": "correct"}
MERGE = {**REJECT, "kind": "merge", "others": ["claim-2"]}


@settings(max_examples=40)
@given(sequences())
def test_what_is_written_is_read_back_equal(made: list[Decision]) -> None:
    for each in made:
        assert decision_of(json.loads(json.dumps(record(each)))) == each


def test_what_is_left_out_is_completed() -> None:
    found = decision_of({**REJECT, "time": "2031-03-10T11:00:00+02:00"})
    assert found == decision_of(REJECT)
    assert (found.about, found.time, found.reason) == (
        "claim", "2031-03-10T09:00:00.000000+00:00", "",
    )  # fmt: skip


def test_an_id_is_a_hash_of_content_and_time() -> None:
    one = decision("reject", POST_12)
    assert one.id == decision("reject", POST_12).id
    others = [
        decision("reject", POST_12, at=1), decision("reject", POST_12, user="Ben"),
        decision("reject", POST_12, reason="other"), decision("accept", POST_12),
    ]  # fmt: skip
    assert len({one.id, *(each.id for each in others)}) == 5


def test_an_altered_decision_is_refused() -> None:
    altered = record(decision("reject", POST_12)) | {"user": "Ben"}
    with pytest.raises(ValueError, match="its id is not that of its content"):
        decision_of(altered)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({**REJECT, "kind": "bless"}, "kind must be one of accept, "),
        ({**REJECT, "kind": ["reject"]}, "kind must be text"),
        ({**REJECT, "mood": "bad"}, "unknown field 'mood'"),
        ({**REJECT, "about": "voice"}, "reject must be about: claim"),
        ({**REJECT, "kind": "accept"}, "accept must be about: claim or entry"),
        ({**REJECT, "user": " "}, "user is empty"),
        ({**REJECT, "user": "\ud800"}, "half a letter"),
        ({**REJECT, "targets": []}, "must name something"),
        ({**REJECT, "targets": ["claim-1", "claim-2"]}, "has one target"),
        ({**REJECT, "targets": "claim-1"}, "targets must be a list"),
        ({**REJECT, "time": "yesterday"}, "is no moment; write"),
        ({**REJECT, "time": "2031-03-10T09:00:00"}, "is no moment; write"),
        ({**REJECT, "changes": {"lower": 1}}, "reject has no changes"),
        ({**REJECT, "others": ["claim-2"]}, "reject has no others"),
        ({**MERGE, "others": []}, "merge needs others"),
        ({**MERGE, "others": ["claim-1"]}, "each once"),
        (CORRECT, "correct needs changes"),
        ({**CORRECT, "changes": []}, "correct needs changes"),
        ({**CORRECT, "changes": {"mood": 1}}, "no field 'mood'; fields are type, "),
        ({**CORRECT, "changes": {"lower": -1}}, "whole number from 0 to"),
        ({**CORRECT, "changes": {"lower": 10**15}}, "whole number from 0 to"),
        ({**CORRECT, "changes": {"lower": True}}, "whole number"),
        ({**CORRECT, "changes": {"lower": 5, "upper": 4}}, "lower 5 lies above upper 4"),
        (
            {**CORRECT, "changes": {"start": "2031-03-05", "end": "2031-03-04"}},
            "start 2031-03-05 lies above",
        ),
        ({**CORRECT, "changes": {"start": "Monday"}}, "start must be a day"),
        ({**CORRECT, "changes": {"polarity": None}}, "polarity must be one of asserted"),
        ({**CORRECT, "changes": {"type": "hurt"}}, "type must be one of killed"),
        ({**CORRECT, "changes": {"actor": "rebels"}}, "actor must be an object with text"),
        ({**CORRECT, "changes": {"actor": {"text": " "}}}, "actor must be an object with text"),
        ({**CORRECT, "changes": {"actor": {"text": "x", "span": [2]}}}, "must be .start, end"),
        ({**CORRECT, "changes": {"actor": {"text": "x", "span": [2, 2]}}}, "not a span"),
        ({**CORRECT, "changes": {"trigger": {"text": "x"}}}, "trigger needs words with"),
        ({**CORRECT, "changes": {"trigger": None}}, "trigger needs words with"),
        ({**CORRECT, "changes": {"places": {"text": "x"}}}, "places must be a list"),
        ({**CORRECT, "changes": {"places": [{"text": "x", "geonameid": 1}]}}, "needs name, lat"),
        ({**CORRECT, "changes": {"places": [{"text": "x", "lat": 91, "lon": 0}]}}, "-90 to 90"),
        (
            {**CORRECT, "changes": {"places": [{"text": "x", "lat": float("nan"), "lon": 0}]}},
            "-90 to 90",
        ),
        ({**CORRECT, "changes": {"actor": {"text": "x", "lat": 1, "lon": 0}}}, "only places"),
        ({**REJECT, "kind": "add", "changes": {"type": "killed"}}, "needs type, sentence and"),
    ],
)
def test_what_makes_no_sense_is_told(given: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        decision_of(given)
