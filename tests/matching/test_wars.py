"""Counts of a whole war answer one question, whenever they were published, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.matching import match
from counterclaim.matching.wars import whole_war
from counterclaim.model import Document, GroundedClaim
from tests.making import claim, document


def told(text: str, trigger: str, quantity: str, type: str = "killed", **fields: object) -> bool:
    report = document("w", text)
    fields.setdefault("group", "people")
    return whole_war(claim(report, type, trigger, quantity=quantity, **fields), report) is not None


@pytest.mark.parametrize(
    ("text", "trigger", "quantity", "type"),
    [
        (
            "Over 9,000 people have been killed since the war began.",
            "killed",
            "Over 9,000",
            "killed",
        ),
        ("The six-year-old conflict has killed 9,000 people.", "killed", "9,000", "killed"),
        ("Since the outbreak of the uprising 900 were killed.", "killed", "900", "killed"),
        ("More than 40,000 people have died so far.", "died", "More than 40,000", "killed"),
        (
            "It has displaced nearly half of the population.",
            "displaced",
            "nearly half",
            "displaced",
        ),
        ("Millions have fled their homes.", "fled", "Millions", "displaced"),
    ],
)
def test_what_is_counted_since_a_war_began_or_is_too_large_for_an_event(
    text: str, trigger: str, quantity: str, type: str
) -> None:
    assert told(text, trigger, quantity, type)


@pytest.mark.parametrize(
    ("text", "trigger", "quantity", "fields"),
    [
        ("Some 90 people were killed on Friday.", "killed", "90", {}),
        (
            "Over 12,000 people were tortured and killed since the war began.",
            "killed",
            "12,000",
            {},
        ),
        ("Air raids have killed 9,000 since the war began.", "killed", "9,000", {}),
        ("The army has killed 9,000 since the war began.", "killed", "9,000", {"actor": "army"}),
        ("In Sarim 900 were killed since the war began.", "killed", "900", {"places": ("Sarim",)}),
    ],
)
def test_events_places_sides_and_kinds_of_death_are_others(
    text: str, trigger: str, quantity: str, fields: dict[str, Any]
) -> None:
    assert not told(text, trigger, quantity, **fields)


def war(id: str, day: str, words: str, group: str = "people") -> tuple[Document, GroundedClaim]:
    report = document(id, f"{words} {group} have been killed since the war began.", day=day)
    return report, claim(report, "killed", "killed", quantity=words, group=group)


def test_tolls_of_a_war_come_together_over_years() -> None:
    told = [war("a", "2029-03-04", "Over 9,000"), war("b", "2031-09-01", "Over 31,000")]
    (fact,) = match([report for report, _ in told], [c for _, c in told])
    assert fact.question == "How many people were killed in the whole war?"
    assert "both count a whole war" in fact.joins[0].reasons


def test_children_killed_in_a_war_are_another_question() -> None:
    told = [war("a", "2031-03-04", "Over 9,000"), war("b", "2031-03-05", "Over 700", "children")]
    assert len(match([report for report, _ in told], [c for _, c in told])) == 2


def test_the_toll_of_an_event_is_not_that_of_a_war() -> None:
    report, toll = war("a", "2031-03-04", "Over 9,000")
    raid = document("b", "Over 9 people have been killed in the war.", day="2031-03-04")
    event = claim(raid, "killed", "killed", quantity="Over 9", group="people")
    assert len(match([report, raid], [toll, event])) == 2


def test_a_count_of_a_war_is_compared_with_no_count_of_another_report() -> None:
    """However alike they are in their words and numbers."""
    found = []
    for id, since in (("a", " since the war began"), ("b", "")):
        words = "observers of the harbour office wrote in a summary that reached Norte by courier"
        report = document(id, f"900 residents have been killed{since}, {words}.", day="2031-03-04")
        given = {"quantity": "900", "object": "residents", "group": "people", "day": "2031-03-04"}
        found.append((report, claim(report, "killed", "killed", **given)))
    facts = match([report for report, _ in found], [toll for _, toll in found])
    assert [(len(fact.claims), fact.near) for fact in facts] == [(1, ())] * 2
