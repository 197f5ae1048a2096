"""How the times of claims compare, and what follows where one report gives no day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.matching import match
from counterclaim.matching.profiles import Profile, profile
from counterclaim.matching.times import Times
from counterclaim.model import Document, GroundedClaim, Period
from tests.making import claim, document

FIRST = date(2031, 3, 3)
DAYS = st.none() | st.integers(0, 9)

Told = tuple[Document, GroundedClaim]


def told(published: int | None, day: int | None, name: str = "a") -> Told:
    """A report of so many days after the first, on a strike of so many days after it."""
    text = document(name, "Shells killed 12 people at the market of Sarim.")
    text = replace(text, published=after(published))
    made = claim(
        text, "killed", "killed", quantity="12", object="people", group="people", places=("Sarim",)
    )
    when = after(day)
    return text, replace(made, period=Period(None, when, when, "day", "drawn") if when else None)


def after(days: int | None) -> date | None:
    return None if days is None else FIRST + timedelta(days)


def profiles(*drawn: Told) -> list[Profile]:
    return [profile(at, grounded, text) for at, (text, grounded) in enumerate(drawn)]


def level(one: Told, other: Told) -> str:
    times = Times(profiles(one, other))
    return times.names[times(np.array([0]), np.array([1]))[0]]


@pytest.mark.parametrize(
    ("other", "expected"),
    [(5, "same"), (6, "next day"), (8, "days apart"), (2, "days apart"), (9, "far")],
)
def test_days_that_both_give_are_compared(other: int, expected: str) -> None:
    assert level(told(9, 5), told(9, other)) == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (4, "told before"),
        (5, "told at once"),
        (6, "told at once"),
        (7, "unknown"),
        (9, "told late"),
    ],
)
def test_a_report_without_days_is_held_against_the_days_of_the_other(
    published: int, expected: str
) -> None:
    assert level(told(9, 5), told(published, None)) == expected


@pytest.mark.parametrize(
    ("published", "expected"), [(5, "told together"), (6, "unknown"), (9, "told apart")]
)
def test_without_any_days_the_reports_are_held_against_each_other(
    published: int, expected: str
) -> None:
    assert level(told(5, None), told(published, None)) == expected


def test_what_is_not_known_decides_nothing() -> None:
    assert level(told(None, None), told(5, 5)) == "unknown"
    assert level(told(None, None), told(5, None)) == "unknown"


@given(st.lists(st.tuples(DAYS, DAYS), min_size=2, max_size=6))
def test_levels_are_the_same_in_either_direction(
    drawn: list[tuple[int | None, int | None]],
) -> None:
    times = Times(profiles(*(told(one, day, f"d{at}") for at, (one, day) in enumerate(drawn))))
    a, b = np.triu_indices(len(drawn), 1)
    assert times(a, b).tolist() == times(b, a).tolist()


def facts(*drawn: Told) -> int:
    return len(match([text for text, _ in drawn], [grounded for _, grounded in drawn]))


def test_a_report_cannot_tell_of_what_comes_after_it() -> None:
    assert facts(told(5, 5, "a"), told(5, None, "b")) == 1
    assert facts(told(5, 5, "a"), told(2, None, "b")) == 2
