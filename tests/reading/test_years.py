"""Years that only the collection can tell."""

from __future__ import annotations

from datetime import date

from counterclaim.model import Document
from counterclaim.reading import with_years
from tests.reading.conftest import Report

TEXT = "AMMAN, Dec. 28 (AFP) - Two shells fell on Qasr on Monday."


def dated(doc: str, *day: int) -> Document:
    return Document(id=doc, text="x", published=date(*day))


def test_a_dated_document_nearby_gives_the_year(report: Report) -> None:
    documents = [report(TEXT), dated("b", 2025, 1, 10), dated("c", 2023, 7, 1)]
    found = with_years(documents)
    assert found[0].published == date(2024, 12, 28)
    assert found[0].dateline is not None and found[0].dateline.day == date(2024, 12, 28)
    assert "its year from the collection" in str(found[0].published_from)
    assert found[1:] == tuple(documents[1:]) and with_years(found) == found


def test_two_years_or_none_leave_it_open(report: Report) -> None:
    one = report(TEXT)
    for others in (
        [dated("b", 2024, 12, 5), dated("c", 2023, 12, 5)],
        [dated("b", 2024, 7, 1)],
        [],
    ):
        found = with_years([one, *others])[0]
        assert found.published is None and any("left open" in note for note in found.notes)
