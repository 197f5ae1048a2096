"""Tables as exports know them: named columns of one kind each, and rows that are made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from counterclaim.publishing.exports.source import Source

Kind = Literal["text", "whole", "decimal", "day"]
Cell = object
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``meaning`` is what a reader of the table is told; a ``key`` names its row.

    ``refers`` is the table and the column that hold the same identifier. A ``long`` column holds
    whole texts, which spreadsheets have no room for.
    """

    name: str
    kind: Kind
    meaning: str
    key: bool = False
    refers: tuple[str, str] | None = None
    long: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` gives cells in the order of the columns: texts, numbers, days or None."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Callable[[Source], Iterator[Row]]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.key)


def spreadsheet(table: Table) -> Table:
    """The table without what a spreadsheet has no room for."""
    kept = [at for at, column in enumerate(table.columns) if not column.long]

    def rows(source: Source) -> Iterator[Row]:
        return (tuple(row[at] for at in kept) for row in table.rows(source))

    return Table(table.name, table.meaning, tuple(table.columns[at] for at in kept), rows)
