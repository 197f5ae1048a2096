"""Tables of entities: the one that comes with the package, and those that a user adds."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Final, get_args

from counterclaim.errors import InputError, ModelError
from counterclaim.grounding.spelling import exact_key
from counterclaim.model.terms import EntityKind

COLUMNS: Final = ("kind", "name", "country", "aliases")
_NEEDED: Final = ("kind", "name")
_KINDS: Final[tuple[EntityKind, ...]] = get_args(EntityKind)
_LARGEST: Final = 20_000_000  # bytes; a table of a million entities is no registry


@dataclass(frozen=True, slots=True)
class WrittenName:
    """One name of an entity, the key that it is looked up by, and whether it is for texts about
    the entity's country only."""

    written: str
    key: str
    is_local: bool


@dataclass(frozen=True)
class EntityRow:
    """A row of a table: kind, plain name, country (ISO 3166, two letters) and other names."""

    kind: EntityKind
    name: str
    country: str | None
    aliases: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.kind, self.name, self.country or "", "|".join(self.aliases))

    @cached_property
    def names(self) -> tuple[WrittenName, ...]:
        """All names that can be looked up, the plain one first."""
        found = (_written(name) for name in (self.name, *self.aliases))
        return tuple(name for name in found if name.key)


def _written(alias: str) -> WrittenName:
    name = alias.removeprefix("~").strip()
    return WrittenName(name, exact_key(name), alias.startswith("~"))


def packaged_rows() -> tuple[EntityRow, ...]:
    """The rows of the table that comes with the package."""
    try:
        source = files("counterclaim.grounding") / "data" / "entities.csv"
        return tuple(row for _, row in _rows(source.read_text(encoding="utf-8"), source.name))
    except (OSError, InputError) as error:
        raise ModelError(f"the table of entities is damaged ({error}); reinstall it") from error


def own_rows(paths: Iterable[Path]) -> tuple[EntityRow, ...]:
    """The rows of a user's tables, in order; of a name that two files give, the first holds.

    Raises InputError, in one line with the file, the line and the remedy, where a file cannot be
    read, a row cannot be understood, or two rows of one file claim one name in one country.
    """
    return tuple(row for path in paths for row in _distinct(_rows(_text(path), str(path)), path))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise InputError(f"{path}: is too large for a table of entities; name another file")
        return content.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        at = content[: error.start].count(b"\n") + 1
        raise InputError(f"{path}, line {at}: is not UTF-8; save the file as UTF-8") from error


def _rows(text: str, name: str) -> Iterator[tuple[int, EntityRow]]:
    """The rows, with the line that each ends on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        _check_header(header, name)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, _row(header, cells, f"{name}, line {reader.line_num}")
    except csv.Error as error:
        raise InputError(
            f"{name}, line {reader.line_num}: is no CSV ({error}); check its quotation marks"
        ) from error


def _check_header(header: Sequence[str], name: str) -> None:
    missing = [column for column in _NEEDED if column not in header]
    if missing:
        raise InputError(
            f"{name}, line 1: has no column named {missing[0]}; name the columns "
            f"{', '.join(COLUMNS)}"
        )
    unknown = [column for column in header if column not in COLUMNS]
    if unknown:
        raise InputError(
            f"{name}, line 1: has a column “{unknown[0]}”; keep only {', '.join(COLUMNS)}"
        )


def _row(header: Sequence[str], cells: Sequence[str], where: str) -> EntityRow:
    if len(cells) > len(header):
        raise InputError(
            f"{where}: has {len(cells)} cells under {len(header)} columns; put names with a comma "
            'into quotation marks, and "|" between aliases'
        )
    given = {column: cell.strip() for column, cell in zip(header, cells, strict=False)}
    kind, name, country = given.get("kind", ""), given.get("name", ""), given.get("country", "")
    if kind not in _KINDS:
        raise InputError(f"{where}: “{kind}” is no kind; use one of {', '.join(_KINDS)}")
    if not exact_key(name):
        raise InputError(f"{where}: has no name; give the plain name by which it is shown")
    if country and not (len(country) == 2 and country.isascii() and country.isupper()):
        raise InputError(
            f"{where}: “{country}” is no country; use its two capital letters (SY), or none"
        )
    aliases = tuple(alias.strip() for alias in given.get("aliases", "").split("|"))
    local = [alias for alias in aliases if alias.startswith("~") and not country]
    if local:
        raise InputError(
            f"{where}: “{local[0]}” counts in texts about a country only; name the country, or "
            "take away the ~"
        )
    return EntityRow(kind, name, country or None, tuple(filter(None, aliases)))


def _distinct(rows: Iterable[tuple[int, EntityRow]], path: Path) -> Iterator[EntityRow]:
    """The rows, as long as no two entities go by one name in texts about one country."""
    seen: dict[tuple[str, str | None], tuple[int, EntityRow]] = {}
    for line, row in rows:
        for name in row.names:
            before, other = seen.setdefault((name.key, row.country), (line, row))
            if (other.kind, exact_key(other.name)) != (row.kind, exact_key(row.name)):
                raise InputError(
                    f"{path}, line {line}: “{name.written}” is a name of {other.name} as well "
                    f"(line {before}); keep it in one of them"
                )
        yield row
