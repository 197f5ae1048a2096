"""The tabular formats, opened by the programs that they are for."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from datasette.app import Datasette

from counterclaim.errors import ExportError
from counterclaim.model import Collection
from counterclaim.publishing.exports import Source
from counterclaim.publishing.exports.extras import library
from counterclaim.publishing.exports.held import in_memory
from counterclaim.publishing.exports.parquet import parquet
from counterclaim.publishing.exports.sqlite import metadata, sqlite
from counterclaim.publishing.exports.tables import TABLES
from counterclaim.publishing.exports.xlsx import xlsx
from tests.publishing.incident import TEXTS, collection


def source(held: Collection | None = None) -> Source:
    return Source(in_memory(held or collection()))


def workbook(path: Path, held: Collection | None = None, **options: Any) -> openpyxl.Workbook:
    xlsx(source(held), path, **options)
    return openpyxl.load_workbook(path)


def test_a_workbook_has_a_sheet_a_table_with_a_frozen_header_and_filters(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == [table.name for table in TABLES]
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert [cell.value for cell in sheet[1]][-1] is not None


def test_numbers_and_days_are_numbers_and_days_in_a_workbook(tmp_path: Path) -> None:
    sheet = workbook(tmp_path / "a.xlsx")["claims"]
    names = [cell.value for cell in sheet[1]]
    first = dict(zip(names, (cell.value for cell in sheet[2]), strict=True))
    assert first["lower"] == 12
    assert first["lat"] == -35.5
    assert first["published"] == datetime(2031, 3, 3)
    assert first["upper"] is None


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", " ="])
def test_no_text_is_a_formula_in_a_workbook(tmp_path: Path, start: str) -> None:
    known = collection()
    hostile = replace(known.documents[0], title=f"{start}HYPERLINK(1)", url="=1+1")
    held = replace(known, documents=(hostile, *known.documents[1:]))
    for sheet in workbook(tmp_path / "a.xlsx", held):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    assert not cell.value.lstrip().startswith(("=", "+", "-", "@"))


def test_a_table_that_is_longer_than_a_sheet_goes_on_in_another(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", longest=4)
    assert [name for name in book.sheetnames if name.startswith("claims")] == [
        "claims", "claims 2", "claims 3",
    ]  # fmt: skip
    sheets = [book[name] for name in book.sheetnames if name.startswith("claims")]
    assert [sheet.max_row - 1 for sheet in sheets] == [4, 4, 3]
    assert {sheet["A1"].value for sheet in sheets} == {"claim"}


def test_a_day_that_excel_counts_wrongly_stays_text(tmp_path: Path) -> None:
    known = collection()
    old = replace(known.documents[0], published=date(1899, 12, 31))
    sheet = workbook(tmp_path / "a.xlsx", replace(known, documents=(old,)))["documents"]
    assert sheet["C2"].value == "1899-12-31"


def test_duckdb_reads_the_parquet_files(tmp_path: Path) -> None:
    parquet(source(), tmp_path)
    with duckdb.connect() as database:
        counted = database.execute(
            f"SELECT e.question, count(*) FROM '{tmp_path}/claims.parquet' c "
            f"JOIN '{tmp_path}/entries.parquet' e USING (fact) GROUP BY ALL ORDER BY 2 DESC"
        ).fetchall()
        day = database.execute(
            f"SELECT max(published) FROM '{tmp_path}/documents.parquet'"
        ).fetchone()
    assert counted[0][1] == 6
    assert day == (date(2031, 3, 6),)


def test_parquet_keeps_texts_whole_and_says_what_columns_mean(tmp_path: Path) -> None:
    parquet(source(), tmp_path)
    table = pq.read_table(tmp_path / "documents.parquet")
    texts = dict(zip(table["document"].to_pylist(), table["text"].to_pylist(), strict=True))
    assert texts == TEXTS
    meanings = [field.metadata[b"meaning"].decode() for field in table.schema]
    assert meanings == [c.meaning for t in TABLES if t.name == "documents" for c in t.columns]
    assert table.schema.metadata[b"policy.match_same_day"] == b"True"


def test_datasette_opens_the_file_and_shows_what_columns_mean(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    sqlite(source(), path)
    about = json.loads(metadata(source(), "ledger"))

    async def asked() -> tuple[Any, str]:
        datasette = Datasette([str(path)], metadata=about)
        rows = await datasette.client.get("/ledger/claims.json?_shape=array&type=killed&_size=max")
        page = await datasette.client.get("/ledger/claims")
        return rows.json(), page.text

    rows, page = asyncio.run(asked())
    killed = [c for c in collection().claims if c.claim.type == "killed"]
    assert sorted(row["claim"] for row in rows) == sorted(c.claim.id for c in killed)
    assert "the line of testimony it belongs to" in page
    assert "/ledger/entries/fact-" in page  # the reference to the question is a link


def test_a_missing_library_is_told_with_the_remedy() -> None:
    with pytest.raises(ExportError, match=r"pip install 'counterclaim\[tables\]'"):
        library("no_such_library", "xlsx")
