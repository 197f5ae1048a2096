"""Groups, forces, institutions and outlets of a user's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from counterclaim.grounding.entity_tables import EntityRow, packaged_rows, read_rows, row_of
from counterclaim.grounding.spelling import exact_key
from counterclaim.importing.kinds import Kind, others
from counterclaim.ledger import Ledger
from counterclaim.model import Imported

_Bearer = tuple[EntityRow, str]


def _read(path: Path) -> Iterator[Imported | str]:
    for found in read_rows(path):
        if isinstance(found, str):
            yield found
            continue
        line, row = found
        cells = {"kind": row.kind, "name": row.name, "aliases": list(row.aliases)}
        cells |= {"country": row.country} if row.country else {}
        yield Imported("actors", path.name, f"line {line}", cells)


def _conflicts(rows: Sequence[Imported], ledger: Ledger) -> Iterator[str]:
    """Names that are now another entity's."""
    bearers = _bearers(others(rows, ledger))
    for imported in rows:
        row = row_of(imported.cells, imported.where)
        for name in row.names:
            bearer = None if name.is_local else bearers.get(name.key)
            if bearer is not None and not _same(bearer[0], row):
                other, table = bearer
                yield (
                    f"{imported.where}: “{name.written}” is {other.name} ({other.kind}) in "
                    f"{table}; {row.name} ({row.kind}) now goes before it"
                )


def _bearers(earlier: Sequence[Imported]) -> Mapping[str, _Bearer]:
    """Who bears a name, and in which table: what was imported goes before what comes along."""
    found: dict[str, _Bearer] = {}
    listed = [(row_of(row.cells, row.where), row.file) for row in earlier]
    for row, table in (*listed, *((row, "the table that comes along") for row in packaged_rows())):
        for name in row.names:
            if not name.is_local:
                found.setdefault(name.key, (row, table))
    return found


def _same(one: EntityRow, other: EntityRow) -> bool:
    return (one.kind, exact_key(one.name)) == (other.kind, exact_key(other.name))


ACTORS = Kind("actor", "actors", _read, _conflicts)
