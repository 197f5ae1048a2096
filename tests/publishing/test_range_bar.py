from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.publishing.range_bar import WIDTH, Scale, axis, range_bar
from tests.publishing.incident import collection


def test_the_scale_holds_every_bound() -> None:
    assert Scale.over(collection().entries).top == 100
    assert Scale.over(()).top == 10


@given(st.integers(0, 10**20), st.integers(0, 10**20))
def test_more_lies_further_right(a: int, b: int) -> None:
    scale = Scale(10**20)
    low, high = sorted((a, b))
    assert 0 <= scale.x(low) <= scale.x(high) <= WIDTH
    assert len(scale.decades()) <= 8


def test_a_question_without_a_number_has_no_bar() -> None:
    strike = collection().entries[1]
    assert range_bar(strike, Scale(100)) == ""


def test_open_bounds_are_arrows_and_the_best_a_dot() -> None:
    entry = collection().entries[0]
    closed = str(range_bar(entry, Scale(100)))
    assert "#best" not in closed
    assert closed.count("v8") == 2
    opened = str(range_bar(replace(entry, high=None, best=19), Scale(100)))
    assert "#best" in opened
    assert opened.count("v8") == 1


def test_the_axis_is_labelled_in_powers_of_ten() -> None:
    labels = str(axis(Scale(10**6)))
    assert all(f">{label}<" in labels for label in ("1", "10", "100", "1k", "10k", "100k", "1M"))
