"""Where the questions of a list lie: the rows that a map draws, and those that it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, func

from counterclaim.ledger import list_tables, schema
from counterclaim.ledger.filter import Filter
from counterclaim.ledger.queries import ENTRIES, Row, narrowed

_entry, _place = list_tables.entries.c, schema.places.c
_QUESTION: tuple[Column[Any], ...] = (
    _entry.fact, _entry.question, _entry.status, _entry.first, _entry.last,
)  # fmt: skip
_WHERE: tuple[Column[Any], ...] = (
    _place.name, _place.lat, _place.lon, _place.radius_km, _place.precision,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """How many questions have a place with coordinates, and how many have none."""

    placed: int
    unplaced: int


def counts(connection: Connection, wanted: Filter) -> Counts:
    """How many questions of a list a map could draw, and how many it could not."""
    query = _with_places(connection, wanted, [func.count(), func.count(_place.lat)])
    row = connection.execute(query).one()
    total, placed = int(row[0]), int(row[1])
    return Counts(placed, total - placed)


def placed(connection: Connection, wanted: Filter, most: int) -> list[Row]:
    """Questions with the name, coordinates, radius in kilometres and precision of their places,
    at most so many, those with most voices first."""
    query = _with_places(connection, wanted, [*_QUESTION, *_WHERE])
    return _first(connection, query.where(_place.lat.is_not(None)), most)


def unplaced(connection: Connection, wanted: Filter, most: int) -> list[Row]:
    """Questions whose places are not known, at most so many, those with most voices first."""
    query = _with_places(connection, wanted, _QUESTION)
    return _first(connection, query.where(_place.lat.is_(None)), most)


def _with_places(
    connection: Connection, wanted: Filter, columns: Sequence[ColumnElement[Any]]
) -> Select[Any]:
    """A question's place is the first of the claim that its fact names."""
    fact = schema.facts.c
    where = (_place.claim == fact.place) & (_place.position == 0)
    return (
        narrowed(connection, ENTRIES, wanted, columns)
        .join(schema.facts, fact.id == _entry.fact)
        .outerjoin(schema.places, where)
    )


def _first(connection: Connection, query: Select[Any], most: int) -> list[Row]:
    ordered = query.order_by(*list_tables.STANDING).limit(most)
    return [dict(row) for row in connection.execute(ordered).mappings()]
