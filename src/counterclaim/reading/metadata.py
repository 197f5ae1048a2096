"""The file beside documents that says what the documents lack."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from counterclaim.model import Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.days import parsed
from counterclaim.reading.record import FIELDS
from counterclaim.reading.tables import Table, rows

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Metadata:
    """Rows by the file they describe: ``real`` paths, and for records the document's id."""

    by_file: dict[tuple[str, str], tuple[Row, str]] = field(default_factory=dict)

    def of(self, real: str, doc: str = "") -> tuple[Row, str] | None:
        """The row that describes a file, or one document in it, and in words who says so."""
        return self.by_file.get((real, doc)) or (self.by_file.get((real, "")) if not doc else None)


def load(
    tables: Iterable[Table],
    roots: Iterable[Path],
    found: Mapping[str, str],
    metadata: Metadata,
    policy: Policy = DEFAULT,
) -> Iterator[Problem]:
    """Fill ``metadata`` from the tables and tell what is wrong with them.

    A file is named by its path from the table's own folder, or from one of the ``roots``; else by
    its bare name, if only one of the files ``found`` (real path → whether that is text) bears it.
    """
    folders = tuple(roots)
    names: dict[str, list[str]] = {}
    for real in found:
        names.setdefault(os.path.basename(real), []).append(real)  # noqa: PTH119
    for table in tables:
        if not {*FIELDS} & {*table.columns}:
            columns = ", ".join(name for name in FIELDS if name not in ("doc", "text"))
            what = "has no column that says anything of the files"
            yield Problem(table.name, "line 1", what, f"name columns {columns}")
            continue
        for row in rows(table, policy):
            if isinstance(row, Problem):
                yield row
                continue
            line, cells = row
            given = {name: cell.strip() for name, cell in cells.items()}
            yield from _take(given, table, f"line {line}", folders, names, metadata, found)


def _take(
    row: dict[str, str],
    table: Table,
    place: str,
    folders: tuple[Path, ...],
    names: Mapping[str, list[str]],
    metadata: Metadata,
    found: Mapping[str, str],
) -> Iterator[Problem]:
    if not row.get("file"):
        yield Problem(table.name, place, "names no file", "fill in the column file")
        return
    if row.get("published") and parsed(row["published"]) is None:
        what = f"“{row['published'][:40]}” is no date"
        yield Problem(table.name, place, what, "write it as 2024-12-05; the rest was used")
        row = {**row, "published": ""}
    real = _real(row["file"], (table.path.parent, *folders), names)
    if real is None:
        what = f"names {row['file'][:80]}, which is not there"
        yield Problem(table.name, place, what, "check the name; it is read from the table's folder")
        return
    texts = found.get(real) in (None, "text")
    key = (real, "" if texts else row.get("doc", ""))
    if key in metadata.by_file:
        what = f"describes {row['file'][:80]} a second time"
        yield Problem(table.name, place, what, "keep one row a file; the first was used")
        return
    metadata.by_file[key] = (row, f"the metadata file {table.path.name}")


def _real(written: str, folders: tuple[Path, ...], names: Mapping[str, list[str]]) -> str | None:
    """The real path of the file that a row names."""
    if "\0" in written:
        return None
    for folder in folders:
        path = folder / written
        if path.is_file():
            return os.path.realpath(path)
    alike = names.get(Path(written).name, [])
    return alike[0] if len(alike) == 1 else None
