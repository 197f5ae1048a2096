"""Tables as an Excel workbook: one sheet a table."""

from __future__ import annotations

from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from counterclaim.publishing.exports.cells import safe
from counterclaim.publishing.exports.columns import Column, Row, Table, spreadsheet
from counterclaim.publishing.exports.extras import library
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.exports.tables import TABLES

FORM: Final = "xlsx"
# Rows that a sheet holds below its header; what is more goes on in another sheet.
LONGEST_SHEET: Final = 1_048_575
_FIRST_DAY: Final = date(1900, 3, 1)  # Excel counts earlier days wrongly
_WIDTHS: Final = {"whole": 10, "decimal": 10, "day": 12, "text": 24}
# Every text stays text: nothing is run, linked or taken for a number.
_AS_TEXT: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx(source: Source, path: Path, longest: int = LONGEST_SHEET) -> None:
    """A workbook with the first row of each sheet frozen and a filter on every column.

    Days are days. Texts are made fit as in CSV. A table with more rows than ``longest`` goes on
    in another sheet.
    """
    workbook = library("xlsxwriter", FORM).Workbook(str(path), _AS_TEXT)
    bold = workbook.add_format({"bold": True})
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    for table in map(spreadsheet, TABLES):
        rows = table.rows(source)
        number = 1
        while (first := next(rows, None)) is not None or number == 1:
            name = table.name if number == 1 else f"{table.name} {number}"
            some = chain([first], islice(rows, longest - 1)) if first is not None else iter(())
            sheet = workbook.add_worksheet(name)
            _write(sheet, table, some, bold, day)
            number += 1
    workbook.close()


def _write(sheet: Any, table: Table, rows: Any, bold: Any, day: Any) -> None:
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, _WIDTHS[column.kind])
        sheet.write_string(0, at, column.name, bold)
    last = 0
    for last, row in enumerate(rows, 1):
        _write_row(sheet, last, table.columns, row, day)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _write_row(sheet: Any, at: int, columns: tuple[Column, ...], row: Row, day: Any) -> None:
    for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
        if cell is None:
            continue
        if isinstance(cell, date):
            if cell >= _FIRST_DAY:
                sheet.write_datetime(at, place, cell, day)
            else:
                sheet.write_string(at, place, cell.isoformat())
        elif column.kind == "text":
            sheet.write_string(at, place, safe(cell))
        else:
            sheet.write_number(at, place, cell)
