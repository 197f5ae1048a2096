"""Corrected, rejected and added claims; the machine's own stay beside them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from counterclaim.model import GroundedClaim, Span
from counterclaim.model.decision import FIELDS
from tests.review.reports import (
    CLAIMS,
    DAILY,
    POST,
    POST_12,
    RAID_7,
    decision,
    entry_of,
    held,
    read,
    review,
)

MACHINE = read(review(), POST_12)


def corrected(**changes: Any) -> GroundedClaim:
    return read(review(decision("correct", POST_12, changes=changes)), POST_12)


def words(text: str) -> dict[str, Any]:
    start = POST.text.index(text)
    return {"text": text, "span": [start, start + len(text)]}


def test_without_decisions_the_claims_are_the_machines() -> None:
    found = review()
    assert found.claims == CLAIMS
    assert found.originals == {}


def test_bounds_are_corrected_and_the_machines_stay_beside() -> None:
    correct = decision("correct", POST_12, changes={"lower": 34, "upper": 40, "precision": "about"})
    found = review(correct)
    claim = read(found, POST_12).claim
    assert (claim.lower, claim.upper) == (34, 40)
    assert claim.quantity is not None and claim.quantity.precision == "about"
    assert claim.quantity.mention.text == "12"
    assert found.originals == {POST_12: MACHINE}


def test_other_claims_stay_as_they_are() -> None:
    found = review(decision("correct", POST_12, changes={"lower": 10}))
    others = [c for c in CLAIMS if c.claim.id != POST_12]
    assert [c for c in found.claims if c.claim.id != POST_12] == others


def test_every_field_can_be_corrected() -> None:
    values: dict[str, Any] = {
        "type": "wounded",
        "sentence": words("Shells killed 12 people in Sarim"),
        "trigger": words("killed 12"),
        "quantity": words("12 people"),
        "lower": 9,
        "upper": 13,
        "precision": "between",
        "object": words("Rescuers"),
        "object_class": "staff",
        "actor": words("Shells"),
        "places": [words("Sarim"), {"text": "Anvar"}],
        "time": {"text": "on Sunday"},
        "start": "2031-03-01",
        "end": "2031-03-02",
        "speaker": words("the mayor"),
        "via": [{"text": "Northwire"}],
        "polarity": "unverified",
    }
    assert tuple(values) == FIELDS
    found = corrected(**values)
    claim = found.claim
    assert (claim.type, claim.polarity, claim.object_class) == ("wounded", "unverified", "staff")
    assert claim.sentence == Span(0, 32)
    assert (claim.lower, claim.upper) == (9, 13)
    texts = [claim.trigger, claim.object, claim.actor, claim.speaker, *claim.places, *claim.via]
    assert [mention and mention.text for mention in texts] == [
        "killed 12", "Rescuers", "Shells", "the mayor", "Sarim", "Anvar", "Northwire",
    ]  # fmt: skip
    assert found.period is not None
    assert (found.period.start, found.period.end) == (date(2031, 3, 1), date(2031, 3, 2))
    assert found.period.rule == "given by Ana, 2031-03-10, as read"
    assert claim.id == POST_12


@pytest.mark.parametrize("field", ["quantity", "object", "actor", "speaker", "time"])
def test_a_field_can_be_emptied(field: str) -> None:
    assert getattr(corrected(**{field: None}).claim, field) is None


def test_a_count_that_is_emptied_with_its_bounds_leaves_none() -> None:
    found = corrected(quantity=None, lower=None, upper=None, precision=None)
    assert found.claim.quantity is None


def test_words_are_the_reviewers_and_say_whether_the_text_has_them() -> None:
    inside = corrected(speaker=words("Rescuers")).claim.speaker
    outside = corrected(speaker={"text": "the governor"}).claim.speaker
    assert inside is not None and outside is not None
    assert (inside.reader, inside.worded, inside.span.of(POST.text)) == (
        "reviewer Ana", True, "Rescuers",
    )  # fmt: skip
    assert (outside.text, outside.worded) == ("the governor", False)
    assert outside.span == MACHINE.claim.trigger.span


def test_corrected_words_are_understood_and_others_mean_what_they_did() -> None:
    found = corrected(speaker={"text": "the governor"})
    assert found.speaker is not None and found.speaker.entity.name == "the governor"
    assert found.root == found.speaker.entity
    assert (found.places, found.period, found.actor) == (
        MACHINE.places, MACHINE.period, MACHINE.actor,
    )  # fmt: skip


def test_a_place_may_come_with_its_whereabouts() -> None:
    at = {"text": "Dovra", "name": "Dovra", "lat": 10.4, "lon": 20.3, "precision": "village",
          "geonameid": 77, "country": "XX"}  # fmt: skip
    (place,) = corrected(places=[at]).places
    assert (place.lat, place.lon, place.geonameid, place.precision) == (10.4, 20.3, 77, "village")
    assert place.reasons == ("given by Ana, 2031-03-10, as read",)


def test_of_two_corrections_of_places_the_later_holds_whole() -> None:
    at = {"text": "Dovra", "lat": 10.4, "lon": 20.3}
    first = decision("correct", POST_12, changes={"places": [at, words("Sarim")]})
    second = decision("correct", POST_12, changes={"places": [words("Sarim")]}, at=1)
    assert [p.name for p in read(review(first, second), POST_12).places] == ["Sarim"]


def test_one_bound_corrected_past_the_other_takes_it_along() -> None:
    first = decision("correct", POST_12, changes={"upper": 20})
    second = decision("correct", POST_12, changes={"lower": 15}, at=1)
    undo = decision("undo", first.id, at=2)
    assert read(review(first, second), POST_12).claim.bounds == (15, 20)
    assert read(review(first, second, undo), POST_12).claim.bounds == (15, 15)


def test_a_rejected_claim_is_out_and_what_the_machine_read_is_kept() -> None:
    found = review(decision("reject", POST_12))
    assert POST_12 not in {c.claim.id for c in found.claims}
    assert found.originals == {POST_12: MACHINE}


def addition(**changes: Any) -> Any:
    start = DAILY.text.index("shells")
    return decision(
        "add", "daily", at=1,
        changes={
            "type": "attacked",
            "sentence": {"text": DAILY.text, "span": [0, len(DAILY.text)]},
            "trigger": {"text": "shells", "span": [start, start + 6]},
            **changes,
        },
    )  # fmt: skip


def test_a_missed_claim_is_added_and_understood() -> None:
    add = addition(places=[{"text": "Sarim", "span": [3, 8]}], lower=2)
    found = review(add)
    (claim,) = add.claims
    added = read(found, claim)
    assert added.claim.trigger.text == "shells"
    assert (added.claim.lower, added.claim.document) == (2, "daily")
    assert [place.name for place in added.places] == ["Sarim"]
    assert found.originals == {claim: None}
    assert claim in entry_of(held(add), claim).fact.claims


def test_an_added_claim_can_be_corrected_and_undoing_the_addition_orphans_that() -> None:
    add = addition()
    correct = decision("correct", *add.claims, changes={"lower": 5}, at=2)
    undo = decision("undo", add.id, at=3)
    assert read(review(add, correct), add.claims[0]).claim.lower == 5
    without = review(add, correct, undo)
    assert without.claims == CLAIMS and without.originals == {}
    why = {s.decision.id: (s.state, s.why) for s in without.standings}
    assert why[correct.id] == (
        "orphaned", f"{add.claims[0]} is not in this ledger: its addition does not hold",
    )  # fmt: skip


def test_once_the_machine_reads_an_added_claim_too_it_is_the_machines_as_corrected() -> None:
    add = addition(lower=2)
    machine = read(review(addition()), add.claims[0])
    found = review(add, found=(*CLAIMS, machine))
    assert read(found, add.claims[0]).claim.lower == 2
    assert found.originals == {add.claims[0]: machine}


def test_an_added_claim_is_an_orphan_where_the_text_is_another() -> None:
    lost = decision("add", "nobody", changes={
        "type": "killed", "sentence": {"text": "x", "span": [0, 1]},
        "trigger": {"text": "x", "span": [0, 1]},
    })  # fmt: skip
    (standing,) = review(lost).standings
    assert (standing.state, standing.why) == ("orphaned", "nobody is not in this ledger")


def test_the_effect_reaches_the_entries() -> None:
    entry = entry_of(held(decision("correct", RAID_7, changes={"lower": 9, "upper": 9})), RAID_7)
    assert (entry.low, entry.high) == (9, 9)
