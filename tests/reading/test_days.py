"""Days written out in English."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.days import days, parsed


@pytest.mark.parametrize(
    "form",
    [
        "%d %B %Y",
        "%B %d, %Y",
        "%a %b %d %Y",
        "%A, %d %b %Y",
        "%Y-%m-%d",
        "%d.%m.%Y",
        "%d-%m-%Y",
        "%b. %d %Y",
    ],
)
@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_what_is_written_is_read(form: str, day: date) -> None:
    written = f"Seen {day.strftime(form)} here."
    found = days(written)
    assert [one.full for one in found] == [day]
    assert found[0].span.of(written) == day.strftime(form)
    assert parsed(day.strftime(form)) == days(day.strftime(form))[0]


@given(st.text())
def test_any_text_has_valid_days(text: str) -> None:
    last = 0
    for day in days(text):
        assert last <= day.span.start < day.span.end <= len(text)
        last = day.span.end
        assert day.year is None or 1900 <= day.year <= 2100


@pytest.mark.parametrize(
    ("written", "full", "unsure"),
    [
        ("05/12/2024", date(2024, 12, 5), True),
        ("12/25/2024", date(2024, 12, 25), False),
        ("25/12/2024", date(2024, 12, 25), False),
        ("2024/12/05", date(2024, 12, 5), False),
        ("Jul 152015", date(2015, 7, 15), False),
        ("3rd of June, 2016", date(2016, 6, 3), False),
        ("31 June 2016", None, False),
        ("Dec. 5", None, False),
    ],
)
def test_forms_in_doubt(written: str, full: date | None, unsure: bool) -> None:
    found = days(written)
    assert len(found) == 1
    assert (found[0].full, found[0].unsure) == (full, unsure)


def test_a_wrong_weekday_rules_a_year_out() -> None:
    day = days("Thursday, December 5")[0]
    assert day.on(2024) == date(2024, 12, 5) and day.on(2023) is None
    assert day.near(date(2024, 11, 20), 31) == (date(2024, 12, 5),)


@pytest.mark.parametrize(
    "written", ["soon", "", "12 people died on 5 May 2016", "5 May", "5 May 2016x"]
)
def test_no_dates(written: str) -> None:
    assert parsed(written) is None
