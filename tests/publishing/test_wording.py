from __future__ import annotations

from datetime import date

import pytest

from counterclaim.publishing.wording import (
    assertion,
    bounds,
    calendar,
    counted,
    days,
    shortened,
)
from tests.publishing.incident import claims


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        (43, 43, "43"),
        (43, None, "at least 43"),
        (None, 1200, "at most 1,200"),
        (10, 15, "10–15"),
        (0, 0, "0"),
        (None, None, ""),
    ],
)
def test_bounds_in_words(lower: int | None, upper: int | None, words: str) -> None:
    assert bounds(lower, upper) == words


def test_days_in_words() -> None:
    start, end = date(2031, 3, 3), date(2031, 3, 4)
    assert calendar(None) == "undated"
    assert days(start, start) == "3 Mar 2031"
    assert days(start, end) == "3 Mar 2031 to 4 Mar 2031"
    assert days(None, end) == "until 4 Mar 2031"
    assert days(start, None) == "from 3 Mar 2031"


def test_one_and_many() -> None:
    assert counted(1, "voice") == "1 voice"
    assert counted(2000, "copy family", "copy families") == "2,000 copy families"


def test_shortened_is_one_line_within_the_limit() -> None:
    assert shortened("a\n\nb", 10) == "a b"
    assert shortened("abcdefgh", 5) == "abcd…"


def test_a_claim_in_its_own_words() -> None:
    assert assertion(claims()["wire12"]) == "killing at least 12 people"
    assert assertion(claims()["denial"]) == "denied: struck the market"
