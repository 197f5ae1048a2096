"""When a report was published, and how that is known."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.conftest import Report

HEAD = "Shells kill 12 at market in Qasr"
BODY = "Two shells fell on the market of Qasr on Monday, killing at least 12 people."


@pytest.mark.parametrize(
    "line",
    [
        "5 December 2024",
        "Thursday, December 5, 2024",
        "Thu Dec 5 2024",
        "05.12.2024",
        "05-12-2024",
        "2024-12-05 10:15",
        "Published: 5 December 2024",
        "Published on Dec. 5, 2024 at 10:15 am GMT",
        "News date 2024-12-05",
        "Posted on December 5 2024 by Amal Noor",
        "Date of publication 5 December 2024",
        "Last updated at Dec 052024",
    ],
)
def test_date_lines(report: Report, line: str) -> None:
    found = report(f"{HEAD}\n{line}\n\n{BODY}")
    assert found.published == date(2024, 12, 5)
    assert found.published_from is not None and found.published_from.startswith("the date line")
    assert any(item.kind == "date" for item in found.furniture)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\n{HEAD} AFP Thursday 5 Dec 2024 {BODY}",
        f"{HEAD}\nThursday 5 Dec 2024 {HEAD} AFP {BODY}",
        f"{HEAD}\n5 December 2024 {BODY}",
        f"{HEAD}\nMiddle East 1735 05.12.2024(updated 2033 06.12.2024) Get short URL 98 {BODY}",
        f"{HEAD}\nPrint this page Thursday 5 December 2024 16:45 {HEAD}. {BODY}",
    ],
)
def test_date_lines_that_have_lost_their_line(report: Report, text: str) -> None:
    assert report(text).published == date(2024, 12, 5)


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY} The war began on 15 March 2011.",
        f"{HEAD}\n{BODY} A picture taken on July 29, 2016 shows smoke.",
        f"{HEAD}\nBy 5 December 2024 the army had left, a report published on 6 May 2024 said.",
        f"{HEAD}\nThe town lies 12.05.2020 m from there." + BODY,
    ],
)
def test_other_dates_are_not_of_publication(report: Report, text: str) -> None:
    assert report(text, published="2025-01-01").published == date(2025, 1, 1)


def test_the_date_line_holds_against_the_record(report: Report) -> None:
    found = report(f"{HEAD}\nPublished 25 June 2016\n{BODY}", published="2016-06-05")
    assert found.published == date(2016, 6, 25)
    assert any("2016-06-05" in note and "the date line holds" in note for note in found.notes)


def test_a_late_change_says_nothing_of_the_publication(report: Report) -> None:
    found = report(f"{HEAD}\n{BODY}\nLast updated: 25 June 2018", published="2016-06-05")
    assert (found.published, found.published_from) == (date(2016, 6, 5), "given by the record")


def test_a_day_that_may_be_turned_agrees_with_the_record(report: Report) -> None:
    found = report(f"{HEAD}\n12/05/2024\n{BODY}", published="2024-12-05")
    assert found.published == date(2024, 12, 5) and not found.notes


@pytest.mark.parametrize(
    "given", ["2024-12-05", "2024-12-05T23:10:00Z", "5 December 2024", "Dec. 5, 2024"]
)
def test_given_dates(report: Report, given: str) -> None:
    assert report(BODY, published=given).published == date(2024, 12, 5)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2024/12/05/a.html",
        "http://example.org/news/20241205/x",
        "https://e.org/a-2024-12-5",
    ],
)
def test_the_address_gives_a_day(report: Report, url: str) -> None:
    found = report(BODY, url=url)
    assert (found.published, found.published_from) == (date(2024, 12, 5), "the date in the address")


@pytest.mark.parametrize(
    ("text", "url", "words"),
    [
        (f"AMMAN, Dec. 5 (AFP) - {BODY}", "https://e.org/2024/12/06/a", "address"),
        (f"AMMAN, Dec. 5 (AFP) - {BODY} It fell on 27 November 2024.", "", "other dates"),
        (f"AMMAN, Thursday, Dec. 5 (AFP) - {BODY} The war of 2011 goes on in 2024.", "", "weekday"),
        (f"AMMAN, Dec. 5, 2024 (AFP) - {BODY}", "", "dateline"),
    ],
)
def test_a_dateline_finds_its_year(report: Report, text: str, url: str, words: str) -> None:
    found = report(text, url=url)
    assert found.published == date(2024, 12, 5)
    assert found.published_from is not None and words in found.published_from
    assert found.dateline is not None and found.dateline.day == found.published


def test_a_year_that_nothing_tells_is_left_open(report: Report) -> None:
    found = report(f"AMMAN, Dec. 5 (AFP) - {BODY}")
    assert found.published is None and found.published_from is None
    assert any("left open" in note for note in found.notes)


def test_the_head_of_a_statement_dates_it_where_nothing_else_does(report: Report) -> None:
    text = f"Civil Harm Register\nWeekly summary, 5 December 2024\n{HEAD}\n{BODY}"
    assert report(text).published == date(2024, 12, 5)
    assert report(text, published="2024-12-07").published == date(2024, 12, 7)
