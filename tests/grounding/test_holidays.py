"""Feasts: the days that are certain, and none where they are not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.grounding.days import Moment
from counterclaim.grounding.holidays import holiday, orthodox_easter, western_easter

THURSDAY = Moment(date(2024, 12, 5))


def day(words: str, when: Moment = THURSDAY) -> date | None:
    found = holiday(words.split(), when)
    assert found is not None
    return found.start


@pytest.mark.parametrize(
    ("year", "west", "east"),
    [
        (1961, date(1961, 4, 2), date(1961, 4, 9)),
        (2017, date(2017, 4, 16), date(2017, 4, 16)),
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
        (2038, date(2038, 4, 25), date(2038, 4, 25)),
    ],
)
def test_easter_of_known_years(year: int, west: date, east: date) -> None:
    assert (western_easter(year), orthodox_easter(year)) == (west, east)


@given(st.integers(1900, 2100))
def test_easter_is_a_sunday_of_spring_and_never_earlier_in_the_east(year: int) -> None:
    west, east = western_easter(year), orthodox_easter(year)
    assert west.weekday() == east.weekday() == 6
    assert date(year, 3, 22) <= west <= date(year, 4, 25)
    assert west <= east <= date(year, 5, 10)


def test_easter_is_known_only_where_it_is_certain() -> None:
    assert day("easter sunday") is None
    assert day("orthodox easter") == date(2024, 5, 5)
    assert day("good friday 2017") == date(2017, 4, 14)
    assert day("easter monday 2017", Moment(None)) == date(2017, 4, 17)


def test_orthodox_christmas_is_another_day() -> None:
    assert day("orthodox christmas") == date(2024, 1, 7)
    assert day("christmas") == date(2023, 12, 25)
    assert day("the eve of christmas") == date(2023, 12, 24)


def test_no_feast_no_day() -> None:
    assert holiday("on the third day".split(), THURSDAY) is None
