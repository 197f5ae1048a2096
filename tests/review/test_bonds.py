"""Merged and split entries, joined and parted voices, all the way to the entries."""

from __future__ import annotations

from counterclaim.model import identifier
from tests.review.reports import (
    DAILY_14,
    POST_12,
    RADIO_3,
    RAID_7,
    WIRE_19,
    decider,
    decision,
    entry_of,
    groups,
    held,
)

STRIKE = frozenset({POST_12, DAILY_14, WIRE_19, RADIO_3})
APART = {STRIKE, frozenset({RAID_7})}


def test_the_machine_has_two_entries() -> None:
    assert groups(held()) == APART


def test_two_entries_are_merged_whole_and_the_join_says_why() -> None:
    merge = decider().merge(RAID_7, POST_12)
    found = held(merge)
    assert groups(found) == {STRIKE | {RAID_7}}
    (join,) = [j for j in found.entries[0].fact.joins if j.score == 1.0]
    assert (join.a, join.b) == (RAID_7, merge.others[0])
    assert join.reasons == ("merged by Ana, 2031-03-10, as read",)


def test_claims_are_split_from_an_entry_and_stay_together() -> None:
    split = decider().split([POST_12, WIRE_19])
    assert groups(held(split)) == {
        frozenset({POST_12, WIRE_19}), frozenset({DAILY_14, RADIO_3}), frozenset({RAID_7}),
    }  # fmt: skip


def test_undoing_puts_things_back() -> None:
    merge, split = decision("merge", RAID_7, others=[POST_12]), decider().split([WIRE_19])
    undos = [decision("undo", each.id, at=9) for each in (merge, split)]
    assert held(merge, split, *undos).entries == held().entries


def test_after_a_merge_one_claim_may_be_taken_out_and_the_rest_stays_merged() -> None:
    merge = decider().merge(RAID_7, POST_12)
    for claim in (RADIO_3, RAID_7, POST_12):
        split = decider(merge).split([claim])
        everything = STRIKE | {RAID_7}
        assert groups(held(merge, split)) == {frozenset({claim}), everything - {claim}}


def test_splitting_what_was_merged_gives_the_two_entries_back() -> None:
    merge = decider().merge(RAID_7, POST_12)
    split = decider(merge, user="Ben").split([RAID_7])
    assert groups(held(merge, split)) == APART


def test_merging_what_was_split_gives_the_entry_back() -> None:
    split = decider().split([POST_12, WIRE_19])
    merge = decider(split).merge(POST_12, DAILY_14)
    assert groups(held(split, merge)) == APART


def test_a_chain_of_merges_gives_way_to_a_later_split_at_its_oldest_link() -> None:
    first = decision("merge", POST_12, others=[RAID_7])
    second = decision("merge", RAID_7, others=[DAILY_14], at=1)
    split = decision("split", POST_12, others=[DAILY_14], at=2)
    found = held(first, second, split)
    entry = entry_of(found, RAID_7).fact.claims
    assert DAILY_14 in entry and POST_12 not in entry


def test_a_split_holds_although_a_merge_would_bring_its_claims_together() -> None:
    """Merging one claim of either entry takes both along, but not against what was split."""
    split = decision("split", DAILY_14, others=[RAID_7])
    merge = decision("merge", POST_12, others=[RAID_7], at=1)
    entry = entry_of(held(split, merge), RAID_7).fact.claims
    assert {*entry} == {POST_12, RAID_7}
    assert DAILY_14 in entry_of(held(split, merge), WIRE_19).fact.claims


def test_a_fact_is_named_after_its_first_claim_that_stands() -> None:
    first, *others = entry_of(held(), POST_12).fact.claims
    reject = decision("reject", first)
    entry = entry_of(held(reject), others[0])
    assert entry.fact.id == identifier("fact", others[0])
    assert entry.fact.claims == tuple(others)


def test_decisions_on_an_entry_outlive_its_first_claim() -> None:
    """They name claims, not the fact, and hold as long as one claim on either side stands."""
    first = entry_of(held(), POST_12).fact.claims[0]
    merge = decider().merge(first, RAID_7)
    reject = decision("reject", first, at=5)
    assert groups(held(merge, reject)) == {STRIKE - {first} | {RAID_7}}


def test_voices_are_made_one_and_say_why() -> None:
    entry = entry_of(held(), POST_12)
    assert len(entry.voices) == 3
    same = decider().same_voice(DAILY_14, POST_12)
    found = entry_of(held(same), POST_12)
    assert {frozenset(v.claims) for v in found.voices} == {
        frozenset({POST_12, WIRE_19, DAILY_14}), frozenset({RADIO_3}),
    }  # fmt: skip
    voice = next(v for v in found.voices if DAILY_14 in v.claims)
    assert "made one voice by Ana, 2031-03-10, as read" in voice.reasons


def test_a_voice_is_parted_and_says_why() -> None:
    apart = decider().different_voice([WIRE_19])
    found = entry_of(held(apart), POST_12)
    assert {frozenset(v.claims) for v in found.voices} == {
        frozenset({claim}) for claim in STRIKE
    }  # fmt: skip
    voice = next(v for v in found.voices if WIRE_19 in v.claims)
    assert voice.reasons == ("made two voices by Ana, 2031-03-10, as read",)


def test_parting_a_voice_again_undoes_joining_it() -> None:
    same = decider().same_voice(DAILY_14, POST_12)
    apart = decider(same, user="Ben").different_voice([DAILY_14])
    found, before = entry_of(held(same, apart), POST_12), entry_of(held(), POST_12)
    assert [voice.claims for voice in found.voices] == [voice.claims for voice in before.voices]
