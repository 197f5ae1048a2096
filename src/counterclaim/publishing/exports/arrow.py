"""Tables as Arrow: a schema that carries what its columns mean, and batches of rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from counterclaim.ledger.batches import batches
from counterclaim.publishing.exports.cells import whole_letters
from counterclaim.publishing.exports.columns import Row, Table
from counterclaim.publishing.exports.source import Source

_ROWS: Final = 10_000  # rows of a batch: some megabytes
_LONG_ROWS: Final = 500  # of a table that holds whole texts


def schema(arrow: Any, table: Table, source: Source) -> Any:
    """``arrow`` is pyarrow itself. The ledger's policy stands in the schema's metadata."""
    kinds = {
        "text": arrow.string(),
        "whole": arrow.int64(),
        "decimal": arrow.float64(),
        "day": arrow.date32(),
    }
    fields = [
        arrow.field(
            column.name,
            kinds[column.kind],
            nullable=not column.key,
            metadata={"meaning": column.meaning},
        )
        for column in table.columns
    ]
    about = {"meaning": table.meaning} | {f"policy.{n}": v for n, v in source.policy.items()}
    return arrow.schema(fields, metadata=about)


def record_batches(arrow: Any, table: Table, source: Source) -> Iterator[Any]:
    """The rows, some thousands at a time; texts whole, days as days."""
    columns = schema(arrow, table, source)
    size = _LONG_ROWS if any(column.long for column in table.columns) else _ROWS
    for part in _parts(table.rows(source), size):
        cells = [
            arrow.array(column, field.type)
            for column, field in zip(zip(*part, strict=True), columns, strict=True)
        ]
        yield arrow.record_batch(cells, schema=columns)


def _parts(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    for part in batches(rows, size):
        yield [tuple(map(whole_letters, row)) for row in part]
