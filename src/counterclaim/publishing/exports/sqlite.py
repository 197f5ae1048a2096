"""Tables as an SQLite file that Datasette opens, with what its columns mean."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

from counterclaim.publishing.exports.cells import whole_letters
from counterclaim.publishing.exports.columns import Column, Table
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.exports.tables import TABLES

_TYPES: Final = {"text": "TEXT", "whole": "INTEGER", "decimal": "REAL", "day": "TEXT"}
_FACETS: Final = {
    "entries": ["type", "status", "object_class"],
    "claims": ["type", "outlet", "polarity"],
    "documents": ["outlet"],
    "voices": ["kind"],
    "copies": ["relation"],
}
TITLE: Final = "Who claims what"
ABOUT: Final = (
    "Made by Counterclaim from published reports. It records who claims what, never what is true."
)


def sqlite(source: Source, path: Path) -> None:
    """One table for each of ``TABLES``, with keys, indexes, and ``policy``; days as ISO dates.

    References to rows that the conditions left out stay as they are, and are not enforced.
    """
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("PRAGMA journal_mode = OFF")  # a new file: it is written whole or thrown away
        file.execute("CREATE TABLE policy (name TEXT PRIMARY KEY, value TEXT)")
        file.executemany("INSERT INTO policy VALUES (?, ?)", source.policy.items())
        for table in TABLES:
            file.execute(_created(table))
            marks = ", ".join("?" * len(table.columns))
            file.executemany(f"INSERT INTO {table.name} VALUES ({marks})", _rows(table, source))
            for column in table.columns:
                if column.refers:
                    file.execute(
                        f'CREATE INDEX "{table.name}_{column.name}" ON {table.name}'
                        f' ("{column.name}")'
                    )


def metadata(source: Source, name: str) -> str:
    """Datasette's metadata for the database of this name: titles, meanings, facets."""
    tables = {
        table.name: {
            "description": table.meaning,
            "columns": {column.name: column.meaning for column in table.columns},
            "facets": _FACETS[table.name],
        }
        for table in TABLES
    }
    policy = f" Best numbers: policy {source.policy_name}." if source.policy_name else ""
    about = {"title": TITLE, "description": ABOUT + policy}
    return json.dumps(about | {"databases": {name: {"tables": tables}}}, indent=2) + "\n"


def _created(table: Table) -> str:
    columns = ", ".join(_column(column) for column in table.columns)
    key = ", ".join(f'"{name}"' for name in table.key)
    refers = "".join(
        f', FOREIGN KEY ("{column.name}") REFERENCES {column.refers[0]} ("{column.refers[1]}")'
        for column in table.columns
        if column.refers
    )
    return f"CREATE TABLE {table.name} ({columns}, PRIMARY KEY ({key}){refers})"


def _column(column: Column) -> str:
    return f'"{column.name}" {_TYPES[column.kind]}'


def _rows(table: Table, source: Source) -> Iterator[tuple[object, ...]]:
    for row in table.rows(source):
        yield tuple(
            cell.isoformat() if isinstance(cell, date) else whole_letters(cell) for cell in row
        )
