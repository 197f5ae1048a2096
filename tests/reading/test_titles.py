"""Which line of a report is its title."""

from __future__ import annotations

import pytest

from tests.reading.conftest import Report

BODY = "Two shells fell on the market of Qasr on Monday, killing at least 12 people."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Shells kill 12 at market in Qasr\n{BODY}", "Shells kill 12 at market in Qasr"),
        (f"\n\n# *Shells kill 12 at market*\n\n---\n\n{BODY}", "Shells kill 12 at market"),
        (f"5 December 2024\nWorld\nShells kill 12 at market\n\n{BODY}", "Shells kill 12 at market"),
        (f"Connect with us\n\nFile photo of a tank\n\nShells kill 12 at market?\n{BODY}",
         "Shells kill 12 at market?"),
        (BODY, ""),
        (f"{BODY}\n{BODY}", ""),
        (f"QASR, Dec. 5 (Reuters) — Two shells fell on a market\n{BODY}", ""),
        ("Shells kill 12 at market in Qasr", ""),
        ("At least 12 people were killed and 30 were wounded when shells hit the\n"
         "vegetable market of Qasr on Monday, the head of the town's hospital\n"
         "told the agency.", ""),
    ],
)  # fmt: skip
def test_the_first_line_is_the_title_if_it_looks_like_one(
    report: Report, text: str, title: str
) -> None:
    found = report(text)
    assert found.title == title
    assert (found.title_span is not None) == bool(title)
    assert found.title_span is None or found.title_span.of(text) == title


def test_a_given_title_is_found_where_it_stands(report: Report) -> None:
    text = f"News\n\nWorld\n\nShells kill 12\n\n{BODY}"
    found = report(text, title="Shells kill 12")
    assert found.title_span is not None and found.title_span.of(text) == "Shells kill 12"


def test_a_given_title_may_differ_in_its_marks(report: Report) -> None:
    found = report(f"‘Qasr fell’ – army\n{BODY}", title="'Qasr fell' - army")
    assert found.title_span is not None and found.title_span.end == len("‘Qasr fell’ – army")


def test_a_given_title_that_stands_nowhere_is_kept(report: Report) -> None:
    found = report(f"A line\n{BODY}", title="Twelve dead in Qasr")
    assert (found.title, found.title_span) == ("Twelve dead in Qasr", None)
