"""Reports and metadata in tables: CSV with a header, separated by comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from counterclaim.model import Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.decoding import guessed, is_binary
from counterclaim.reading.record import FIELDS, Record, record
from counterclaim.reading.sources import Source

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns in small letters, its separator and its encoding.

    ``folder`` is where it lies; ``note`` says how it was decoded where that is not plain UTF-8.
    """

    source: Source
    folder: str
    columns: tuple[str, ...]
    separator: str
    encoding: str
    note: str = ""

    @property
    def describes_files(self) -> bool:
        """Whether it holds metadata of files and no texts."""
        return "file" in self.columns and "text" not in self.columns


def table(source: Source, folder: str) -> Table | Problem:
    """A table by its header, or the problem that makes it unreadable."""
    try:
        encoding = _encoding(source)
        if encoding is None:
            return source.problem("is no text but a binary file", "save it as CSV in UTF-8")
        with _text(source, encoding) as file:
            header = file.readline(_CHUNK)
    except (OSError, UnicodeError) as error:
        return source.unreadable(error)
    if not header.strip():
        return source.problem("is empty", "give a header with a column named text")
    found = [(mark, _columns(header, mark)) for mark in (",", ";", "\t")]
    separator, columns = max(found, key=lambda pair: len({"text", "file", *FIELDS} & {*pair[1]}))
    if not {"text", "file"} & {*columns}:
        what = "has no column named text"
        remedy = "name the columns doc, text, title, outlet, published"
        return source.problem(what, remedy, "line 1")
    note = "" if encoding in ("utf-8", "utf-8-sig") else f"read as {encoding}, not UTF-8"
    return Table(source, folder, columns, separator, encoding, note)


def _text(source: Source, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(source.open(), encoding=encoding, newline="")


def rows(
    found: Table, policy: Policy = DEFAULT
) -> Iterator[tuple[int, Mapping[str, str]] | Problem]:
    """The rows of a table with the line each begins on; a broken one ends the reading."""
    csv.field_size_limit(policy.read_longest)
    line = 1
    try:
        with _text(found.source, found.encoding) as file:
            lines = _Lines(file, found.separator, policy)
            reader = csv.reader(lines, delimiter=found.separator, strict=True)
            next(reader)
            line = reader.line_num + 1
            for row in reader:
                if row:
                    yield line, dict(zip(found.columns, row, strict=False))
                line = reader.line_num + 1
                lines.next_row()
    except csv.Error as error:
        remedy = "check its quotation marks; the rows from there on were skipped"
        yield found.source.problem(f"is no CSV ({error})", remedy, f"line {line}")
    except (OSError, UnicodeError) as error:
        yield found.source.unreadable(error)


class _Lines:
    """The lines of a table, no more of them for one row than fit into memory."""

    def __init__(self, file: io.TextIOWrapper, separator: str, policy: Policy) -> None:
        self._file, self._separator, self._policy = file, separator, policy
        self.next_row()

    def next_row(self) -> None:
        """Begin to count anew."""
        self._room, self._cells = self._policy.read_longest, self._policy.read_values

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._file.readline(self._room + 1)
        if not line:
            raise StopIteration
        self._room -= len(line)
        self._cells -= line.count(self._separator)
        if self._room < 0:
            raise csv.Error(f"a row of more than {self._policy.read_longest:,} characters")
        if self._cells < 0:
            raise csv.Error(f"a row of more than {self._policy.read_values:,} cells")
        return line


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
        read = record(given, found.source.name, found.source.at(f"line {line}"))
        if isinstance(read, Record) and found.note:
            read = replace(read, notes=(*read.notes, found.note))
        yield read
    if empty:
        yield found.source.problem("has a header and no rows", "give one report a row")


def _columns(header: str, separator: str) -> tuple[str, ...]:
    try:
        cells = next(csv.reader([header], delimiter=separator), [])
    except csv.Error:
        return ()
    return tuple(cell.strip().lower() for cell in cells)


def _encoding(source: Source) -> str | None:
    """UTF-8 if the whole file is, else what its first bytes look like; None for binary files."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with source.open() as file:
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
