"""Reports and metadata in tables: CSV with a header, separated by comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from counterclaim.model import Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.decoding import guessed, is_binary
from counterclaim.reading.paths import unreadable
from counterclaim.reading.record import FIELDS, Record, record

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns in small letters, its separator and its encoding.

    ``note`` says how it was decoded where that is not plain UTF-8.
    """

    path: Path
    name: str
    columns: tuple[str, ...]
    separator: str
    encoding: str
    note: str = ""

    @property
    def describes_files(self) -> bool:
        """Whether it holds metadata of files and no texts."""
        return "file" in self.columns and "text" not in self.columns


def table(path: Path, name: str, policy: Policy = DEFAULT) -> Table | Problem:
    """The table at ``path`` by its header, or the problem that makes it unreadable."""
    try:
        encoding = _encoding(path)
        if encoding is None:
            return Problem(name, "", "is no text but a binary file", "save it as CSV in UTF-8")
        with path.open(encoding=encoding, newline="") as file:
            header = file.readline(_CHUNK)
    except (OSError, UnicodeError) as error:
        return unreadable(name, error)
    if not header.strip():
        return Problem(name, "", "is empty", "give a header with a column named text")
    found = [(mark, _columns(header, mark)) for mark in (",", ";", "\t")]
    separator, columns = max(found, key=lambda pair: len({"text", "file", *FIELDS} & {*pair[1]}))
    if not {"text", "file"} & {*columns}:
        what = "has no column named text"
        return Problem(name, "line 1", what, "name the columns doc, text, title, outlet, published")
    note = "" if encoding in ("utf-8", "utf-8-sig") else f"read as {encoding}, not UTF-8"
    return Table(path, name, columns, separator, encoding, note)


def rows(
    found: Table, policy: Policy = DEFAULT
) -> Iterator[tuple[int, Mapping[str, str]] | Problem]:
    """The rows of a table with the line each begins on; a broken one ends the reading."""
    csv.field_size_limit(policy.read_longest)
    line = 1
    try:
        with found.path.open(encoding=found.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=found.separator, strict=True)
            next(reader)
            line = reader.line_num + 1
            for row in reader:
                if row:
                    yield line, dict(zip(found.columns, row, strict=False))
                line = reader.line_num + 1
    except csv.Error as error:
        remedy = "check its quotation marks; the rows from there on were skipped"
        yield Problem(found.name, f"line {line}", f"is no CSV ({error})", remedy)
    except (OSError, UnicodeError) as error:
        yield unreadable(found.name, error)


def records(found: Table, policy: Policy = DEFAULT) -> Iterator[Record | Problem]:
    """The reports of a table with a column ``text``; empty cells are not given."""
    empty = True
    for row in rows(found, policy):
        empty = False
        if isinstance(row, Problem):
            yield row
            continue
        line, cells = row
        given = {name: cell for name, cell in cells.items() if cell}
        read = record(given, found.name, f"line {line}")
        if isinstance(read, Record) and found.note:
            read = replace(read, notes=(*read.notes, found.note))
        yield read
    if empty:
        yield Problem(found.name, "", "has a header and no rows", "give one report a row")


def _columns(header: str, separator: str) -> tuple[str, ...]:
    try:
        cells = next(csv.reader([header], delimiter=separator), [])
    except csv.Error:
        return ()
    return tuple(cell.strip().lower() for cell in cells)


def _encoding(path: Path) -> str | None:
    """UTF-8 if the whole file is, else what its first bytes look like; None for binary files."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        first = chunk = file.read(_CHUNK)
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if is_binary(first):
            return None
        try:
            while chunk:
                decoder.decode(chunk)
                chunk = file.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return guessed(first)
    return "utf-8-sig" if first.startswith(codecs.BOM_UTF8) else "utf-8"
