"""Time expressions: what each means on a known day, and what holds for any words."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.grounding.anchors import anchor
from counterclaim.grounding.periods import last_named, named_days, period
from counterclaim.model import Dateline, Document, Mention, Span
from counterclaim.reading import read

THURSDAY = date(2024, 12, 5)


def mention(text: str) -> Mention:
    return Mention(text, Span(0, max(1, len(text))), "test")


def days(text: str, named: date | None = None) -> tuple[str | None, str | None]:
    found = period(mention(text), THURSDAY, named)
    return (
        found.start.isoformat() if found.start else None,
        found.end.isoformat() if found.end else None,
    )


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Thursday", "2024-12-05", "2024-12-05"),
        ("on Wednesday", "2024-12-04", "2024-12-04"),
        ("Friday night", "2024-11-29", "2024-11-29"),
        ("last Wednesday", "2024-11-27", "2024-11-27"),
        ("on Saturday and Sunday", "2024-11-30", "2024-12-01"),
        ("today", "2024-12-05", "2024-12-05"),
        ("yesterday", "2024-12-04", "2024-12-04"),
        ("last night", "2024-12-04", "2024-12-04"),
        ("overnight", "2024-12-04", "2024-12-05"),
        ("this morning", "2024-12-05", "2024-12-05"),
        ("over the weekend", "2024-11-30", "2024-12-01"),
        ("last week", "2024-11-25", "2024-12-01"),
        ("earlier this week", "2024-12-02", "2024-12-05"),
        ("this month", "2024-12-01", "2024-12-05"),
        ("last month", "2024-11-01", "2024-11-30"),
        ("this year", "2024-01-01", "2024-12-05"),
        ("over the past week", "2024-11-28", "2024-12-05"),
        ("during the last week", "2024-11-28", "2024-12-05"),
        ("in the past 24 hours", "2024-12-04", "2024-12-05"),
        ("over the last two weeks", "2024-11-21", "2024-12-05"),
        ("over the past year", "2023-12-05", "2024-12-05"),
        ("over 24 hours", "2024-12-04", "2024-12-05"),
        ("in two days", "2024-12-04", "2024-12-05"),
        ("in less than a week", "2024-11-29", "2024-12-05"),
        ("three days ago", "2024-12-02", "2024-12-02"),
        ("since November 27", "2024-11-27", "2024-12-05"),
        ("since Monday", "2024-12-02", "2024-12-05"),
        ("since the war broke out in March 2011", "2011-03-01", "2024-12-05"),
        ("since 2011", None, "2024-12-05"),
        ("since the beginning of the year", "2024-01-01", "2024-12-05"),
        ("since the fighting began", None, "2024-12-05"),
        ("on 4 April 2017", "2017-04-04", "2017-04-04"),
        ("April 4", "2024-04-04", "2024-04-04"),
        ("on the 4th of April", "2024-04-04", "2024-04-04"),
        ("on Monday November 13", "2024-11-13", "2024-11-13"),
        ("on Sept. 30 of last year", "2023-09-30", "2023-09-30"),
        ("December 31", "2023-12-31", "2023-12-31"),
        ("2017-04-15", "2017-04-15", "2017-04-15"),
        ("15/04/2017", "2017-04-15", "2017-04-15"),
        ("in April", "2024-04-01", "2024-04-30"),
        ("in December 2016", "2016-12-01", "2016-12-31"),
        ("in August last year", "2023-08-01", "2023-08-31"),
        ("in late June", "2024-06-21", "2024-06-30"),
        ("from September 30, 2015 to March 15, 2016", "2015-09-30", "2016-03-15"),
        ("between May 2011 and August 2013", "2011-05-01", "2013-08-31"),
        ("between 5 and 11 May", "2024-05-05", "2024-05-11"),
        ("on 6 and 7 May", "2024-05-06", "2024-05-07"),
        ("from May 5 to 11, 2023", "2023-05-05", "2023-05-11"),
        ("the first six months of 2016", "2016-01-01", "2016-06-30"),
        ("on Christmas Day", "2023-12-25", "2023-12-25"),
        ("on New Year's Day", "2024-01-01", "2024-01-01"),
        ("on New Year’s Day 2023", "2023-01-01", "2023-01-01"),
        ("on May Day", "2024-05-01", "2024-05-01"),
        ("the previous day", "2024-12-04", "2024-12-04"),
        ("a week earlier", "2024-11-28", "2024-11-28"),
        ("the day before yesterday", "2024-12-03", "2024-12-03"),
        ("earlier in the week", "2024-12-02", "2024-12-05"),
        ("since the start of the week", "2024-12-02", "2024-12-05"),
        ("since the beginning of the month", "2024-12-01", "2024-12-05"),
        ("27-30 November", "2024-11-27", "2024-11-30"),
        ("November 27–30, 2023", "2023-11-27", "2023-11-30"),
        ("the first week of November", "2024-11-01", "2024-11-07"),
        ("the second half of November 2023", "2023-11-16", "2023-11-30"),
        ("in the first quarter of 2023", "2023-01-01", "2023-03-31"),
        ("the week of November 25", "2024-11-25", "2024-12-01"),
        ("the week ending December 1", "2024-11-25", "2024-12-01"),
        ("2024/12/03", "2024-12-03", "2024-12-03"),
        ("two hours ago", "2024-12-05", "2024-12-05"),
        ("20 hours ago", "2024-12-04", "2024-12-05"),
        ("in November 2023", "2023-11-01", "2023-11-30"),
        ("Monday through Wednesday", "2024-12-02", "2024-12-04"),
        ("as of 12:00 on 19 November", None, "2024-11-19"),
        ("as of Monday", None, "2024-12-02"),
        ("until Tuesday", None, "2024-12-03"),
        ("since the start of the day", "2024-12-05", "2024-12-05"),
        ("a fortnight ago", "2024-11-21", "2024-11-21"),
        ("Nov. 27-December 2", "2024-11-27", "2024-12-02"),
        ("30 November – 2 December", "2024-11-30", "2024-12-02"),
        ("on Labour Day", None, None),
        ("during Ramadan", None, None),
        ("in 2013", None, None),
        ("recently", None, None),
        ("several months ago", None, None),
    ],
)
def test_expression_means_days(words: str, start: str | None, end: str | None) -> None:
    assert days(words) == (start, end)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("a day earlier", "2024-11-26"),
        ("the day before", "2024-11-26"),
        ("two days later", "2024-11-29"),
        ("at dawn", "2024-11-27"),
        ("later in the day", "2024-11-27"),
    ],
)
def test_some_words_count_from_the_day_named_last(words: str, day: str) -> None:
    assert days(words, named=date(2024, 11, 27)) == (day, day)


def test_the_same_week_is_that_of_the_day_named_last() -> None:
    assert days("in the same week", named=date(2024, 11, 27)) == ("2024-11-25", "2024-12-01")
    assert days("the same month", named=date(2024, 11, 27)) == ("2024-11-01", "2024-11-30")


def test_a_period_says_how_it_was_found() -> None:
    found = period(mention("on Wednesday"), THURSDAY)
    assert found.precision == "day"
    assert found.rule == "the last such weekday, publication day included"
    assert period(mention("since 2011"), THURSDAY).precision == "open"
    assert "2013" in period(mention("in 2013"), THURSDAY).rule
    assert period(mention("amid the chaos"), THURSDAY).rule == "no rule reads this expression"


def test_without_publication_day_only_full_dates_are_known() -> None:
    assert period(mention("on Wednesday"), None).start is None
    assert period(mention("on 4 April 2017"), None).start == date(2017, 4, 4)


def test_a_day_earlier_is_a_day_that_the_text_names() -> None:
    text = "He said on Tuesday that a day earlier two bombs went off. The first at 2 pm"
    assert last_named(named_days(text, THURSDAY), len(text)) == date(2024, 12, 2)


def test_last_named_day_before_a_character() -> None:
    text = "On November 27 the push began. On Monday it slowed. A day earlier it rained."
    named = named_days(text, THURSDAY)
    assert last_named(named, text.index("A day")) == date(2024, 12, 2)
    assert last_named(named, text.index("On Monday")) == date(2024, 11, 27)
    assert last_named(named, 0) is None


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        (date(2024, 12, 4), date(2024, 12, 4)),
        (THURSDAY, THURSDAY),
        (date(2024, 11, 4), THURSDAY),
        (date(2024, 12, 6), THURSDAY),
        (None, THURSDAY),
    ],
)
def test_a_dateline_shortly_before_publication_holds(dateline: date | None, day: date) -> None:
    line = Dateline(Span(0, 5), "Homs", dateline, None)
    document = Document(id="r1", text="HOMS: Shells fell.", published=THURSDAY, dateline=line)
    assert anchor(document) == day


def test_without_publication_day_the_dateline_holds() -> None:
    line = Dateline(Span(0, 5), "Homs", date(2024, 12, 4), None)
    assert anchor(Document(id="r1", text="HOMS", dateline=line)) == date(2024, 12, 4)


WORDY = st.lists(
    st.sampled_from(
        [
            "since", "the", "last", "past", "few", "two", "24", "hours", "days", "week", "year",
            "month", "of", "in", "on", "Monday", "April", "4", "31", "2016", "ago", "earlier",
            "night", "overnight", "between", "and", "first", "end", "next", "9999", "0",
            "30-06-2016",
        ]
    ),
    max_size=9,
).map(" ".join)  # fmt: skip


@given(st.one_of(st.text(max_size=80), WORDY), st.one_of(st.none(), st.dates()), st.dates())
def test_any_words_give_days_in_order(text: str, day: date | None, named: date) -> None:
    found = period(mention(text), day, named)
    assert found.rule
    assert found.start is None or found.end is None or found.start <= found.end
    ends = [end for end, _ in named_days(text, day)]
    assert ends == sorted(ends)
    assert all(0 < end <= len(text) for end in ends)


@pytest.mark.shared
def test_gold_times_mean_their_days(shared: Path) -> None:
    right = total = 0
    for name in ("dev", "train"):
        file = shared / "claims" / f"{name}.jsonl"
        documents = {item.text: item for item in read([file]) if isinstance(item, Document)}
        with file.open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        for row in rows:
            document = documents[row["text"]]
            day = anchor(document)
            for claim in row["claims"]:
                if claim["time"] is None:
                    continue
                span = Span(*claim["time"]["span"])
                found = period(
                    Mention(claim["time"]["text"], span, "gold"),
                    day,
                    last_named(named_days(document.text, day), span.start),
                )
                start, end = (d.isoformat() if d else None for d in (found.start, found.end))
                total += 1
                right += (start, end) == (claim["start"], claim["end"])
    assert right / total >= 0.9


def test_an_hour_of_the_clock_is_of_the_day_named_before() -> None:
    assert days("at about 23:30", named=date(2024, 11, 27)) == ("2024-11-27", "2024-11-27")


def test_a_range_of_dates_in_figures() -> None:
    assert days("from 24.02.22 to 03.05.24") == ("2022-02-24", "2024-05-03")
