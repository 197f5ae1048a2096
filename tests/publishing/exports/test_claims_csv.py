from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Collection
from counterclaim.publishing import EXPORTS
from counterclaim.publishing.exports.cells import LONGEST_CELL
from tests.publishing.incident import SHARED, claims, collection


def table(of: Collection) -> list[dict[str, str]]:
    return list(csv.DictReader(EXPORTS["csv"](of)))


def with_title(title: str) -> Collection:
    known = collection()
    return replace(known, documents=(replace(known.documents[0], title=title),))


def test_each_claim_is_a_row_with_question_voice_outlet_and_sentence() -> None:
    rows = table(collection())
    assert len(rows) == len(claims())
    first = rows[0]
    assert first["question"].startswith("How many people were killed")
    assert (first["voice_name"], first["status"]) == ("Rural Rescue Network", "disputed")
    assert (first["outlet"], first["published"]) == ("Northwire", "2031-03-03")
    assert (first["lower"], first["upper"], first["precision"]) == ("12", "", "at_least")
    assert first["sentence"] == SHARED


def test_what_is_unknown_is_an_empty_cell() -> None:
    loose = table(collection())[-1]
    assert (loose["fact"], loose["voice"], loose["outlet"], loose["lower"]) == ("", "", "", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\n@", "＝"])
def test_a_text_that_a_spreadsheet_would_run_is_guarded(start: str) -> None:
    cell = table(with_title(f"{start}HYPERLINK(1)"))[0]["title"]
    assert cell.startswith("'")
    assert cell.endswith("HYPERLINK(1)")


def test_numbers_below_zero_stay_numbers() -> None:
    assert table(collection())[0]["lat"] == "-35.5"


@given(st.text())
def test_any_text_fills_one_cell_of_one_line(title: str) -> None:
    lines = list(EXPORTS["csv"](with_title(title)))
    assert all(len(line.splitlines()) == 1 for line in lines)
    assert "\n".join(lines).encode()
    (row, *_) = csv.DictReader(lines)
    assert row["document"] == "r1"
    assert None not in row
    assert not row["title"].lstrip().startswith(tuple("=+-@"))
    assert not row["title"].startswith("\t")


def test_a_cell_is_never_longer_than_a_spreadsheet_holds() -> None:
    cell = table(with_title("long " * 20_000))[0]["title"]
    assert len(cell) == LONGEST_CELL
    assert cell.endswith("…")
