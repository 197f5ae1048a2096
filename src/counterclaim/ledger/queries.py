"""What lists and searches ask of a ledger: rows of one page, how many there are, and choices.

All reads here go through the tables of ``list_tables`` and their indexes, so that a page of a large
ledger takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    bindparam,
    func,
    literal_column,
    select,
    text,
)

from counterclaim.ledger import list_tables, narrowing, schema
from counterclaim.ledger.filter import Filter
from counterclaim.model.where import WhereError

Row = Mapping[str, Any]
_MANY = 5_000  # rows


# Columns, each with whether it is read downwards.
Order = tuple[tuple[Column[Any], bool], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that can be asked for: its keys, and the orders in which it can be sorted.

    ``keys`` are the filters that it knows; the first of ``sorts`` is how it stands by itself. An
    order that is read backwards is its mirror image, so that one index serves both; what has no
    value comes last in either.
    """

    name: str
    table: Table
    keys: tuple[str, ...]
    sorts: Mapping[str, Order]


_entry, _claim, _document = list_tables.entries.c, list_tables.claims.c, list_tables.documents.c


def _by(column: Column[Any], key: Column[Any]) -> Order:
    return (column, False), (key, False)


_WEIGHT: Order = (
    (_entry.voices, True), (_entry.documents, True), (_entry.claims, True), (_entry.fact, False),
)  # fmt: skip

ENTRIES = Listed(
    "entry",
    list_tables.entries,
    ("q", "type", "status", "place", "outlet", "actor", "voices>", "documents>", "since", "until"),
    MappingProxyType(
        {
            "number": _WEIGHT,
            "range": _by(_entry.size, _entry.fact),
            "voices": tuple((column, not downwards) for column, downwards in _WEIGHT),
            "documents": _by(_entry.documents, _entry.fact),
            "first": _by(_entry.first, _entry.fact),
            "last": _by(_entry.last, _entry.fact),
            "question": _by(_entry.question, _entry.fact),
        }
    ),
)
CLAIMS = Listed(
    "claim",
    list_tables.claims,
    ("q", "type", "polarity", "place", "outlet", "actor", "since", "until"),
    MappingProxyType(
        {
            "number": (
                (_claim.published, False), (_claim.document, False), (_claim.start, False),
                (_claim.claim, False),
            ),
            "range": _by(_claim.size, _claim.claim),
        }
    ),
)  # fmt: skip
DOCUMENTS = Listed(
    "document",
    list_tables.documents,
    ("q", "outlet", "since", "until"),
    MappingProxyType(
        {
            "published": _by(_document.published, _document.id),
            "outlet": _by(_document.outlet, _document.id),
            "title": _by(_document.title, _document.id),
            "claims": _by(_document.claims, _document.id),
        }
    ),
)


def rows(
    connection: Connection,
    listed: Listed,
    wanted: Filter,
    sort: str,
    start: int,
    most: int,
    total: int = 0,
) -> list[Row]:
    """The rows from ``start`` (0 the first) on, at most so many; "-voices" sorts downwards.

    Where it is known that in ``total`` many rows are found, the list is read in its order, and each
    row is looked up among those that have the words; else these are found first, and sorted.
    """
    table, key, order = listed.table, listed.table.c.number, _order(listed, sort)
    page = narrowed(connection, listed, wanted, [key], in_order=total > _MANY)
    page = page.order_by(*order).offset(start).limit(most)
    query = select(table).where(key.in_(page)).order_by(*order)
    return [dict(row) for row in connection.execute(query).mappings()]


def keys(connection: Connection, listed: Listed, wanted: Filter) -> list[Any]:
    """The number of each row."""
    query = narrowed(connection, listed, wanted, [listed.table.c.number])
    return list(connection.execute(query).scalars())


def total(connection: Connection, listed: Listed, wanted: Filter) -> int:
    """How many rows there are."""
    query = narrowed(connection, listed, wanted, [func.count()])
    return int(connection.execute(query).scalar_one())


def most(connection: Connection, kind: str, limit: int) -> list[tuple[str, int]]:
    """Outlets, places or actors with how many claims each has, the most first."""
    facet, count = list_tables.facets.c, func.count().label("count")
    query = (
        select(facet.value, count)
        .where(facet.kind == kind)
        .group_by(facet.value)
        .order_by(count.desc(), facet.value)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in connection.execute(query)]


def highest(connection: Connection) -> int:
    """The highest number in the ledger, -1 without any."""
    return int(connection.execute(select(func.max(_entry.size))).scalar() or -1)


def counts(connection: Connection) -> Mapping[str, int]:
    """How many there are of each kind of record; of entries, by status too."""
    entries = schema.entries.c
    statuses = select(entries.status, func.count()).group_by(entries.status)
    asked = {
        "documents": select(func.count(_document.number)),
        "outlets": select(func.count(_document.outlet.distinct())),
        "dated": select(func.count(_document.published)),
        "origins": select(func.count(schema.origins.c.id)),
        "families": select(func.count(list_tables.families.c.number)),
        "claims": select(func.count(schema.claims.c.id)),
        "told": select(func.count(schema.fact_claims.c.claim)),
        "entries": select(func.count(entries.fact)),
    }
    found = {name: int(connection.execute(query).scalar_one()) for name, query in asked.items()}
    return found | {row[0]: row[1] for row in connection.execute(statuses)}


def span(connection: Connection) -> tuple[date | None, date | None]:
    """The first and the last day of publication."""
    query = select(func.min(_document.published), func.max(_document.published))
    days = connection.execute(query).one()
    return days[0], days[1]


def writes(connection: Connection) -> int:
    """How often the ledger was written to: the same as long as nothing in it changed."""
    return int(connection.execute(select(schema.writes.c.count)).scalar_one())


def unfinished(connection: Connection) -> bool:
    """Whether the documents wait for a build (see ``Collection.unfinished``)."""
    there = (schema.documents.c.id, schema.entries.c.fact, schema.policy.c.name)
    documents, entries, policy = (
        connection.execute(select(column).limit(1)).first() is not None for column in there
    )
    return documents and not entries and not policy


def families(connection: Connection, start: int, most: int) -> list[Row]:
    """Copy families of two or more documents, the largest first: origin, root, credit, size."""
    family = list_tables.families.c
    query = (
        select(family.origin.label("id"), family.root, family.credit, family.size)
        .order_by(family.number)
        .offset(start)
        .limit(most)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def _order(listed: Listed, sort: str) -> tuple[ColumnElement[Any], ...]:
    name = sort.removeprefix("-")
    if name not in listed.sorts:
        known = ", ".join(listed.sorts)
        raise WhereError(f"sort: no such order; there are {known}, and each with - before it")
    backwards = sort.startswith("-")
    return tuple(
        _directed(column, downwards is not backwards) for column, downwards in listed.sorts[name]
    )


def _directed(column: Column[Any], downwards: bool) -> ColumnElement[Any]:
    directed = column.desc() if downwards else column.asc()
    return directed.nulls_last() if column.nullable else directed


def narrowed(
    connection: Connection,
    listed: Listed,
    wanted: Filter,
    columns: Sequence[ColumnElement[Any]],
    *,
    in_order: bool = False,
) -> Select[Any]:
    """These columns of the rows that a list is narrowed to; ``in_order``: see ``rows``."""
    query = select(*columns).select_from(listed.table)
    if wanted.q:
        words = _words(connection, listed, wanted.q, in_order=in_order)
        if words is None:
            return query.where(literal_column("1") == literal_column("0"))
        query = query.where(words)
    narrow = {ENTRIES.name: narrowing.entries, CLAIMS.name: narrowing.claims}
    met = narrow.get(listed.name, narrowing.documents)(wanted.where, connection.dialect.name)
    return query.where(*met)


def holding(connection: Connection, words: str) -> tuple[str, ...]:
    """The ids of the documents that have all these words, in order."""
    found = _words(connection, DOCUMENTS, words)
    if found is None:
        return ()
    query = select(_document.id).where(found).order_by(_document.id)
    return tuple(connection.execute(query).scalars())


# The rows of a list whose text has all the words, by the kind of database.
_MATCHING = {
    ("sqlite", "entry"): "SELECT rowid FROM entry_words WHERE entry_words MATCH :q",
    ("sqlite", "claim"): "SELECT rowid FROM claim_words WHERE claim_words MATCH :q",
    ("sqlite", "document"): ("SELECT rowid FROM documents_search WHERE documents_search MATCH :q"),
    **{
        ("postgresql", kind): (
            f"SELECT number FROM {kind}_words WHERE words @@ plainto_tsquery('simple', :q)"
        )
        for kind in ("entry", "claim", "document")
    },
}


def _words(
    connection: Connection, listed: Listed, q: str, *, in_order: bool = False
) -> ColumnElement[bool] | None:
    """That the row's text has all the words; None where there is none to look for."""
    kept = [word for word in q.replace('"', " ").split() if any(map(str.isalnum, word))]
    if not kept:
        return None
    dialect = connection.dialect.name
    asked = " ".join(f'"{word}"' if dialect == "sqlite" else word for word in kept)
    found = text(_MATCHING[dialect, listed.name]).bindparams(bindparam("q", asked))
    number = listed.table.c.number
    # No index serves a sum, so that the one of the order is left.
    key = number + literal_column("0") if in_order else number
    return key.in_(found.columns(number))
