"""What the network is told of claims: the pieces they stand in, and how far all others are."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extracting.marking import (
    AGAIN,
    BUCKETS,
    FAR,
    REACH,
    ROOM,
    STEPS,
    STRIDES,
    Floats,
    Mark,
    again,
    buckets,
    claims_told,
    reach,
    strides,
    together,
    triggers_told,
)
from counterclaim.extracting.windows import Ints
from tests.extracting.fake import row

SIZES = st.lists(st.integers(1, 3 * REACH), min_size=1, max_size=20)


@given(SIZES, st.data())
def test_anchors_are_looked_for_in_the_sentence_near_the_trigger(
    sizes: list[int], data: st.DataObject
) -> None:
    found = row(*sizes)
    at = data.draw(st.integers(0, len(found) - 1))
    lo, hi = reach(found, (at, at + 1))
    assert lo <= at < hi
    assert (found.sentence[lo:hi] == found.sentence[at]).all()
    own = np.flatnonzero(found.sentence == found.sentence[at])
    assert lo == max(own[0], at - REACH) and hi == min(own[-1] + 1, at + 1 + REACH)


@given(st.integers(1, 700), st.data())
def test_distances_are_told_in_steps(size: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, size - 1))
    told = buckets(size, at)
    assert told[at] == BUCKETS // 2
    assert ((told >= 0) & (told < BUCKETS)).all()
    assert (np.diff(told) >= 0).all()  # further on is never nearer
    mirrored = BUCKETS - 1 - buckets(size, size - 1 - at)[::-1]
    assert told.tolist() == mirrored.tolist()  # to the left as to the right


@pytest.mark.parametrize("step", STEPS)
def test_a_step_begins_where_it_says(step: int) -> None:
    told = buckets(600, 300)
    assert told[300 + step] == told[300 + step - 1] + 1
    assert told[300 - step] == told[300 - step + 1] - 1


def test_sentences_are_counted_up_to_a_bound_and_the_first_stands_apart() -> None:
    found = row(*[2] * (3 * FAR))
    at = 3 * FAR  # in the middle
    told = strides(found, at)[::2]
    away = np.arange(3 * FAR) - found.sentence[at]
    assert told[0] == STRIDES - 1
    assert (told[1:] == np.clip(away, -FAR, FAR)[1:] + FAR).all()


def test_the_first_sentence_is_near_to_what_stands_in_it() -> None:
    told = strides(row(3, 2), 1)
    assert told.tolist() == [FAR, FAR, FAR, FAR + 1, FAR + 1]


# A trigger with an anchor beside it, one with an anchor far off, one without.
MARKS = (Mark(0, (5, 6), 1, (7, 10)), Mark(3, (2, 4)), Mark(1, (30, 31), 2, (70, 72)))
SEEN = row(12, 90, 9)


def local(told: dict[str, Ints | Floats], of: str) -> list[list[int]]:
    """For each claim the pieces of the document that are marked."""
    return [
        where[marked > 0].tolist() for where, marked in zip(told["local"], told[of], strict=True)
    ]


@given(SIZES, st.data())
def test_what_is_read_again_stands_around_the_trigger(
    sizes: list[int], data: st.DataObject
) -> None:
    found = row(*sizes)
    at = data.draw(st.integers(0, len(found) - 1))
    lo, hi = again(found, (at, at + 1))
    first, last = reach(found, (at, at + 1))
    assert (lo, hi) == (max(first, at - AGAIN), min(last, at + 1 + AGAIN))


def test_a_piece_is_either_read_again_or_seen_from_afar() -> None:
    told = claims_told(SEEN, MARKS)
    for mark, near, far in zip(MARKS, local(told, "inside"), told["far_open"], strict=True):
        assert near == list(range(*again(SEEN, mark.trigger)))
        assert set(far[near]) == {0} and far.sum() == len(SEEN) - len(near)


def test_triggers_and_anchors_are_marked_where_they_are_read_again() -> None:
    told = claims_told(SEEN, MARKS)
    assert local(told, "trigger") == [[5], [2, 3], [30]]
    assert local(told, "anchor") == [[7, 8, 9], [], []]
    assert told["type"].tolist() == [0, 3, 1] and told["kind"].tolist() == [1, 0, 2]


def test_pieces_have_a_share_in_triggers() -> None:
    told = triggers_told(SEEN, MARKS)
    assert told["trigger"].sum(1) == pytest.approx([1, 1, 1])
    assert told["trigger"][1].nonzero()[0].tolist() == [2, 3]


def test_what_is_told_comes_in_the_order_in_which_the_network_takes_it() -> None:
    told = triggers_told(SEEN, MARKS)
    assert list(told) == ["trigger", "type", "near", "apart"]
    told = claims_told(SEEN, MARKS)
    near = ["local", "inside", "trigger", "anchor"]
    assert list(told) == [*near, "type", "kind", "far_open", "near", "apart"]
    assert len({told[name].shape for name in near}) == 1
    assert {told[name].shape for name in ("far_open", "near", "apart")} == {(3, len(SEEN))}
    whole = {name for name, values in told.items() if values.dtype == np.int64}
    assert whole == {"local", "type", "kind", "near", "apart"}
    assert {told[name].dtype for name in told.keys() - whole} == {np.dtype(np.float32)}


@given(SIZES, st.integers(1, 60), st.data())
def test_each_claim_is_read_once_with_some_like_it(
    sizes: list[int], most: int, data: st.DataObject
) -> None:
    found = row(*sizes)
    places = data.draw(st.lists(st.integers(0, len(found) - 1), max_size=90))
    marks = [Mark(0, (at, at + 1)) for at in places]
    groups = list(together(found, marks, most))
    assert sorted(index for group in groups for index in group) == list(range(len(marks)))
    widths = [[np.diff(again(found, marks[at].trigger))[0] for at in group] for group in groups]
    for group, width in zip(groups, widths, strict=True):
        assert 0 < len(group) <= most and len(group) * len(found) <= max(ROOM, len(found))
        assert width == sorted(width)
    assert all(max(one) <= min(other) for one, other in pairwise(widths))
