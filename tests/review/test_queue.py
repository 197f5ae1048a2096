"""The order in which entries are looked at, and what leaves the queue."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Decision
from counterclaim.model.terms import STATUSES, Status
from counterclaim.review import Standing, history
from counterclaim.review.queue import Waiting, queue, touching
from tests.review.reports import DAILY_14, POST_12, RAID_7, decision, held


def waiting(
    fact: str, status: Status = "corroborated", size: int = 5, confidence: float = 0.9
) -> Waiting:
    return Waiting(fact, status, size, confidence, (f"claim of {fact}",))


def order(*entries: Waiting) -> list[str]:
    return [queued.waiting.fact for queued in queue(entries, ())]


def standing(*made: Decision) -> tuple[Standing, ...]:
    return history(held(*made))


ENTRIES = st.lists(
    st.builds(
        Waiting,
        st.uuids().map(str),
        st.sampled_from(STATUSES),
        st.integers(-1, 1000),
        st.floats(0, 1),
        st.just((POST_12,)),
    ),
    unique_by=lambda each: each.fact,
)


def test_disputed_stands_before_a_high_single_voice_before_doubtful_before_the_rest() -> None:
    entries = (
        waiting("rest"),
        waiting("doubtful", confidence=0.2),
        waiting("single", "single_voice", 40),
        waiting("low single", "single_voice", 2),
        waiting("disputed", "disputed", 1),
        waiting("denied", "denied", -1),
    )
    assert order(*entries) == ["disputed", "denied", "single", "doubtful", "rest", "low single"]


def test_the_higher_number_and_the_less_certain_come_first() -> None:
    assert order(waiting("a", "disputed", 3), waiting("b", "disputed", 30)) == ["b", "a"]
    assert order(waiting("a", confidence=0.3), waiting("b", confidence=0.1)) == ["b", "a"]


def test_each_says_why_it_waits() -> None:
    (queued,) = queue([waiting("a", "single_voice", 1200, 0.3)], ())
    assert queued.reasons == (
        "a single voice claims 1,200",
        "a field was read with a certainty of 0.30",
    )


@given(ENTRIES)
def test_the_queue_has_every_open_entry_once_whatever_their_order(found: list[Waiting]) -> None:
    assert sorted(order(*found)) == sorted(each.fact for each in found)
    assert order(*found) == order(*reversed(found))


def test_an_entry_leaves_once_all_its_claims_are_accepted() -> None:
    entry = Waiting("f", "disputed", 14, 0.9, (POST_12, DAILY_14))
    one = decision("accept", POST_12)
    (queued,) = queue([entry], standing(one))
    assert queued.open == (DAILY_14,)
    assert queue([entry], standing(one, decision("accept", DAILY_14, at=1))) == ()
    both = decision("accept", POST_12, DAILY_14, about="entry")
    assert queue([entry], standing(both)) == ()


def test_an_undone_acceptance_and_a_later_correction_open_it_again() -> None:
    entry = Waiting("f", "single_voice", 7, 0.9, (RAID_7,))
    accept = decision("accept", RAID_7)
    assert len(queue([entry], standing(accept, decision("undo", accept.id, at=1)))) == 1
    change = decision("correct", RAID_7, at=1, changes={"lower": 8, "upper": 8})
    assert len(queue([entry], standing(accept, change))) == 1


def test_decisions_that_touch_a_claim_are_those_on_it_and_on_them() -> None:
    reject = decision("reject", POST_12)
    undo = decision("undo", reject.id, at=1)
    again = decision("undo", undo.id, at=2)
    other = decision("accept", DAILY_14)
    split = decision("split", RAID_7, others=(POST_12,), at=3)
    found = touching((other, again, undo, reject, split), {POST_12})
    assert found == (reject, undo, again, split)
