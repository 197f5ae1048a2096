"""The status of an entry in a sentence that can be quoted."""

from __future__ import annotations

import pytest

from counterclaim.estimates import IBC, LATEST_PER_VOICE, Estimate
from counterclaim.publishing.status_sentence import standing
from tests.publishing.incident import collection
from tests.reconciling.telling import Pair, dead, one

RESCUE = "the Rescue"


def told(*pairs: Pair, by: Estimate = LATEST_PER_VOICE) -> str:
    return standing(one(*pairs, estimate=by))


def test_a_single_voice_is_named_with_its_reports() -> None:
    words = told(dead("a", "12", RESCUE), dead("b", "12", RESCUE))
    assert words == "Single voice: the Rescue alone, in two reports: 12."


def test_corroboration_counts_voices() -> None:
    assert told(dead("a", "12"), dead("b", "At least 9")) == (
        "Corroborated: two independent voices, none of which contradicts another (at least 9; 12)."
    )
    assert told(dead("a", "12"), dead("b", "many")).endswith("(12, given by one).")


def test_a_dispute_gives_the_ranges() -> None:
    assert told(dead("a", "100 to 130"), dead("b", "At least 400"), dead("c", "many")) == (
        "Disputed: two voices give ranges that do not meet (100 to 130; at least 400)."
    )


def test_of_many_ranges_the_outer_ones_are_given() -> None:
    tolls = [dead(f"r{toll}", f"{toll}") for toll in (10, 20, 30, 40, 50, 60)]
    assert told(*tolls) == ("Disputed: six voices give ranges that do not all meet (10; …; 60).")


def test_a_revision_gives_the_first_and_the_last() -> None:
    tolls = [dead("a", "12", RESCUE), dead("b", "At least 19", RESCUE, day="2031-03-06")]
    assert told(*tolls) == "Revised: the Rescue went from 12 to at least 19."


def test_a_denial_names_who_denies() -> None:
    denial = dead("n", "12", "the ministry", polarity="denied")
    assert told(dead("a", "12"), denial) == "Denied by the ministry; one voice says so (12)."
    words = told(dead("a", "12"), dead("b", "many"), denial)
    assert words == "Denied by the ministry; two voices say so (12, given by one)."


def test_one_who_denies_and_gives_a_number_disputes() -> None:
    both = dead("m", "3", "the ministry"), dead("n", "12", "the ministry", polarity="denied")
    assert (
        told(dead("a", "At least 2"), *both) == "Disputed: the ministry denies what Paper a says."
    )


def test_a_provisional_entry_is_said_to_be_one() -> None:
    assert told(dead("a", "12"), by=IBC).endswith(
        "Provisional: fewer independent voices than the policy asks for."
    )


@pytest.mark.parametrize("entry", collection().entries, ids=lambda entry: entry.fact.id)
def test_every_entry_has_a_sentence(entry: object) -> None:
    assert standing(entry).endswith(".")  # type: ignore[arg-type]
