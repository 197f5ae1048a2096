"""Lists that a user keeps, a row at a time: CSV with any of three separators, or JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counterclaim.errors import InputError

_JSON_LINES: Final = frozenset({".jsonl", ".ndjson"})
_SEPARATORS: Final = ",;\t"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by the names of its columns, in small letters, and where it stands.

    ``line`` is the one that it begins on; ``spare`` counts cells under no column.
    """

    file: str
    line: int
    cells: Mapping[str, object]
    spare: int = 0

    @property
    def where(self) -> str:
        return f"{self.file}, line {self.line}"

    def word(self, name: str) -> str:
        """A cell as one line of text, empty where there is none."""
        value = self.cells.get(name)
        return " ".join(str(value).split()) if value is not None else ""


def text_of(path: Path, longest: int, kind: str) -> str:
    """The text of a file of at most so many bytes, in UTF-8. Raises InputError, in one line.

    ``kind`` says in words what it should be: "a table of entities".
    """
    try:
        with path.open("rb") as file:
            content = file.read(longest + 1)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); check the path, and name {kind}"
        ) from error
    if len(content) > longest:
        raise InputError(f"{path}: is longer than {longest >> 20} MB; split it into several files")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError(f"{path}, line {line}: is not UTF-8; save the file as UTF-8") from error


def rows(
    text: str, name: str, needed: Sequence[str], known: Sequence[str], *, closed: bool = False
) -> Iterator[Row | str]:
    """The rows of a list with the given name of its file, and a line of text for each broken one.

    Of JSON lines (told by the name) a broken one is passed over; of CSV all that follows is.
    Raises InputError where a needed column is missing from the header, and, if the list is
    ``closed``, where it has others than the known ones.
    """
    if Path(name).suffix.lower() in _JSON_LINES:
        yield from _objects(text, name)
    else:
        yield from _table(text, name, needed, known, closed)


def _objects(text: str, name: str) -> Iterator[Row | str]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            yield Row(
                name, number, {str(key).strip().lower(): value for key, value in found.items()}
            )
        else:
            told = f"{name}, line {number}: is no JSON object"
            yield f"{told}; write one in curly brackets on each line"


def _table(
    text: str, name: str, needed: Sequence[str], known: Sequence[str], closed: bool
) -> Iterator[Row | str]:
    header = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        columns = [cell.strip().lower() for cell in next(reader, [])]
        _check(columns, name, needed, known, closed)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                spare = max(0, len(cells) - len(columns))
                yield Row(name, line, dict(zip(columns, cells, strict=False)), spare)
            line = reader.line_num + 1
    except csv.Error as error:
        yield f"{name}, line {line}: is no CSV ({error}); check its quotation marks"


def _check(
    columns: Sequence[str], name: str, needed: Sequence[str], known: Sequence[str], closed: bool
) -> None:
    missing = [column for column in needed if column not in columns]
    if missing:
        raise InputError(
            f"{name}, line 1: has no column named {missing[0]}; name the columns {', '.join(known)}"
        )
    unknown = [column for column in columns if column not in known]
    if closed and unknown:
        raise InputError(
            f"{name}, line 1: has a column “{unknown[0]}”; keep only {', '.join(known)}"
        )
