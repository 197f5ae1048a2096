"""What a ledger holds, or the part of it that some ids name, read back as records in a settled
order.

Where ``ids`` are given, only these records are read; an id that the ledger lacks is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    any_,
    bindparam,
    func,
    literal,
    select,
)

from counterclaim.ledger import records, schema
from counterclaim.ledger.originals import original
from counterclaim.model import Copy, Document, Entry, GroundedClaim, Origin, Place, Problem
from counterclaim.model.collection import in_order

Rows = list[dict[str, Any]]
Ids = Sequence[str] | None


def headings(connection: Connection, ids: Sequence[str]) -> tuple[Document, ...]:
    """Documents without their texts and what stands in these."""
    held = read(connection, _headings(), schema.documents.c.id, ids)
    return tuple(sorted((records.document(row, (), ()) for row in held), key=_publication))


def all_headings(connection: Connection) -> Iterator[Document]:
    """Those of all documents, by id, some at a time."""
    some = connection.execute(_headings().execution_options(yield_per=500))
    return (records.document(dict(row), (), ()) for row in some.mappings())


def _headings() -> Select[Any]:
    held = schema.documents
    columns = [column for column in held.c if column is not held.c.text]
    return select(*columns, literal("").label("text")).order_by(held.c.id)


def documents(connection: Connection, ids: Ids = None) -> tuple[Document, ...]:
    credits = records.grouped(by(connection, schema.credits, "document", ids), "document")
    furniture = records.grouped(by(connection, schema.furniture, "document", ids), "document")
    found = (
        records.document(row, credits.get(row["id"], ()), furniture.get(row["id"], ()))
        for row in by(connection, schema.documents, "id", ids)
    )
    return tuple(sorted(found, key=_publication))


def claims(
    connection: Connection, documents: Sequence[Document], ids: Ids = None
) -> tuple[GroundedClaim, ...]:
    """``documents`` hold all these claims."""
    read = by(connection, schema.claims, "id", ids)
    evidence = records.grouped(by(connection, schema.evidence, "claim", ids), "claim")
    places = records.grouped(by(connection, schema.places, "claim", ids), "claim")
    others = records.grouped(by(connection, schema.candidates, "claim", ids), "claim", "place")
    named = None if ids is None else _named(read, evidence)
    entities = {
        row["id"]: records.entity(row) for row in by(connection, schema.entities, "id", named)
    }
    stored = (
        records.claim(row, evidence[row["id"]], places.get(row["id"], ()), entities, others)
        for row in read
    )
    return in_order(documents, stored)


def _named(claims: Rows, evidence: Mapping[Any, Rows]) -> list[str]:
    """Who is named in these claims."""
    words = (row["entity"] for rows in evidence.values() for row in rows)
    return [id for id in (*words, *(row["root"] for row in claims)) if id is not None]


def originals(connection: Connection) -> dict[str, GroundedClaim | None]:
    return {row["claim"]: original(row) for row in by(connection, schema.originals)}


def copies(connection: Connection, documents: Ids = None) -> tuple[Copy, ...]:
    """All copies, or those in which one of these documents has a part."""
    shared = records.grouped(either(connection, schema.passages, documents), "a", "b")
    return tuple(
        records.copy(row, shared.get((row["a"], row["b"]), ()))
        for row in either(connection, schema.copies, documents)
    )


def origins(connection: Connection, ids: Ids = None) -> tuple[Origin, ...]:
    members = records.grouped(ordered(connection, schema.origin_documents, "origin", ids), "origin")
    found = (
        records.origin(row, members[row["id"]]) for row in by(connection, schema.origins, "id", ids)
    )
    return tuple(sorted(found, key=lambda origin: origin.documents))


def problems(connection: Connection) -> tuple[Problem, ...]:
    return tuple(records.problem(row) for row in by(connection, schema.problems))


def policy(connection: Connection) -> dict[str, str]:
    return {row["name"]: row["value"] for row in by(connection, schema.policy)}


def entries(
    connection: Connection, claims: Sequence[GroundedClaim], ids: Ids = None
) -> tuple[Entry, ...]:
    """``ids`` are those of facts; ``claims`` hold all of theirs."""
    document_of = {c.claim.id: c.claim.document for c in claims}
    place_of = {c.claim.id: c.places[0] for c in claims if c.places}
    facts = {row["id"]: row for row in by(connection, schema.facts, "id", ids)}
    parts = _parts(connection, ids)
    voices = [row["id"] for rows in parts["voices"].values() for row in rows]
    told = ordered(connection, schema.voice_claims, "voice", None if ids is None else voices)
    said = records.grouped(told, "voice")
    heads = sorted(by(connection, schema.entries, "fact", ids), key=_weight)
    return tuple(
        _entry(row, facts[row["fact"]], parts, said, place_of, document_of) for row in heads
    )


def _parts(connection: Connection, ids: Ids) -> dict[str, dict[Any, Rows]]:
    tables = (
        schema.fact_claims, schema.joins, schema.near_misses, schema.containment,
        schema.voices, schema.relations, schema.series,
    )  # fmt: skip
    return {
        table.name: records.grouped(ordered(connection, table, "fact", ids), "fact")
        for table in tables
    }


def _entry(
    row: Mapping[str, Any],
    fact: Mapping[str, Any],
    parts: Mapping[str, Mapping[Any, Rows]],
    said: Mapping[Any, Rows],
    place_of: Mapping[str, Place],
    document_of: Mapping[str, str],
) -> Entry:
    own = {name: groups.get(fact["id"], []) for name, groups in parts.items()}
    voices = tuple(
        records.voice(voice, (c["claim"] for c in said[voice["id"]]), document_of)
        for voice in own["voices"]
    )
    answered = records.fact(
        fact, place_of.get(fact["place"]), own["fact_claims"], own["joins"], own["near_misses"],
        own["containment"],
    )  # fmt: skip
    return records.entry(row, answered, voices, own["relations"], own["series"], document_of)


def _weight(row: Mapping[str, Any]) -> tuple[int, int, int, str]:
    """As ``schema.WEIGHT`` orders."""
    return -row["voices"], -row["documents"], -row["claims"], row["fact"]


def _publication(document: Document) -> tuple[bool, str, str]:
    day = document.published
    return day is None, day.isoformat() if day else "", document.id


def by(connection: Connection, table: Table, key: str = "", ids: Ids = None) -> Rows:
    """The rows of a table, or those that have one of these ids in a column."""
    return _rows_of(connection, table, key, ids, False)


def ordered(connection: Connection, table: Table, key: str = "", ids: Ids = None) -> Rows:
    return _rows_of(connection, table, key, ids, True)


def _rows_of(connection: Connection, table: Table, key: str, ids: Ids, positioned: bool) -> Rows:
    dialect = connection.dialect.name
    if ids is None or not key:
        return _rows(connection, _query(table, "", positioned, dialect), {})
    if not ids:
        return []
    return _rows(connection, _query(table, key, positioned, dialect), _bound(dialect, ids))


@lru_cache(maxsize=256)
def _query(table: Table, key: str, positioned: bool, dialect: str) -> Select[Any]:
    """Made once: a page asks for the same a dozen times, and making it takes longer than the
    answer."""
    first = [table.c.position] if positioned else []
    query = select(table).order_by(*first, *table.primary_key.columns)
    return query.where(_among(table.c[key], dialect)) if key else query


def either(connection: Connection, table: Table, documents: Ids) -> Rows:
    """Rows of a table of pairs, each once."""
    if documents is None:
        return by(connection, table)
    rows = [*by(connection, table, "a", documents), *by(connection, table, "b", documents)]
    keyed = {tuple(row[column.name] for column in table.primary_key.columns): row for row in rows}
    return [keyed[key] for key in sorted(keyed)]


def read(
    connection: Connection, query: Select[Any], column: ColumnElement[Any], ids: Sequence[Any]
) -> Rows:
    """The rows of a query that have one of these ids in a column, in its order."""
    if not ids:
        return []
    dialect = connection.dialect.name
    return _rows(connection, query.where(_among(column, dialect)), _bound(dialect, ids))


def _among(column: ColumnElement[Any], dialect: str) -> ColumnElement[bool]:
    """That a column has one of the values that are bound to it as one: the statement is the same
    for any number of them."""
    if dialect == "sqlite":
        values = func.json_each(bindparam("ids", type_=Text)).table_valued("value")
        return column.in_(select(values.c.value))
    return column == any_(bindparam("ids", type_=ARRAY(column.type)))


def _bound(dialect: str, ids: Sequence[Any]) -> dict[str, Any]:
    known = sorted(set(ids))
    return {"ids": json.dumps(known) if dialect == "sqlite" else known}


def _rows(connection: Connection, query: Select[Any], bound: Mapping[str, Any]) -> Rows:
    """Each row by the names of its columns; a page reads thousands."""
    result = connection.execute(query, bound)
    names = tuple(result.keys())
    return [dict(zip(names, row, strict=True)) for row in result]
