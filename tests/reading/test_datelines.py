"""The line that a report opens with."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading.conftest import Report

HEAD = "Shells kill 12 at market in Qasr\n"


@pytest.mark.parametrize(
    ("line", "place", "day", "credit"),
    [
        ("Damascus, December 5 (RHC)--", "Damascus", 5, "Radio Habana Cuba"),
        ("TEHRAN (Tasnim) –", "TEHRAN", None, "Tasnim"),
        ("DAMASCUS, Dec. 5 (Xinhua) —", "DAMASCUS", 5, "Xinhua"),
        ("BEIRUT (Reuters) -", "BEIRUT", None, "Reuters"),
        ("AMMAN, Dec 4 —", "AMMAN", 4, None),
        ("GAZA CITY, Gaza Strip (AP) —", "GAZA CITY, Gaza Strip", None, "AP"),
        ("KYIV —", "KYIV", None, None),
        ("ORLANDO, Fla. (AP) —", "ORLANDO, Fla.", None, "AP"),
        ("PORT-AU-PRINCE, Haiti (AFP) –", "PORT-AU-PRINCE, Haiti", None, "AFP"),
        ("SANA'A, Dec. 02 (Saba) –", "SANA'A", 2, "Saba"),
        ("Damascus, SANA-", "Damascus", None, "SANA"),
        ("KHARTOUM, Dec. 3 (NEWSX) —", "KHARTOUM", 3, "NEWSX"),
        ("GOMA, Democratic Republic of Congo, Dec 3 (Reuters) -",
         "GOMA, Democratic Republic of Congo", 3, "Reuters"),
        ("(MNA) -", None, None, "MNA"),
        ("Afp -", None, None, "AFP"),
    ],
)  # fmt: skip
def test_datelines(
    report: Report, line: str, place: str | None, day: int | None, credit: str | None
) -> None:
    found = report(f"{HEAD}{line} Army shells fell on a town.", published="2024-12-05").dateline
    assert found is not None
    assert found.span.start == len(HEAD) and len(found.span) == len(line)
    assert (found.place, found.credit) == (place, credit)
    assert found.day == (date(2024, 12, day) if day else None)


@pytest.mark.parametrize(
    "line",
    [
        "Rebels — most of them young — fled the town.",
        "The Syrian Democratic Forces (SDF) — backed by jets — took a hill.",
        "The army said - and a monitor denied - that it fell.",
        "Reuters: we saw the bodies.",
        "Qasr (12 killed) - the list is long.",
        "UPDATE 1 - Shells fell.",
        "On Monday (Reuters) the army left.",
    ],
)
def test_sentences_are_no_datelines(report: Report, line: str) -> None:
    assert report(HEAD + line).dateline is None


def test_a_dateline_within_a_line_is_found(report: Report) -> None:
    text = f"{HEAD}05.10.2017 Three people died, a monitor said. MOSCOW (Sputnik) Shells fell."
    found = report(text).dateline
    assert found is not None and found.span.of(text) == "MOSCOW (Sputnik)"


def test_the_year_comes_from_the_publication_day(report: Report) -> None:
    text = f"{HEAD}AMMAN, Dec. 31 (AFP) - Shells fell."
    found = report(text, published="2025-01-01").dateline
    assert found is not None and found.day == date(2024, 12, 31)
