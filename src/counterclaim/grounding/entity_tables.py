"""Tables of entities: the one that comes with the package, and those that a user adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Final, get_args

from counterclaim.errors import InputError, ModelError
from counterclaim.grounding.spelling import exact_key
from counterclaim.model.terms import EntityKind
from counterclaim.reading import listings
from counterclaim.reading.listings import Row

COLUMNS: Final = ("kind", "name", "country", "aliases")
_NEEDED: Final = ("kind", "name")
_KINDS: Final[tuple[EntityKind, ...]] = get_args(EntityKind)
_LARGEST: Final = 20 << 20  # bytes; a table of a million entities is no registry


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
        found = _rows(source.read_text(encoding="utf-8"), source.name)
        return tuple(row for _, row in map(_right, found))
    except (OSError, InputError) as error:
        raise ModelError(f"the table of entities is damaged ({error}); reinstall it") from error


def own_rows(paths: Iterable[Path]) -> tuple[EntityRow, ...]:
    """The rows of a user's tables, in order; of a name that two files give, the first holds.

    Raises InputError, in one line with the file, the line and the remedy, where a file cannot be
    read, a row cannot be understood, or two rows of one file claim one name in one country.
    """
    return tuple(row for path in paths for _, row in map(_right, read_rows(path)))


def read_rows(path: Path) -> Iterator[tuple[int, EntityRow] | str]:
    """The rows of one table with the line that each begins on, and for each that is wrong a line
    of text instead. Raises InputError where the whole file is."""
    text = listings.text_of(path, _LARGEST, "a table of entities")
    return _distinct(_rows(text, str(path)), path)


def row_of(cells: Mapping[str, object], where: str) -> EntityRow:
    """A row of what stands in its cells. Raises InputError, which begins with ``where``."""
    given = {column: str(cells.get(column) or "").strip() for column in COLUMNS}
    kind, name, country = given["kind"], given["name"], given["country"]
    if kind not in _KINDS:
        raise InputError(f"{where}: “{kind}” is no kind; use one of {', '.join(_KINDS)}")
    if not exact_key(name):
        raise InputError(f"{where}: has no name; give the plain name by which it is shown")
    if country and not (len(country) == 2 and country.isascii() and country.isupper()):
        raise InputError(
            f"{where}: “{country}” is no country; use its two capital letters (SY), or none"
        )
    aliases = _aliases(cells.get("aliases"))
    local = [alias for alias in aliases if alias.startswith("~") and not country]
    if local:
        raise InputError(
            f"{where}: “{local[0]}” counts in texts about a country only; name the country, or "
            "take away the ~"
        )
    return EntityRow(kind, name, country or None, aliases)


def _aliases(cell: object) -> tuple[str, ...]:
    """Names with "|" between them, or a list of names."""
    listed = cell if isinstance(cell, list) else str(cell or "").split("|")
    return tuple(filter(None, (str(alias).strip() for alias in listed)))


def _right(found: tuple[int, EntityRow] | str) -> tuple[int, EntityRow]:
    if isinstance(found, str):
        raise InputError(found)
    return found


def _rows(text: str, name: str) -> Iterator[tuple[int, EntityRow] | str]:
    for found in listings.rows(text, name, _NEEDED, COLUMNS, closed=True):
        try:
            yield found if isinstance(found, str) else (found.line, _row(found))
        except InputError as error:
            yield str(error)


def _row(row: Row) -> EntityRow:
    if row.spare:
        raise InputError(
            f"{row.where}: has {len(row.cells) + row.spare} cells under {len(row.cells)} columns; "
            'put names with a comma into quotation marks, and "|" between aliases'
        )
    return row_of(row.cells, row.where)


def _distinct(
    rows: Iterable[tuple[int, EntityRow] | str], path: Path
) -> Iterator[tuple[int, EntityRow] | str]:
    """The rows, as long as no two entities go by one name in texts about one country."""
    seen: dict[tuple[str, str | None], tuple[int, EntityRow]] = {}
    for found in rows:
        yield found if isinstance(found, str) else _clash(found, seen, path) or found


def _clash(
    found: tuple[int, EntityRow],
    seen: dict[tuple[str, str | None], tuple[int, EntityRow]],
    path: Path,
) -> str | None:
    """In words, what a row shares with another entity; else its names are put among the seen."""
    line, row = found
    for name in row.names:
        before, other = seen.get((name.key, row.country), found)
        if (other.kind, exact_key(other.name)) != (row.kind, exact_key(row.name)):
            return (
                f"{path}, line {line}: “{name.written}” is a name of {other.name} as well "
                f"(line {before}); keep it in one of them"
            )
    seen.update({(name.key, row.country): found for name in reversed(row.names)
                 if (name.key, row.country) not in seen})  # fmt: skip
    return None
