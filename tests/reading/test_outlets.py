"""Whose page it is, where nobody says so."""

from __future__ import annotations

import pytest

from tests.reading.conftest import Report

BODY = "Two shells fell on the market of Qasr on Monday, killing at least 12 people."


@pytest.mark.parametrize(
    ("text", "url", "outlet"),
    [
        (f"{BODY}\n\n**Radio Habana Cuba**", "", "Radio Habana Cuba"),
        (f"{BODY}\nJan Berg contributed to this report for Qasr Post", "", "Qasr Post"),
        (f"Shells kill 12 at market in Qasr - Daily Sabah\n{BODY}", "", "Daily Sabah"),
        (f"{BODY}\nTasnim is a news agency based in Tehran.", "", "Tasnim"),
        (BODY, "https://www.example.org/a", "example.org"),
        (f"{BODY}\n\nReuters", "", None),
        (f"{BODY}\nSource: SANA", "", None),
        (f"QASR (AP) — {BODY}", "http://[broken", None),
    ],
)
def test_the_page_names_its_outlet(report: Report, text: str, url: str, outlet: str | None) -> None:
    found = report(text, url=url)
    assert found.outlet == outlet
    assert any("the outlet is" in note for note in found.notes) == (outlet is not None)


def test_a_given_outlet_is_kept_as_given(report: Report) -> None:
    assert report(f"{BODY}\n\n**Radio Habana Cuba**", outlet="rhc").outlet == "rhc"
