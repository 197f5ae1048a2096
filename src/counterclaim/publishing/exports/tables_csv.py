"""Tables as CSV, for a spreadsheet: a header row, then one record a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from counterclaim.publishing.exports.cells import csv_row
from counterclaim.publishing.exports.claims_table import CLAIMS
from counterclaim.publishing.exports.columns import Table, spreadsheet
from counterclaim.publishing.exports.documents_table import DOCUMENTS
from counterclaim.publishing.exports.entries_table import ENTRIES, VOICES
from counterclaim.publishing.exports.source import Source


def table_csv(table: Table, source: Source) -> Iterator[str]:
    """The names of the columns, then every row.

    Quoted as in RFC 4180, each row on one line: line ends within a cell become a space. A text
    that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    shown = spreadsheet(table)
    yield csv_row(shown.names)
    for row in shown.rows(source):
        yield csv_row(cell.isoformat() if isinstance(cell, date) else cell for cell in row)


claims_csv = partial(table_csv, CLAIMS)
entries_csv = partial(table_csv, ENTRIES)
voices_csv = partial(table_csv, VOICES)
documents_csv = partial(table_csv, DOCUMENTS)
