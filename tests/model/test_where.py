from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.where import Where
from counterclaim.publishing.exports import Source
from counterclaim.publishing.exports.held import in_memory
from tests.publishing.incident import collection


def chosen(*conditions: str) -> list[str]:
    source = Source(in_memory(collection()), Where.of(conditions))
    return [told.grounded.claim.id for told in source.told()]


def outlets(*conditions: str) -> set[str | None]:
    source = Source(in_memory(collection()), Where.of(conditions))
    return {told.document.outlet for told in source.told()}


def test_no_condition_takes_every_claim() -> None:
    assert len(chosen()) == len(collection().claims)


def test_several_conditions_must_all_hold() -> None:
    assert outlets("type=killed", "published>=2031-03-04", "published<2031-03-06") == {
        "The Valley Post", "Harbour Daily", "State Radio",
    }  # fmt: skip


def test_alternatives_stand_between_bars_and_case_does_not_matter() -> None:
    assert outlets("outlet=northwire|STATE RADIO") == {"Northwire", "State Radio"}


def test_unlike_leaves_out_the_equal_and_the_unknown() -> None:
    assert outlets("outlet!=Northwire") == {
        "The Valley Post", "Harbour Daily", "State Radio", "Sarim <b>Today</b>",
    }  # fmt: skip


def test_a_place_is_met_by_its_name_in_the_gazetteer_or_in_the_text() -> None:
    assert chosen("place=karm al-wadi") == chosen()
    assert chosen("place=Sarim") == []


def test_since_and_until_are_short_for_days_of_publication() -> None:
    days = ("published>=2031-03-04", "published<=2031-03-05")
    assert chosen("since=2031-03-04", "until=2031-03-05") == chosen(*days) != chosen()


def test_conditions_on_reports_take_those_without_claims_too() -> None:
    held = replace(collection(), claims=(), entries=())
    found = Source(in_memory(held), Where.of(["outlet=State Radio"]))
    assert [document.outlet for document in found.documents()] == ["State Radio"]
    assert list(Source(in_memory(held), Where.of(["type=killed"])).documents()) == []


def test_what_a_question_comes_to_can_be_asked_for() -> None:
    assert set(chosen("status=disputed")) == set(chosen("voices>=3"))
    assert len(chosen("voices>=3")) == 6
    assert chosen("high>25") == chosen("speaker=Ministry of Defence", "type=killed")


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("killed", "is no condition; write one like type=killed"),
        ("colour=red", "colour: no such field; fields are type"),
        ("type>=killed", "type: is a text; compare it with = or !="),
        ("type=shot", "type: 'shot' is no such value; there are killed"),
        ("voices=many", "voices: needs a whole number, not 'many'"),
        ("published>2031", "published: needs a day like 2024-01-31, not '2031'"),
        ("since=2031", "since: needs a day like 2024-01-31, not '2031'"),
        ("since>2031-01-01", "since: write since=2024-01-31"),
    ],
)
def test_what_is_no_condition_is_told_with_the_remedy(condition: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Where.of([condition])


@given(st.text(max_size=40))
def test_any_text_is_a_condition_or_is_refused_in_words(text: str) -> None:
    try:
        assert Where.of([text]).conditions
    except ValueError as error:
        assert str(error)
