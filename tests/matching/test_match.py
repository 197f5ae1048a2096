"""Claims that answer one question come together; others stay apart."""

from __future__ import annotations

import random

from counterclaim.matching import match
from counterclaim.model import Document, Fact, GroundedClaim
from tests.making import claim, document

STRIKE = document(
    "a",
    "Shells hit the market of Sarim on Monday, killing at least 12 people, among them 3 children. "
    "The province of Anvar has seen months of shelling.",
)
SAME_STRIKE = document(
    "b",
    "At least 14 people were killed when shells fell on the market of Sarim, a medic said.",
    "Harbour Daily",
)
LATER_RAID = document(
    "c", "Seven people were killed in an air raid on a school in Dovra.", "Northwire", "2031-03-20"
)


def strike_claims() -> list[GroundedClaim]:
    where = {"places": ("Sarim",), "day": "2031-03-03"}
    people = {**where, "object": "people", "group": "people"}
    children = {**where, "object": "children", "group": "children"}
    return [
        claim(STRIKE, "killed", "killing", quantity="at least 12", **people),
        claim(STRIKE, "killed", "killing", quantity="3", **children),
        claim(SAME_STRIKE, "killed", "killed", quantity="At least 14", **people),
    ]


def raid_claim() -> GroundedClaim:
    return claim(
        LATER_RAID, "killed", "killed", quantity="Seven", object="people", group="people",
        places=("Dovra",), day="2031-03-19",
    )  # fmt: skip


def facts(claims: list[GroundedClaim], *documents: Document) -> tuple[Fact, ...]:
    return match(documents or (STRIKE, SAME_STRIKE, LATER_RAID), claims)


def groups(found: tuple[Fact, ...]) -> set[frozenset[str]]:
    return {frozenset(fact.claims) for fact in found}


def test_two_reports_of_one_strike_answer_one_question() -> None:
    people, children, others = strike_claims()
    found = facts([people, children, others])
    assert groups(found) == {
        frozenset({people.claim.id, others.claim.id}),
        frozenset({children.claim.id}),
    }


def test_another_place_and_day_is_another_question() -> None:
    raid = raid_claim()
    found = facts([*strike_claims(), raid])
    assert frozenset({raid.claim.id}) in groups(found)


def test_one_report_of_damage_in_far_towns_tells_of_each() -> None:
    text = document(
        "d",
        "Shells on Sarim damaged many houses on Monday. "
        "Shells on Dovra damaged many more houses there on Monday.",
    )
    damage = {"group": "buildings", "day": "2031-03-03"}
    one = claim(text, "destroyed", "damaged", object="many houses", places=("Sarim",), **damage)
    two = claim(
        text, "destroyed", "damaged many more", object="more houses", places=("Dovra",), **damage
    )
    assert len(facts([one, two], text)) == 2


def test_a_crashed_jet_and_the_houses_it_hit_are_two_questions() -> None:
    text = document("j", "An army jet crashed in Sarim on Monday. It destroyed houses in Sarim.")
    where = {"places": ("Sarim",), "day": "2031-03-03"}
    jet = claim(text, "destroyed", "crashed", object="army jet", group="materiel", **where)
    homes = claim(text, "destroyed", "destroyed", object="houses", group="buildings", **where)
    assert len(facts([jet, homes], text)) == 2


def test_children_lie_within_people() -> None:
    found = facts(strike_claims())
    by_group = {fact.object_class: fact for fact in found}
    assert by_group["children"].within == (by_group["people"].id,)
    assert by_group["people"].within == ()


def test_a_city_lies_within_its_province() -> None:
    held = {"object": "people", "group": "people", "day": "2031-03-03"}
    town = claim(STRIKE, "killed", "killing", quantity="at least 12", places=("Sarim",), **held)
    wide = document("p", "Over 90 people died in Anvar, a tally said. Nobody named the towns.")
    province = claim(wide, "killed", "died", quantity="Over 90", places=("Anvar",), **held)
    found = match((STRIKE, wide), [town, province])
    by_place = {fact.place.name: fact for fact in found if fact.place}
    assert by_place["Sarim"].within == (by_place["Anvar"].id,)


def test_every_claim_is_in_one_fact_whatever_the_order_of_documents() -> None:
    claims = [*strike_claims(), raid_claim()]
    straight = facts(claims, STRIKE, SAME_STRIKE, LATER_RAID)
    turned = facts(claims, LATER_RAID, SAME_STRIKE, STRIKE)
    assert straight == turned
    named = [claim for fact in straight for claim in fact.claims]
    assert sorted(named) == sorted(c.claim.id for c in claims)


def test_a_later_report_keeps_the_names_of_facts() -> None:
    before = facts(strike_claims())
    after = facts([*strike_claims(), raid_claim()])
    assert {fact.id for fact in before} <= {fact.id for fact in after}


def test_questions_are_plain_and_use_no_label() -> None:
    text = document("t", "The army said it killed 30 terrorists in Sarim on Monday.")
    told = claim(
        text, "killed", "killed", quantity="30", object="terrorists", group="combatants",
        places=("Sarim",), day="2031-03-03",
    )  # fmt: skip
    (fact,) = match((text,), [told])
    assert fact.question == "How many combatants were killed in Sarim on 3 March 2031?"


def test_questions_name_places_and_things() -> None:
    text = document("q", "Shelling cut the power in Sarim and burnt an army depot in Dovra.")
    cut = claim(text, "disrupted", "cut", object="Sarim", group="place", places=("Sarim",))
    burnt = claim(
        text, "destroyed", "burnt", quantity="an", object="army depot", group="buildings",
        places=("Dovra",),
    )  # fmt: skip
    asked = {fact.question for fact in match((text,), [cut, burnt])}
    assert asked == {
        "Was there disruption of Sarim?",
        "How many depots were destroyed or damaged in Dovra?",
    }


def test_an_attack_on_a_place_is_asked_for_by_its_name() -> None:
    text = document("q", "Jets struck Sarim again.")
    struck = claim(text, "attacked", "struck", object="Sarim", group="place", places=("Sarim",))
    (fact,) = match((text,), [struck])
    assert fact.question == "Was there an attack in Sarim?"


def test_joins_say_why() -> None:
    found = next(fact for fact in facts(strike_claims()) if len(fact.claims) == 2)
    (join,) = found.joins
    assert {join.a, join.b} == set(found.claims)
    assert {"same place", "same days", "same group"} <= set(join.reasons)
    assert 0 < join.score < 1


def test_an_ambiguous_claim_does_not_tie_two_facts() -> None:
    texts, claims = [], []
    for at, (town, day) in enumerate([("Sarim", "03"), ("Dovra", "05")] * 4):
        text = document(
            f"d{at}",
            f"Raid {at}: 20 people were killed in {town} by fire.",
            f"o{at}",
            f"2031-03-{day}",
        )
        texts.append(text)
        claims.append(
            claim(
                text,
                "killed",
                "killed",
                quantity="20",
                object="people",
                group="people",
                places=(town,),
                day=f"2031-03-{day}",
            )
        )
    vague = document("v", "Some 20 people were killed, the radio said.", "radio", "2031-03-05")
    texts.append(vague)
    claims.append(claim(vague, "killed", "killed", quantity="Some 20", group="people"))
    random.Random(7).shuffle(texts)
    found = match(texts, claims)
    towns = [
        {c.places[0].name for c in claims if c.places and c.claim.id in f.claims} for f in found
    ]
    assert all(len(named) <= 1 for named in towns)


def test_spellings_of_a_name_that_no_map_has_are_one_place() -> None:
    def killed(id: str, text: str, place: str) -> tuple[Document, GroundedClaim]:
        report = document(id, text, f"Outlet {id}")
        where = {"places": (place,), "object": "people", "group": "people", "day": "2031-03-03"}
        return report, claim(report, "killed", "killed", quantity=text.split()[0], **where)

    told = [
        killed("e", "Nine people were killed in Meshrefa by a drone.", "Meshrefa"),
        killed("f", "Eight people were killed at a wedding in Mashrefa.", "Mashrefa"),
        killed("g", "Forty people were killed on the road to Mashriqa.", "Mashriqa"),
    ]
    reports, claims = zip(*told, strict=True)
    meshrefa, mashrefa, mashriqa = (each.claim.id for each in claims)
    found = groups(facts(list(claims), *reports))
    assert found == {frozenset({meshrefa, mashrefa}), frozenset({mashriqa})}
