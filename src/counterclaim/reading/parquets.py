"""Reports in Parquet files: one a row, the columns those of CSV."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import SEEK_END
from typing import Any, Final

from counterclaim.model import Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.extras import library
from counterclaim.reading.record import FIELDS, Record, record
from counterclaim.reading.sources import Source
from counterclaim.reading.unpacking import Allowance

#: Rows in memory at once.
_ROWS: Final = 64


def parquet(source: Source, policy: Policy = DEFAULT) -> Iterator[Record | Problem]:
    """The reports of a Parquet file with a column ``text``, a few rows in memory at a time."""
    library("pyarrow", "tables")
    parquets = library("pyarrow.parquet", "tables")
    with source.open() as stream:
        file = _opened(parquets, stream)
        names = _wanted(file)
        if "text" not in names:
            remedy = "name the columns doc, text, title, outlet, published"
            yield source.problem("has no column named text", remedy)
            return
        if file.metadata.num_rows == 0:
            yield source.problem("has no rows", "give one report a row")
            return
        large = _large(file.metadata, policy)
        if large:
            yield source.problem(large, "write it in smaller row groups")
            return
        allowance = Allowance(stream.seek(0, SEEK_END), policy)
        yield from _rows(file, names, source, policy, allowance)


def _opened(parquets: Any, stream: Any) -> Any:
    """The file, its columns as the dictionaries that they were written with: else one long text
    that a thousand rows share would be unpacked a thousand times."""
    names = _wanted(parquets.ParquetFile(stream)).values()
    return parquets.ParquetFile(stream, read_dictionary=[*names])


def _wanted(file: Any) -> dict[str, str]:
    """The columns that are understood, by their names in small letters."""
    wanted = ("id", "text", *FIELDS)
    return {name.lower(): name for name in file.schema_arrow.names if name.lower() in wanted}


def _large(metadata: Any, policy: Policy) -> str:
    """What is wrong where a row group would not fit into memory."""
    groups = (metadata.row_group(at).total_byte_size for at in range(metadata.num_row_groups))
    most = policy.read_row_group
    return f"has a row group of more than {most // 2**20} MB" if max(groups) > most else ""


def _rows(
    file: Any, names: dict[str, str], source: Source, policy: Policy, allowance: Allowance
) -> Iterator[Record | Problem]:
    number = 0
    for batch in file.iter_batches(batch_size=_ROWS, columns=list(names.values())):
        columns = {name: batch.column(written) for name, written in names.items()}
        for at in range(batch.num_rows):
            number += 1
            # One row at a time: a dictionary may give each of the rows the same long text.
            row = {name: _plain(column[at].as_py()) for name, column in columns.items()}
            text = row.get("text")
            allowance.take(len(text) if isinstance(text, str) else 0)
            if isinstance(text, str) and len(text) > policy.read_longest:
                what = f"longer than {policy.read_longest // 2**20} MB"
                yield source.problem(what, "split the report; it was skipped", f"row {number}")
                continue
            given = {name: value for name, value in row.items() if value not in (None, "")}
            yield record(given, source.name, source.at(f"row {number}"))


def _plain(value: object) -> object:
    """Days and times as text."""
    return value.isoformat() if isinstance(value, date) else value
