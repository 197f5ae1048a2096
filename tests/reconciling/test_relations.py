"""How voices stand to one another, and how the work stays bounded."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.ranges import meet
from counterclaim.model.terms import EntityKind
from counterclaim.policy import DEFAULT
from tests.making import naming
from tests.reconciling.telling import Pair, dead, kinds, one, says


def attack(id: str, actor: str, kind: EntityKind, hit: str | None = None) -> Pair:
    words = f"{actor} attacked {hit or 'the market'} in Sarim."
    text, read = says(id, words, type="attacked", trigger="attacked", actor=actor, object=None)
    assert read.actor is not None
    entity = replace(read.actor.entity, kind=kind)
    read = replace(read, actor=replace(read.actor, entity=entity))
    if hit:
        read = replace(read, object=naming(text, hit))
    return text, read


def test_ranges_that_meet_agree_and_the_narrower_one_refines() -> None:
    entry = one(dead("a", "At least 12"), dead("b", "19"), dead("c", "19"))
    assert sorted(kinds(entry)) == ["agrees", "refines"]
    refined = next(r for r in entry.relations if r.kind == "refines")
    assert (
        refined.reason == "Paper a says at least 12, Paper b and 1 more say 19, which is narrower"
    )


def test_ranges_that_cannot_meet_exceed_or_fall_short() -> None:
    high, low = dead("a", "At least 400"), dead("b", "100")
    assert kinds(one(high, low)) == ["exceeds"]
    assert kinds(one(dead("a", "100"), dead("b", "At least 400"))) == ["falls_short"]


def undated(pair: Pair) -> Pair:
    return pair[0], replace(pair[1], period=None)


def test_a_larger_toll_told_much_later_has_grown() -> None:
    early, late = dead("a", "100", day="2031-03-04"), dead("b", "900", day="2031-06-01")
    entry = one(undated(early), undated(late))
    assert kinds(entry) == ["agrees"]
    assert entry.relations[0].reason.endswith("a toll 89 days later")
    assert entry.status == "corroborated"


def test_of_the_same_known_days_or_soon_after_it_exceeds() -> None:
    assert kinds(one(dead("a", "100"), dead("b", "900", day="2031-06-01"))) == ["falls_short"]
    soon = undated(dead("a", "100")), undated(dead("b", "900", day="2031-03-20"))
    assert kinds(one(*soon)) == ["falls_short"]


def test_a_smaller_toll_told_later_contradicts() -> None:
    early, late = dead("a", "900", day="2031-03-04"), dead("b", "100", day="2031-06-01")
    assert kinds(one(undated(early), undated(late))) == ["exceeds"]


def test_voices_that_name_two_parties_as_the_actor_are_told_apart() -> None:
    entry = one(attack("a", "The army", "state_force"), attack("b", "The Front", "armed_group"))
    (relation,) = entry.relations
    assert relation.kind == "different_actor"
    assert relation.reason == "Paper a names The army as the actor, Paper b names The Front"
    assert relation.reason in entry.reasons
    assert entry.status == "corroborated"  # of the attack itself


def test_rebels_without_a_name_may_be_any_armed_group() -> None:
    unnamed = attack("a", "unnamed armed groups", "armed_group")
    assert one(unnamed, attack("b", "The Front", "armed_group")).relations == ()
    assert kinds(one(unnamed, attack("b", "The army", "state_force"))) == ["different_actor"]


def test_clashes_are_told_from_either_side() -> None:
    army = attack("a", "The army", "state_force", hit="the Front")
    front = attack("b", "the Front", "armed_group", hit="The army")
    assert one(army, front).relations == ()


def test_actors_who_are_no_party_by_name_are_not_compared() -> None:
    bomber = attack("a", "A bomber", "other")
    assert one(bomber, attack("b", "The Front", "armed_group")).relations == ()


def test_voices_that_put_it_in_two_towns_are_told_apart() -> None:
    other = says("b", "12 people were killed in Dovra.", "12", places=("Dovra",))
    entry = one(dead("a", "12"), other)
    relation = next(r for r in entry.relations if r.kind == "different_place")
    assert relation.reason == (
        "Paper a puts it in Sarim, Paper b in Dovra: neither contains the other"
    )


def test_a_town_and_its_province_are_no_two_places() -> None:
    wider = says("b", "12 people were killed in Anvar.", "12", places=("Anvar",))
    assert kinds(one(dead("a", "12"), wider)) == ["agrees"]
    both = says("c", "12 people were killed in Dovra, Sarim.", "12", places=("Dovra", "Sarim"))
    assert kinds(one(dead("a", "12"), both)) == ["agrees"]


def test_a_denial_is_set_against_each_voice_that_asserts() -> None:
    denial = dead("n", "12", polarity="denied")
    entry = one(dead("a", "12"), dead("b", "13"), denial)
    assert kinds(entry).count("denies") == 2
    assert "Paper n denies it" in entry.reasons


def test_relations_grow_with_voices_and_not_with_pairs_and_what_is_left_out_is_told() -> None:
    most = DEFAULT.reconcile_ranges
    entry = one(*(dead(f"r{at:03}", f"{100 + at}") for at in range(10 * most)))
    assert len(entry.relations) == most * (most - 1) // 2
    left_out = 10 * most * (10 * most - 1) // 2 - len(entry.relations)
    assert f"{left_out:,} further pairs of voices not compared one by one" in entry.reasons


@given(st.lists(st.integers(1, 99), min_size=13, max_size=40, unique=True))
def test_of_many_ranges_the_two_farthest_apart_are_always_compared(tolls: list[int]) -> None:
    entry = one(*(dead(f"r{at:03}", f"{toll}") for at, toll in enumerate(tolls)))
    ends = {f"{min(tolls)}", f"{max(tolls)}"}
    told = [r.reason for r in entry.relations if r.kind in ("exceeds", "falls_short")]
    assert any(ends <= set(reason.replace(",", "").replace(":", "").split()) for reason in told)


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 60)), min_size=1, max_size=30))
def test_it_is_disputed_exactly_where_two_last_ranges_do_not_meet(
    tolls: list[tuple[bool, int]],
) -> None:
    counts = [f"At least {toll}" if least else f"{toll}" for least, toll in tolls]
    entry = one(*(dead(f"r{at:03}", count) for at, count in enumerate(counts)))
    bounds = [(voice.lower, voice.upper) for voice in entry.voices]
    apart = any(not meet(a, b) for a in bounds for b in bounds)
    assert (entry.status == "disputed") is apart
