"""The file beside documents that says what the documents lack."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from counterclaim.model import Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.archives import WITHIN
from counterclaim.reading.days import parsed
from counterclaim.reading.kinds import SINGLE
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
    its bare name, if only one of the files ``found`` (real path → its kind) bears it.
    """
    folders = tuple(roots)
    names: dict[str, list[str]] = {}
    for real in found:
        names.setdefault(os.path.basename(real), []).append(real)  # noqa: PTH119
    for table in tables:
        if not {*FIELDS} & {*table.columns}:
            columns = ", ".join(name for name in FIELDS if name not in ("doc", "text"))
            what = "has no column that says anything of the files"
            yield table.source.problem(what, f"name columns {columns}", "line 1")
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
        yield table.source.problem("names no file", "fill in the column file", place)
        return
    if row.get("published") and parsed(row["published"]) is None:
        what = f"“{row['published'][:40]}” is no date"
        yield table.source.problem(what, "write it as 2024-12-05; the rest was used", place)
        row = {**row, "published": ""}
    real = _real(row["file"], table.folder, folders, names, found)
    if real is None:
        what = f"names {row['file'][:80]}, which is not there"
        remedy = "check the name; it is read from the table's folder"
        yield table.source.problem(what, remedy, place)
        return
    texts = real not in found or found[real] in SINGLE
    key = (real, "" if texts else row.get("doc", ""))
    if key in metadata.by_file:
        what = f"describes {row['file'][:80]} a second time"
        yield table.source.problem(what, "keep one row a file; the first was used", place)
        return
    metadata.by_file[key] = (row, f"the metadata file {_name(table)}")


def _name(table: Table) -> str:
    """The metadata file's own name, without folders."""
    source = table.source
    return (source.place or Path(source.name).name).removeprefix("member ")


def _real(
    written: str,
    folder: str,
    folders: tuple[Path, ...],
    names: Mapping[str, list[str]],
    found: Mapping[str, str],
) -> str | None:
    """The real path of the file that a row names. A table in an archive names files in it only."""
    if "\0" in written:
        return None
    if WITHIN in folder + "/":
        root, _, inner = (folder + "/").partition(WITHIN)
        place = posixpath.normpath(posixpath.join("/" + inner, written)).lstrip("/")
        if root + WITHIN + place in found:
            return root + WITHIN + place
    else:
        for path in (Path(folder, written), *(root / written for root in folders)):
            if path.is_file():
                return os.path.realpath(path)
    alike = names.get(Path(written).name, [])
    return alike[0] if len(alike) == 1 else None
