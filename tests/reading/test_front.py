"""What somebody noted at the head of a text file about the report."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.conftest import Report

BODY = "Two shells fell on the market of Qasr on Monday, killing at least 12 people."
HEAD = "Outlet: Harbour Times\nDate: 2024-12-05\nURL: https://harbour.example/7\n"


def test_lines_at_the_head_say_what_the_report_is(report: Report) -> None:
    found = report(f"{HEAD}\nShells kill 12 at market\n\n{BODY}")
    assert (found.outlet, found.url) == ("Harbour Times", "https://harbour.example/7")
    assert found.published == date(2024, 12, 5)
    assert found.title == "Shells kill 12 at market"
    head = [item.span.of(found.text) for item in found.furniture]
    assert head == HEAD.splitlines()


@pytest.mark.parametrize("quote", ["", '"'])
def test_they_may_be_fenced_and_give_the_title(report: Report, quote: str) -> None:
    text = f"---\ntitle: {quote}Army's shells kill 12{quote}\nsource: Harbour Times\n---\n\n{BODY}"
    found = report(text)
    assert (found.title, found.outlet) == ("Army's shells kill 12", "Harbour Times")
    assert found.title_span is not None and found.title_span.of(text) == "Army's shells kill 12"


def test_what_is_given_beside_the_text_holds(report: Report) -> None:
    found = report(f"{HEAD}\n{BODY}", outlet="Norte Libre")
    assert found.outlet == "Norte Libre"


@pytest.mark.parametrize(
    "text",
    [
        f"Source: Northwire\n\n{BODY}",
        f"Qasr: shells kill 12\nOutlet: Harbour Times\n\n{BODY}",
        f"{BODY}\nOutlet: Harbour Times\nDate: 2024-12-05",
        f"---\nOutlet: Harbour Times\n\n{BODY}",
        f"Link: see below\nTitle 7\n\n{BODY}",
    ],
)
def test_other_lines_say_nothing_of_the_kind(report: Report, text: str) -> None:
    found = report(text)
    assert found.outlet != "Harbour Times" and found.url is None
