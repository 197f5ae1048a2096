"""What is said of one place, set against what else is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from counterclaim.model import (
    UNBOUND,
    ControlTimeline,
    Document,
    Entity,
    Entry,
    Fact,
    GroundedClaim,
    Period,
    identifier,
)
from counterclaim.model.terms import EntityKind
from counterclaim.policy import DEFAULT
from counterclaim.reconciling import answered, reconcile, tellings
from counterclaim.reconciling.sides import opposed
from counterclaim.reconciling.timelines import timelines
from counterclaim.tracing import CopiedPassages
from tests.making import claim, document, place

Told = tuple[Document, GroundedClaim]

_WORDS = {"seized": "took", "held": "holds", "withdrew": "left"}


def told(
    id: str,
    outlet: str,
    published: str,
    side: str,
    type: str,
    object: str = "Sarim",
    more: str = "",
    **fields: Any,
) -> Told:
    """ "The Front took Sarim." in one report; ``more`` follows it."""
    word = _WORDS[type]
    text = document(id, f"{side} {word} {object}{more}.", outlet, published)
    given = {"places": ("Sarim",), "group": "place", "actor": side, "object": object} | fields
    return text, claim(text, type, word, **given)


def entries(*pairs: Told) -> tuple[Entry, ...]:
    documents, claims = [text for text, _ in pairs], [found for _, found in pairs]
    return reconcile(documents, claims, facts(claims), (), ())


def facts(claims: list[GroundedClaim]) -> list[Fact]:
    """One fact for claims of one type on one object and day."""
    groups: dict[tuple[object, ...], list[GroundedClaim]] = {}
    for found in claims:
        thing, period = found.claim.object, found.period
        key = found.claim.type, thing.text if thing else "", period.start if period else None
        groups.setdefault(key, []).append(found)
    return [_fact(group) for group in groups.values()]


def _fact(group: list[GroundedClaim]) -> Fact:
    first, period = group[0], group[0].period
    ids = tuple(found.claim.id for found in group)
    where = first.places[0] if first.places else None
    day = period.start if period else None
    return Fact(
        identifier("fact", ids[0]), "Whose was it?", first.claim.type, "place", where, day, day,
        ids, (), (),
    )  # fmt: skip


def found(*pairs: Told) -> tuple[ControlTimeline, ...]:
    documents, claims = [text for text, _ in pairs], [said for _, said in pairs]
    return timelines(documents, claims, entries(*pairs))


def contested(*pairs: Told) -> bool:
    return any(r.kind == "contests" for entry in entries(*pairs) for r in entry.relations)


FRONT_TOOK = told("a", "Northwire", "2031-03-03", "The Front", "seized", day="2031-03-03")
ARMY_HOLDS = told("b", "State Radio", "2031-03-03", "The army", "held", day="2031-03-03")


def test_taken_by_one_and_held_by_another_on_that_day_is_contested() -> None:
    assert contested(FRONT_TOOK, ARMY_HOLDS)


@pytest.mark.parametrize(
    ("published", "day", "result"),
    [
        ("2031-03-05", "2031-03-05", True),  # still held two days after it is said to have fallen
        ("2031-03-06", "2031-03-06", False),  # it may have been retaken
        ("2031-03-02", "2031-03-02", False),  # what is said to fall next day was held before
    ],
)
def test_only_what_is_held_from_the_day_of_the_fall_on_is_against_it(
    published: str, day: str, result: bool
) -> None:
    held = told("b", "State Radio", published, "The army", "held", day=day)
    assert contested(FRONT_TOOK, held) is result


def test_the_first_report_stands_against_the_second_whichever_is_looked_at() -> None:
    documents, claims = [FRONT_TOOK[0], ARMY_HOLDS[0]], [FRONT_TOOK[1], ARMY_HOLDS[1]]
    told = tellings(documents, claims, CopiedPassages((), documents))
    took, holds = facts(claims)

    def against(asked: Fact, *beside: Fact) -> list[tuple[str, str, str]]:
        (entry,) = answered([asked], told, (), DEFAULT, UNBOUND, beside)
        return [(r.a, r.b, r.reason) for r in entry.relations if r.kind == "contests"]

    assert against(holds, took) == against(took, holds)
    ((first, second, _),) = against(holds, took)
    assert [first, second] == [grounded.claim.id for grounded in claims]


def test_taken_and_retaken_is_no_contradiction_but_one_follows_the_other() -> None:
    retaken = told("c", "Harbour Daily", "2031-03-06", "The army", "seized", day="2031-03-06")
    assert not contested(FRONT_TOOK, retaken)
    (timeline,) = found(FRONT_TOOK, retaken)
    first, second = timeline.steps
    assert (first.side, second.side) == ("The Front", "The army")
    assert second.follows == first.id and first.follows is None
    assert not timeline.contested


def test_an_undated_withdrawal_is_against_what_was_held_in_the_week_before() -> None:
    left = told("c", "Harbour Daily", "2031-03-06", "The army", "withdrew")
    assert contested(ARMY_HOLDS, left)
    assert not contested(
        ARMY_HOLDS, told("c", "Harbour Daily", "2031-03-14", "The army", "withdrew")
    )
    dated = told("c", "Harbour Daily", "2031-03-06", "The army", "withdrew", day="2031-03-05")
    assert not contested(ARMY_HOLDS, dated)
    (timeline,) = found(ARMY_HOLDS, dated)
    assert timeline.steps[1].follows == timeline.steps[0].id


def test_one_source_does_not_contest_itself() -> None:
    own = told("b", "Northwire", "2031-03-03", "The army", "held", day="2031-03-03")
    assert not contested(FRONT_TOOK, own)


@pytest.mark.parametrize("object", ["two villages of Sarim", "areas of Sarim", "most of Sarim"])
def test_parts_that_may_be_others_each_time_are_not_contested(object: str) -> None:
    quantity = {"two villages of Sarim": "two"}.get(object)
    fields: dict[str, Any] = {"day": "2031-03-03", "object": object, "quantity": quantity}
    took = told("a", "Northwire", "2031-03-03", "The Front", "seized", **fields)
    holds = told("b", "State Radio", "2031-03-03", "The army", "held", **fields)
    assert not contested(took, holds)


def test_a_part_is_told_apart_from_the_place() -> None:
    object = "the eastern half of Sarim"
    half = told("c", "Harbour Daily", "2031-03-03", "The Front", "seized", object, day="2031-03-03")
    assert not contested(half, ARMY_HOLDS)
    (timeline,) = found(half, ARMY_HOLDS)
    assert {step.part for step in timeline.steps} == {"the eastern half of Sarim", ""}


def test_a_province_is_not_in_one_hand() -> None:
    fields: dict[str, Any] = {"object": "Anvar", "places": ("Anvar",), "day": "2031-03-03"}
    took = told("a", "Northwire", "2031-03-03", "The Front", "seized", **fields)
    holds = told("b", "State Radio", "2031-03-03", "The army", "held", **fields)
    assert not contested(took, holds)


def test_an_unnamed_group_may_be_the_named_one() -> None:
    def kind(pair: Told, name: str, kind: EntityKind = "armed_group") -> Told:
        text, said = pair
        assert said.actor
        entity = Entity(name, name, kind)
        return text, replace(said, actor=replace(said.actor, entity=entity))

    took = kind(FRONT_TOOK, "unnamed armed groups in the north")
    assert not contested(took, kind(ARMY_HOLDS, "the Front"))
    assert contested(took, kind(ARMY_HOLDS, "the army", "state_force"))


@pytest.mark.parametrize(
    ("one", "other", "result"),
    [
        (("the army", "state_force"), ("the Fifth Brigade", "other"), False),
        (("the Front", "armed_group"), ("the Fifth Brigade", "other"), True),
        (("Assembly forces", "armed_group"), ("the Northern Assembly", "other"), False),
        (("the Front and the Riverland army", "other"), ("Riverland army", "state_force"), False),
        (("Riverland army", "state_force"), ("Government of Riverland", "state"), False),
        (("Free Riverland army", "armed_group"), ("Riverland army", "state_force"), True),
        (("unnamed forces", "other"), ("the Front", "armed_group"), False),
    ],
)
def test_sides_are_two_unless_they_may_be_one(
    one: tuple[str, EntityKind], other: tuple[str, EntityKind], result: bool
) -> None:
    a, b = Entity("a", *one), Entity("b", *other)
    assert opposed(a, b) is opposed(b, a) is result


def test_a_count_of_attacks_is_no_part_of_the_town() -> None:
    held = told(
        "b", "State Radio", "2031-03-03", "The army", "held", object="two attacks on Sarim",
        day="2031-03-03",
    )  # fmt: skip
    text, said = held
    thing = claim(text, "held", "holds", object="Sarim", group="place", quantity="two").claim
    said = replace(said, claim=replace(said.claim, quantity=thing.quantity, object=thing.object))
    assert contested(FRONT_TOOK, (text, said))


def test_an_event_of_several_days_is_against_what_was_held_after_them_alone() -> None:
    def over(last: int) -> Told:
        text, said = told("c", "Harbour Daily", "2031-03-06", "The Front", "seized")
        period = Period(None, date(2031, 3, 1), date(2031, 3, last), "days", "given")
        return text, replace(said, period=period)

    assert contested(ARMY_HOLDS, over(2))
    assert not contested(ARMY_HOLDS, over(5))


def test_a_step_counts_voices_and_names_who_says_so_through_whom() -> None:
    first = told(
        "a", "Northwire", "2031-03-03", "The Front", "seized", day="2031-03-03",
        more=", the Rescue Network said", speaker="the Rescue Network",
    )  # fmt: skip
    again = told(
        "b", "Harbour Daily", "2031-03-04", "The Front", "seized", day="2031-03-03",
        more=", the Rescue Network said", speaker="the Rescue Network",
    )  # fmt: skip
    own = told("c", "Valley Post", "2031-03-05", "The Front", "seized", day="2031-03-03")
    (timeline,) = found(first, again, own)
    (step,) = timeline.steps
    assert step.voices == 2
    assert [(a.voice, a.document) for a in step.accounts] == [
        ("the Rescue Network", "a"), ("the Rescue Network", "b"), ("Valley Post", "c"),
    ]  # fmt: skip
    assert str(step.reported) == "2031-03-03"


def test_a_denial_is_a_step_of_its_own_and_stands_against_the_other() -> None:
    took = told("a", "Northwire", "2031-03-03", "The Front", "seized", day="2031-03-03")
    denied = told(
        "b", "State Radio", "2031-03-03", "The Front", "seized", day="2031-03-03",
        polarity="denied",
    )  # fmt: skip
    (timeline,) = found(took, denied)
    assert [step.polarity for step in timeline.steps] == ["asserted", "denied"]
    assert all(step.against for step in timeline.steps)
    assert timeline.steps[0].against[0].kind in ("denies", "contests")


def test_both_places_of_one_object_have_the_step() -> None:
    text = document("a", "The Front took Sarim and Dovra.", "Northwire", "2031-03-03")
    said = claim(
        text, "seized", "took", actor="The Front", object="Sarim and Dovra", group="place",
        places=("Sarim", "Dovra"), day="2031-03-03",
    )  # fmt: skip
    steps = {t.place.name: t.steps[0] for t in found((text, said))}
    assert steps.keys() == {"Sarim", "Dovra"}
    assert {step.part for step in steps.values()} == {""}
    assert len({step.id for step in steps.values()}) == 2


def test_a_place_without_a_map_entry_stands_beneath_the_town_it_is_told_with() -> None:
    text = document("a", "The Front took Castle Road in Sarim.", "Northwire", "2031-03-03")
    said = claim(
        text, "seized", "took", actor="The Front", object="Castle Road", group="place",
        places=("Sarim",), day="2031-03-03",
    )  # fmt: skip
    assert said.claim.object
    road = replace(
        place(text, "Sarim"), mention=said.claim.object, name="Castle Road", geonameid=None,
        precision="site",
    )  # fmt: skip
    part = replace(said, places=(road, *said.places))
    other = told("b", "State Radio", "2031-03-04", "The army", "held", day="2031-03-04")
    town, below = found((text, part), other)
    assert (town.place.name, below.place.name) == ("Sarim", "Castle Road")
    assert (below.within, below.town) == ("Sarim", town.id)


def test_claims_that_name_no_place_are_on_no_timeline() -> None:
    assert found(told("a", "Northwire", "2031-03-03", "The Front", "seized", places=())) == ()


def test_the_order_of_reports_does_not_change_the_timelines() -> None:
    later = told("c", "Harbour Daily", "2031-03-06", "The army", "seized", day="2031-03-06")
    pairs = (FRONT_TOOK, ARMY_HOLDS, later)
    assert [t.id for t in found(*pairs)] == [t.id for t in found(*pairs)]
    (timeline,) = found(*pairs)
    days = [step.day for step in timeline.steps if step.day]
    assert days == sorted(days)
