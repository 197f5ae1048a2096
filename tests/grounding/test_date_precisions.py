"""Codes of UCDP and ACLED for how exactly days are known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.grounding.date_precisions import date_prec, time_precision
from counterclaim.grounding.periods import period
from counterclaim.model import Mention, Period, Span


def lasting(days: int) -> Period:
    start = date(2024, 1, 1)
    return Period(None, start, start + timedelta(days - 1), "days", "given")


@pytest.mark.parametrize(
    ("days", "ucdp", "acled"),
    [
        (1, 1, 1), (2, 2, 2), (6, 2, 2), (7, 3, 2), (8, 4, 3), (31, 4, 3), (32, 5, None),
        (366, 5, None), (367, None, None),
    ],
)  # fmt: skip
def test_codes_follow_from_the_days(days: int, ucdp: int | None, acled: int | None) -> None:
    assert (date_prec(lasting(days)), time_precision(lasting(days))) == (ucdp, acled)


@pytest.mark.parametrize(
    ("words", "ucdp", "acled"),
    [
        ("on Wednesday", 1, 1), ("overnight", 2, 2), ("last week", 3, 2), ("in November", 4, 3),
        ("since 2011", None, None), ("in 2013", None, None), ("this year", 5, None),
    ],
)  # fmt: skip
def test_codes_of_expressions(words: str, ucdp: int | None, acled: int | None) -> None:
    found = period(Mention(words, Span(0, len(words)), "test"), date(2024, 12, 5))
    assert (date_prec(found), time_precision(found)) == (ucdp, acled)


def test_an_open_end_has_no_code() -> None:
    open_end = Period(None, date(2024, 1, 1), None, "open", "given")
    assert date_prec(open_end) is time_precision(open_end) is date_prec(None) is None


@given(st.integers(1, 800), st.integers(1, 800))
def test_fewer_days_are_never_known_less_exactly(a: int, b: int) -> None:
    few, many = sorted((a, b))
    for code in (date_prec, time_precision):
        assert (code(lasting(few)) or 9) <= (code(lasting(many)) or 9)
