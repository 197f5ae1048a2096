"""What counts as a change, and how it is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.alerting.changes import KINDS, Change, told
from counterclaim.alerting.events import Event
from counterclaim.model.told import Answer
from tests.alerting.desk import START, answer

NUMBERS = st.none() | st.integers(0, 10**6)
ANSWERS = st.builds(
    Answer,
    fact=st.just("fact-a"),
    question=st.text(max_size=20),
    status=st.sampled_from(["single_voice", "corroborated", "revised", "disputed", "denied"]),
    voices=st.integers(0, 9),
    documents=st.integers(0, 9),
    claims=st.integers(0, 9),
    low=NUMBERS,
    best=NUMBERS,
    high=NUMBERS,
)


@pytest.mark.parametrize(
    ("change", "kinds", "text"),
    [
        (
            Change(None, answer()),
            ("new",),
            "new: corroborated, 12 to 14, best 13 (2 voices in 3 reports)",
        ),
        (
            Change(answer(), answer(status="disputed", high=40, best=None, voices=3)),
            ("status", "range"),
            "status: corroborated, now disputed; range: 12 to 14, best 13, now 12 to 40 "
            "(3 voices in 3 reports)",
        ),
        (Change(answer(), answer(voices=9, documents=9, claims=9)), (), None),
        (
            Change(answer(voices=1, documents=1), None),
            ("gone",),
            "no longer an entry of its own (1 voice in 1 report)",
        ),
        (
            Change(answer(low=None, best=None, high=None), answer(low=5, best=5, high=5)),
            ("range",),
            "range: no number, now 5 (2 voices in 3 reports)",
        ),
        (Change(None, None), (), None),
    ],
)
def test_changes_are_told(change: Change, kinds: tuple[str, ...], text: str | None) -> None:
    assert change.kinds == kinds
    if text:
        assert told(change) == text


@given(st.none() | ANSWERS, st.none() | ANSWERS)
def test_every_change_has_kinds_in_their_order(before: Answer | None, after: Answer | None) -> None:
    kinds = Change(before, after).kinds
    assert list(kinds) == [kind for kind in KINDS if kind in kinds]
    assert before is None or not Change(before, before).kinds


@given(st.none() | ANSWERS, ANSWERS, st.integers(1, 10**9))
def test_an_event_is_read_as_it_was_written(
    before: Answer | None, after: Answer, number: int
) -> None:
    event = Event.of(number, START, Change(before, after))
    read = Event.read(event.line())
    assert (read.id, read.number, read.at, read.text) == (event.id, number, START, event.text)
    assert read.record() == event.record() and "\n" not in event.line()
