"""What becomes of decisions: in force, undone, overridden, orphaned, in conflict."""

from __future__ import annotations

from collections.abc import Iterable

from counterclaim.model import Decision
from counterclaim.review import Standing, history
from tests.review.reports import (
    DAILY_14,
    POST_12,
    RADIO_3,
    WIRE_19,
    decision,
    held,
    read,
    review,
)


def standings(*decisions: Decision) -> list[Standing]:
    return list(history(held(*decisions)))


def states(*decisions: Decision) -> list[str]:
    found = {standing.decision.id: standing.state for standing in standings(*decisions)}
    return [found[each.id] for each in decisions]


def conflicts(found: Iterable[Standing]) -> list[tuple[str, ...]]:
    return [standing.conflicts for standing in found]


def test_decisions_stand_in_order_of_time_whatever_order_they_come_in() -> None:
    early, late = decision("accept", POST_12), decision("accept", DAILY_14, at=1)
    assert [s.decision for s in standings(late, early)] == [early, late]


def test_an_undone_decision_says_by_whom() -> None:
    reject = decision("reject", POST_12)
    undo = decision("undo", reject.id, at=1, user="Ben", reason="it says so")
    first, second = standings(reject, undo)
    assert (first.state, second.state) == ("undone", "in_force")
    assert first.why == "undone by Ben, 2031-03-10, it says so"
    assert first.through == (undo.id,)
    assert first.conflicts == ()


def test_an_undo_is_undone_by_an_undo() -> None:
    reject = decision("reject", POST_12)
    undo = decision("undo", reject.id, at=1)
    redo = decision("undo", undo.id, at=2)
    assert states(reject, undo, redo) == ["in_force", "undone", "in_force"]
    again = decision("undo", redo.id, at=3)
    assert states(reject, undo, redo, again) == ["undone", "in_force", "undone", "in_force"]


def test_a_decision_that_two_undid_stays_undone_when_one_of_them_is_undone() -> None:
    reject = decision("reject", POST_12)
    first, second = decision("undo", reject.id, at=1), decision("undo", reject.id, at=2)
    redo = decision("undo", first.id, at=3)
    assert states(reject, first, second, redo) == ["undone", "undone", "in_force", "in_force"]


def test_a_thousand_undos_of_undos_are_followed() -> None:
    made = [decision("reject", POST_12)]
    for at in range(1, 1500):
        made.append(decision("undo", made[-1].id, at=at))
    assert states(*made)[:2] == ["undone", "in_force"]


def test_an_undo_counts_even_where_its_clock_is_behind() -> None:
    reject = decision("reject", POST_12, at=30)
    assert states(reject, decision("undo", reject.id, at=1)) == ["undone", "in_force"]


def test_of_acceptance_and_rejection_the_later_holds_and_both_are_in_conflict() -> None:
    accept, reject = decision("accept", POST_12), decision("reject", POST_12, at=1, user="Ben")
    first, second = standings(accept, reject)
    assert (first.state, second.state) == ("overridden", "in_force")
    assert conflicts((first, second)) == [(reject.id,), (accept.id,)]
    assert POST_12 not in {c.claim.id for c in review(accept, reject).claims}


def test_the_later_may_be_of_the_same_user_and_is_then_no_conflict() -> None:
    reject, accept = decision("reject", POST_12), decision("accept", POST_12, at=1)
    first, second = standings(reject, accept)
    assert (first.state, second.state) == ("overridden", "in_force")
    assert conflicts((first, second)) == [(), ()]
    assert POST_12 in {c.claim.id for c in review(reject, accept).claims}


def test_undoing_the_later_brings_the_earlier_back() -> None:
    reject, accept = decision("reject", POST_12), decision("accept", POST_12, at=1, user="Ben")
    undo = decision("undo", accept.id, at=2)
    assert states(reject, accept, undo) == ["in_force", "undone", "in_force"]


def test_two_values_for_a_field_are_in_conflict_and_the_later_holds() -> None:
    first = decision("correct", POST_12, changes={"lower": 10})
    second = decision("correct", POST_12, changes={"lower": 11}, at=1, user="Ben")
    one, other = standings(first, second)
    assert (one.state, other.state) == ("overridden", "in_force")
    assert one.why == "lower corrected by Ben, 2031-03-10, as read"
    assert conflicts((one, other)) == [(second.id,), (first.id,)]
    assert read(review(first, second), POST_12).claim.lower == 11


def test_a_correction_that_is_overridden_in_part_holds_in_its_other_fields() -> None:
    first = decision("correct", POST_12, changes={"lower": 10, "polarity": "denied"})
    second = decision("correct", POST_12, changes={"lower": 11}, at=1, user="Ben")
    one, _ = standings(first, second)
    assert one.state == "in_force"
    assert one.why.startswith("lower corrected by Ben")
    assert read(review(first, second), POST_12).claim.polarity == "denied"


def test_who_gives_the_same_value_agrees() -> None:
    first = decision("correct", POST_12, changes={"lower": 10})
    second = decision("correct", POST_12, changes={"lower": 10}, at=1, user="Ben")
    assert states(first, second) == ["in_force", "in_force"]
    assert conflicts(standings(first, second)) == [(), ()]


def test_a_correction_overrides_what_was_accepted_before_it() -> None:
    accept = decision("accept", POST_12)
    correct = decision("correct", POST_12, changes={"lower": 10}, at=1, user="Ben")
    assert states(accept, correct) == ["overridden", "in_force"]
    assert states(correct, decision("accept", POST_12, at=2)) == ["in_force", "in_force"]


def test_who_corrects_a_rejected_claim_holds_that_there_is_one() -> None:
    reject = decision("reject", POST_12)
    correct = decision("correct", POST_12, changes={"lower": 10}, at=1)
    assert states(reject, correct) == ["overridden", "in_force"]
    assert read(review(reject, correct), POST_12).claim.lower == 10


def test_what_is_about_a_claim_that_is_gone_is_kept_as_an_orphan_with_its_reason() -> None:
    accept = decision("accept", "claim-000000000000")
    merge = decision("merge", "claim-000000000000", others=[POST_12])
    undo = decision("undo", "decision-000000000000")
    found = {s.decision.id: s for s in standings(accept, merge, undo)}
    assert {s.state for s in found.values()} == {"orphaned"}
    assert "is not in this ledger" in found[accept.id].why
    assert found[merge.id].why == "gone or rejected: claim-000000000000"
    assert found[undo.id].why == "decision-000000000000 is not in this ledger"


def test_an_orphan_comes_back_with_what_it_is_about() -> None:
    reject = decision("reject", POST_12)
    without = [c for c in review().claims if c.claim.id != POST_12]
    assert review(reject, found=without).standings[0].state == "orphaned"
    assert review(reject).standings[0].state == "in_force"


def test_a_correction_by_words_is_an_orphan_where_the_text_has_others() -> None:
    words = {"text": "a clerk", "span": [0, 7]}
    (standing,) = standings(decision("correct", POST_12, changes={"speaker": words}))
    assert standing.state == "orphaned"
    assert standing.why == "post has other words than “a clerk” at [0, 7) now"


def test_an_accepted_entry_stands_as_long_as_one_of_its_claims_is_there() -> None:
    accept = decision("accept", "claim-000000000000", POST_12, about="entry")
    assert states(accept) == ["in_force"]


def test_notes_stand_on_claims_entries_documents_and_decisions() -> None:
    note = decision("note", POST_12)
    on_note = decision("note", note.id, about="decision", at=1)
    on_report = decision("note", "post", about="document", at=2)
    nowhere = decision("note", "nobody", about="document", at=3)
    assert states(note, on_note, on_report, nowhere) == ["in_force"] * 3 + ["orphaned"]


def test_a_merge_and_a_later_split_of_the_same_claims_are_in_conflict() -> None:
    merge = decision("merge", POST_12, others=[WIRE_19, RADIO_3])
    split = decision("split", POST_12, others=[WIRE_19, RADIO_3], at=1, user="Ben")
    first, second = standings(merge, split)
    assert (first.state, second.state) == ("overridden", "in_force")
    assert conflicts((first, second)) == [(split.id,), (merge.id,)]
    assert states(split, decision("merge", POST_12, others=[WIRE_19, RADIO_3], at=2)) == [
        "overridden", "in_force",
    ]  # fmt: skip
