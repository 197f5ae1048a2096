"""Decisions are checked against what the ledger shows before they are made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from counterclaim.errors import DecisionError
from counterclaim.model.decision_record import changes_of
from counterclaim.review import Decider
from tests.review.reports import (
    DAILY_14,
    POST_12,
    RADIO_3,
    RAID_7,
    START,
    WIRE_19,
    decider,
    decision,
    entry_of,
    held,
)

ADDED: dict[str, Any] = {
    "type": "attacked",
    "sentence": {"text": "A raid on Dovra", "span": [0, 15]},
    "trigger": {"text": "raid", "span": [2, 6]},
}


def test_a_decision_says_who_when_and_why() -> None:
    made = Decider(held(), "Ana", "as read", START).reject(POST_12)
    assert (made.user, made.reason) == ("Ana", "as read")
    assert made.time == "2031-03-10T09:00:00.000000+00:00"


def test_a_decision_is_later_than_all_that_its_user_saw() -> None:
    ahead = decision("accept", POST_12, at=60)
    made = Decider(held(ahead), "Ben", "", START).reject(POST_12)
    assert datetime.fromisoformat(made.time) == START + timedelta(hours=1, microseconds=1)
    assert Decider(held(), "Ben").reject(POST_12).time <= datetime.now(UTC).isoformat()


def test_an_entry_is_accepted_with_the_claims_it_has() -> None:
    entry = entry_of(held(), POST_12)
    made = decider().accept(entry.fact.id)
    assert (made.about, made.targets) == ("entry", entry.fact.claims)
    assert decider().accept(POST_12).about == "claim"


def test_entries_and_voices_are_decided_on_by_all_their_claims() -> None:
    entry = entry_of(held(), POST_12)
    merge = decider().merge(RAID_7, entry.fact.id)
    assert (merge.targets, merge.others) == ((RAID_7,), entry.fact.claims)
    same = decider().same_voice(WIRE_19, DAILY_14)
    assert ({*same.targets}, same.others) == ({POST_12, WIRE_19}, (DAILY_14,))


def test_a_claim_is_added_once() -> None:
    made = decider().add("raid", changes_of(ADDED))
    with pytest.raises(DecisionError, match="it has that claim already"):
        decider(made).add("raid", changes_of(ADDED))


def test_an_undone_decision_is_not_undone_twice() -> None:
    reject = decision("reject", POST_12)
    undo = decision("undo", reject.id, at=1, user="Ben", reason="it says so")
    with pytest.raises(DecisionError, match="is undone by Ben, 2031-03-10, it says so"):
        decider(reject, undo).undo(reject.id)
    assert decider(reject, undo).undo(undo.id).targets == (undo.id,)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda d: d.accept("fact-0"), "fact-0: nothing of that id"),
        (lambda d: d.reject("claim-0"), "claim-0: no claim of that id"),
        (lambda d: d.correct("claim-0", ()), "claim-0: no claim of that id"),
        (lambda d: d.correct(POST_12, ()), "correct needs changes"),
        (
            lambda d: d.correct(POST_12, changes_of({"actor": {"text": "x", "span": [0, 1]}})),
            "actor: post does not have “x”",
        ),
        (
            lambda d: d.correct(POST_12, changes_of({"lower": 13})),
            "lower 13 lies above upper 12; correct both",
        ),
        (
            lambda d: d.correct(POST_12, changes_of({"end": "2031-03-01"})),
            "start 2031-03-03 lies above end 2031-03-01",
        ),
        (lambda d: d.add("nobody", changes_of(ADDED)), "nobody: no document of that id"),
        (
            lambda d: d.add(
                "raid", changes_of({**ADDED, "trigger": {"text": "killed", "span": [16, 22]}})
            ),
            "the trigger must stand within the sentence",
        ),
        (lambda d: d.merge(POST_12, WIRE_19), "are one entry already"),
        (lambda d: d.merge(POST_12, "fact-0"), "fact-0: no entry or claim"),
        (lambda d: d.split([POST_12, RAID_7]), "are of several entries"),
        (lambda d: d.split([RAID_7]), "has no other claims; leave some in it"),
        (lambda d: d.same_voice(POST_12, RAID_7), "speak on two entries: merge these first"),
        (lambda d: d.same_voice(POST_12, WIRE_19), "are one voice already"),
        (lambda d: d.same_voice(POST_12, "voice-0"), "voice-0: no voice or claim"),
        (lambda d: d.different_voice([POST_12, RADIO_3]), "are of several voices"),
        (lambda d: d.different_voice([POST_12, WIRE_19]), "has no other claims"),
        (lambda d: d.undo("decision-0"), "decision-0: no decision of that id"),
        (lambda d: d.note("nobody"), "nobody: nothing of that id"),
    ],
)
def test_what_makes_no_sense_is_told_in_one_line(make: Any, words: str) -> None:
    with pytest.raises(DecisionError, match=words) as told:
        make(decider())
    assert "\n" not in str(told.value)


def test_claims_of_different_types_are_not_merged() -> None:
    wounded = decision("correct", RAID_7, changes={"type": "wounded"})
    with pytest.raises(DecisionError, match="correct the type of their claims first"):
        decider(wounded).merge(POST_12, RAID_7)


def test_a_note_needs_words() -> None:
    with pytest.raises(DecisionError, match="a note says nothing without a reason"):
        decider(reason=" ").note(POST_12)
