"""What each policy makes of the same voices; none of them hides what the others say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.estimates import (
    ACLED,
    BEST_RULES,
    ESTIMATES,
    IBC,
    LATEST_PER_VOICE,
    UCDP,
    Estimate,
    recorded,
)
from counterclaim.policy import DEFAULT, Policy, kept
from tests.reconciling.telling import Pair, dead, one

AGREEING = (dead("a", "At least 12"), dead("b", "19"), dead("c", "10 to 30"))
APART = (dead("a", "12"), dead("b", "At least 18"), dead("c", "20"), dead("d", "17"))


def best(*pairs: Pair, by: Estimate) -> int | None:
    return one(*pairs, estimate=by).best


def test_where_voices_agree_the_policies_agree_but_for_the_conservative_ones() -> None:
    found = {name: best(*AGREEING, by=estimate) for name, estimate in ESTIMATES.items()}
    assert found == {"latest-per-voice": 19, "ucdp": 19, "ibc": None, "acled": 10}


def test_where_voices_conflict_only_a_policy_that_decides_gives_a_best_value() -> None:
    found = {name: best(*APART, by=estimate) for name, estimate in ESTIMATES.items()}
    assert found == {"latest-per-voice": None, "ucdp": 20, "ibc": None, "acled": 12}


@pytest.mark.parametrize("estimate", ESTIMATES.values(), ids=ESTIMATES)
def test_the_range_of_all_voices_stands_beside_every_best_value(estimate: Estimate) -> None:
    doubted = dead("e", "500", polarity="unverified")
    entry = one(*APART, doubted, estimate=estimate)
    assert (entry.low, entry.high) == (12, 500)
    assert entry.status == "disputed"


def test_ucdp_takes_the_most_supported_number_and_of_equals_the_lowest() -> None:
    entry = one(*APART, estimate=UCDP)
    assert "policy ucdp: best 20, which 2 of 4 voices allow" in entry.reasons
    tied = one(dead("a", "12"), dead("b", "40"), estimate=UCDP)
    assert tied.best == 12
    assert "policy ucdp: best 12, the lowest of 2 that exclude one another" in tied.reasons


def test_ucdp_leaves_out_what_is_told_with_doubt_and_says_so() -> None:
    entry = one(dead("a", "12"), dead("b", "500", polarity="unverified"), estimate=UCDP)
    assert (entry.policy_low, entry.best, entry.policy_high) == (12, 12, 12)
    assert "policy ucdp leaves out Paper b: 500" in entry.reasons


def test_ibc_gives_the_range_and_is_provisional_below_two_sources() -> None:
    alone, both = one(dead("a", "12"), estimate=IBC), one(*APART, estimate=IBC)
    assert (alone.provisional, both.provisional) == (True, False)
    assert any("provisional, it asks for 2 independent voices" in r for r in alone.reasons)
    assert (both.policy_low, both.best, both.policy_high) == (12, None, 20)


def test_ibc_counts_voices_and_not_reports() -> None:
    same = (dead("a", "12", "the Rescue"), dead("b", "12", "the Rescue"))
    assert one(*same, estimate=IBC).provisional


@pytest.mark.parametrize(
    ("words", "number"),
    [("Dozens", 12), ("several", 3), ("hundreds", 100), ("tens", 10), ("several dozen", 36)],
)
def test_acled_reads_words_for_counts_as_its_codebook_does(words: str, number: int) -> None:
    assert best(dead("a", words), dead("b", "500"), by=ACLED) == number


def test_acled_takes_the_lowest_and_notes_the_dispute() -> None:
    entry = one(*APART, estimate=ACLED)
    assert (
        "policy acled: best 12, the lowest of 4 figures, which differ (12 to 20)" in entry.reasons
    )


@pytest.mark.parametrize(
    ("rule", "number"),
    [("lowest", 12), ("highest", 20), ("median", 17), ("most_supported", 20), ("none", None)],
)
def test_the_ways_to_choose(rule: str, number: int | None) -> None:
    assert best(*APART, by=Estimate("mine", rule)) == number  # type: ignore[arg-type]


def test_the_latest_voice_counts_if_it_is_one() -> None:
    latest = Estimate("mine", "latest")
    after = (dead("e", "31", day="2031-03-09"), dead("f", "33", day="2031-03-09"))
    assert best(*APART, after[0], by=latest) == 31
    assert best(*APART, *after, by=latest) is None


def test_a_policy_may_count_some_kinds_of_voices_only() -> None:
    own = Estimate("mine", "highest", kinds=("monitor",), minimum=1)
    entry = one(dead("a", "12", "the Rescue"), dead("b", "40"), estimate=own)
    assert (entry.best, entry.low, entry.high) == (12, 12, 40)
    assert "policy mine leaves out Paper b: 40" in entry.reasons


def test_with_fewer_voices_than_asked_for_there_is_no_best_value() -> None:
    entry = one(*APART, estimate=Estimate("mine", "lowest", minimum=5))
    assert (entry.best, entry.provisional) == (None, True)


def test_a_question_without_numbers_has_no_best_value_and_no_word_on_it() -> None:
    entry = one(dead("a", "many"), estimate=UCDP)
    assert entry.best is None
    assert not any(reason.startswith("policy") for reason in entry.reasons)


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "At least ", "up to "]), st.integers(1, 99)), min_size=1
    ),
    st.sampled_from([*ESTIMATES.values(), *(Estimate("mine", rule) for rule in BEST_RULES)]),
)
def test_a_best_value_is_a_number_that_some_voice_gave(
    told: list[tuple[str, int]], estimate: Estimate
) -> None:
    entry = one(
        *(dead(f"r{at}", f"{hedge}{toll}") for at, (hedge, toll) in enumerate(told)),
        estimate=estimate,
    )
    tolls = [toll for _, toll in told]
    assert entry.best in {*tolls, None}
    assert (entry.low, entry.high) == (min(tolls), max(tolls))


OWN = Estimate("desk", "median", ("monitor", "official"), False, 2, (("dozens", 20),), "a; note")


@pytest.mark.parametrize("estimate", [*ESTIMATES.values(), OWN], ids=lambda e: e.name)
def test_a_ledgers_record_tells_the_policy_it_was_made_under(estimate: Estimate) -> None:
    record = Policy(estimate=estimate).described()
    assert record["policy"] == estimate.name
    assert recorded(record) == estimate
    assert kept(record) == Policy(estimate=estimate)


def test_without_a_record_the_default_holds() -> None:
    assert kept({}) == DEFAULT
    assert DEFAULT.estimate == LATEST_PER_VOICE
