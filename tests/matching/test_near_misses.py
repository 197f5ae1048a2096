"""Facts that nearly were one say so, and why they are not."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.matching import match
from counterclaim.model import Bond, Bonds, Document, Fact, GroundedClaim
from counterclaim.policy import DEFAULT
from tests.making import claim, document


def raids(count: int) -> tuple[tuple[Document, ...], list[GroundedClaim]]:
    """Reports on raids of two towns by turns, and last one that names no town."""
    texts, claims = [], []
    for at in range(count):
        town = ("Sarim", "Dovra")[at % 2]
        text = document(f"d{at}", f"Raid {at}: 20 people were killed in {town} by fire.")
        texts.append(text)
        claims.append(
            claim(
                text, "killed", "killed", quantity="20", object="people", group="people",
                places=(town,), day=f"2031-03-0{3 + at % 2}",
            )
        )  # fmt: skip
    vague = document("v", "Some 20 people were killed, the radio said.", "radio")
    told = claim(vague, "killed", "killed", quantity="Some 20", group="people")
    return (*texts, vague), [*claims, told]


def with_near(found: tuple[Fact, ...]) -> list[Fact]:
    return [fact for fact in found if fact.near]


def test_a_near_miss_says_what_held_it_apart_and_what_spoke_for_it() -> None:
    found = match(*raids(4), replace(DEFAULT, match_threshold=0.5, match_margin=5.0))
    near = [near for fact in found for near in fact.near]
    assert near
    assert all("taken together fall short of 0.62" in miss.reasons[0] for miss in near)
    assert any("same group" in miss.reasons for miss in near)
    assert all(0 <= miss.score < 0.62 for miss in near)


def test_both_facts_hold_it() -> None:
    found = match(*raids(2), replace(DEFAULT, match_threshold=0.5, match_margin=5.0))
    ids = {fact.id for fact in found}
    pairs = {(near.a, near.b) for fact in found for near in fact.near}
    assert all(near.a == fact.id for fact in found for near in fact.near)
    assert {id for pair in pairs for id in pair} <= ids
    assert pairs == {(b, a) for a, b in pairs}


def test_few_are_kept_and_the_nearest_first() -> None:
    policy = replace(DEFAULT, match_threshold=5.9, match_margin=12.0, match_near=2)
    found = with_near(match(*raids(8), policy))
    assert max(len(fact.near) for fact in found) == 2
    for fact in found:
        scores = [near.score for near in fact.near]
        assert scores == sorted(scores, reverse=True)


def test_far_facts_are_none() -> None:
    texts, claims = raids(2)
    assert not with_near(match(texts[:2], claims[:2], replace(DEFAULT, match_margin=0.0)))


def test_what_reviewers_hold_apart_is_none() -> None:
    texts, claims = raids(3)
    one, other = claims[0].claim.id, claims[2].claim.id
    together = match(texts, claims)
    assert any({one, other} <= {*fact.claims} for fact in together)
    split = match(texts, claims, DEFAULT, Bonds(apart=(Bond((one,), (other,), "split by Ana"),)))
    (first,) = (fact for fact in split if one in fact.claims)
    (second,) = (fact for fact in split if other in fact.claims)
    assert second.id not in {near.b for near in first.near}
