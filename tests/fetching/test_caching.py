"""How long an answer holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.fetching.caching import Known, fresh_until, moment, retry_after
from tests.fetching.site import START


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"cache-control": "public, max-age=600"}, 600),
        ({"cache-control": "max-age=600", "age": "200"}, 400),
        ({"cache-control": 'Max-Age="60"'}, 60),
        ({"cache-control": "no-cache, max-age=600"}, 0),
        ({"cache-control": "max-age=600, no-store"}, 0),
        ({"cache-control": "max-age=junk"}, 0),
        ({"cache-control": "max-age=99999999999999"}, 7 * 24 * 3600),
        ({"expires": "Tue, 04 Mar 2031 05:16:07 GMT"}, 600),
        (
            {
                "expires": "Tue, 04 Mar 2031 06:10:00 GMT",
                "date": "Tue, 04 Mar 2031 06:00:00 GMT",
            },
            600,
        ),
        ({"expires": "0"}, 0),
        ({"expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0),
        ({"expires": "Thu, 01 Jan 2099 00:00:00 GMT"}, 7 * 24 * 3600),
    ],
)
def test_freshness(headers: dict[str, str], seconds: int) -> None:
    assert fresh_until(headers, START) == START + timedelta(seconds=seconds)


@given(
    st.dictionaries(
        st.sampled_from(["cache-control", "age", "expires", "date", "retry-after"]),
        st.text(max_size=40) | st.sampled_from(["max-age=5", "5", "Tue, 04 Mar 2031 05:16:07 GMT"]),
    )
)
def test_no_header_makes_it_fail(headers: dict[str, str]) -> None:
    until = fresh_until(headers, START)
    assert START <= until <= START + timedelta(days=7)
    assert retry_after(headers, START) >= 0


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("120", 120), ("Tue, 04 Mar 2031 05:07:07 GMT", 60), ("soon", 0), ("-5", 0), ("", 0)],
)
def test_pauses_that_servers_ask_for(said: str, seconds: float) -> None:
    assert retry_after({"retry-after": said}, START) == seconds


def test_a_date_without_a_zone_is_utc() -> None:
    assert moment("Tue, 04 Mar 2031 05:06:07") == START


def test_only_the_same_place_is_asked_whether_it_changed() -> None:
    known = Known("https://a.example/", "1", "yesterday")
    assert known.asking("https://a.example/") == {
        "If-None-Match": "1",
        "If-Modified-Since": "yesterday",
    }
    assert known.asking("https://b.example/") == {}
