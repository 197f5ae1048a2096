"""Where words of time begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extracting.edges import trimmed
from counterclaim.extracting.time_edges import dated


def cut(text: str, words: str) -> str | None:
    """What words of a text are taken to be."""
    at = dated(text, text.index(words), text.index(words) + len(words))
    return text[slice(*at)] if at else None


@pytest.mark.parametrize(
    ("text", "words", "dated_to"),
    [
        ("Since February 24, 2022 many died.", "Since February 24", "Since February 24, 2022"),
        ("It fell on 3 May 2031.", "on 3 May", "on 3 May 2031"),
        ("In March 2031 it fell.", "In March", "In March 2031"),
        ("On Monday 2000 men left.", "On Monday", "On Monday"),
        ("Since February 24, 2,022 died.", "Since February 24", "Since February 24"),
        ("On May 3 2000 men left.", "On May 3", "On May 3"),
        ("Losses since 24.02.22: 900", "since 24", "since 24.02.22"),
        ("Losses since 24.02.2031: 900", "since 24", "since 24.02.2031"),
        ("Of 24/7 shifts", "24", "24"),
        ("They fought from July 22 to 27 at Noor.", "from July 22", "from July 22 to 27"),
        ("Between July 22 and 27, 90 died.", "Between July 22", "Between July 22 and 27"),
        ("On July 22 and 27 men died.", "On July 22", "On July 22"),
        ("As of 12:00 on 19 March, 40 died.", "on 19 March", "As of 12:00 on 19 March"),
        ("By the count as of 6 p.m. Friday", "Friday", "as of 6 p.m. Friday"),
        (
            "It fell at 08.30 local time (0530GMT) Sunday.",
            "at 08.30",
            "at 08.30 local time (0530GMT) Sunday",
        ),
        ("At 5 a.m. on Monday jets came.", "At 5", "At 5 a.m. on Monday"),
        ("At 5 jets came on Monday.", "At 5", "At 5"),
        (
            "A week earlier, on April 15, two men died.",
            "A week earlier",
            "A week earlier, on April 15",
        ),
        ("The day before, on Tuesday, two died.", "The day before", "The day before, on Tuesday"),
        ("A day later, on the road, two died.", "A day later", "A day later"),
        ("As of Monday, 40 had died.", "Monday", "As of Monday"),
    ],
)
def test_words_of_time_go_with_what_belongs_to_them(text: str, words: str, dated_to: str) -> None:
    assert cut(text, words) == dated_to


def test_since_when_nothing_like_it_happened_is_no_day_of_it() -> None:
    assert cut("Jets bombed Noor for the first time since 2016.", "since 2016") is None
    assert cut("Jets have bombed Noor since 2016.", "since 2016") == "since 2016"


@given(st.text(max_size=40), st.data())
def test_only_words_beside_them_are_added(text: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    at, told = dated(text, start, end), trimmed(text, start, end)
    assert at is None or (told and 0 <= at[0] <= told[0] < told[1] <= at[1] <= len(text))
