"""What a ledger holds, or the part of it that some ids name, read back as records in a settled
order.

Where ``ids`` are given, only these records are read; an id that the ledger lacks is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, select

from counterclaim.ledger import records, schema
from counterclaim.ledger.originals import original
from counterclaim.model import Copy, Document, Entry, GroundedClaim, Origin, Place, Problem
from counterclaim.model.collection import in_order

Rows = list[dict[str, Any]]
Ids = Sequence[str] | None
_MOST = 500  # ids in one query


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
    shared = records.grouped(_either(connection, schema.passages, documents), "a", "b")
    return tuple(
        records.copy(row, shared.get((row["a"], row["b"]), ()))
        for row in _either(connection, schema.copies, documents)
    )


def origins(connection: Connection, ids: Ids = None) -> tuple[Origin, ...]:
    members = records.grouped(
        _ordered(connection, schema.origin_documents, "origin", ids), "origin"
    )
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
    told = _ordered(connection, schema.voice_claims, "voice", None if ids is None else voices)
    said = records.grouped(told, "voice")
    ordered = sorted(_ordered(connection, schema.entries, "fact", ids), key=_position)
    return tuple(
        _entry(row, facts[row["fact"]], parts, said, place_of, document_of) for row in ordered
    )


def _parts(connection: Connection, ids: Ids) -> dict[str, dict[Any, Rows]]:
    tables = (
        schema.fact_claims, schema.joins, schema.near_misses, schema.containment,
        schema.voices, schema.relations, schema.series,
    )  # fmt: skip
    return {
        table.name: records.grouped(_ordered(connection, table, "fact", ids), "fact")
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


def _position(row: Mapping[str, Any]) -> int:
    return int(row["position"])


def _publication(document: Document) -> tuple[bool, str, str]:
    day = document.published
    return day is None, day.isoformat() if day else "", document.id


def by(connection: Connection, table: Table, key: str = "", ids: Ids = None) -> Rows:
    """The rows of a table, or those that have one of these ids in a column."""
    query = select(table).order_by(*table.primary_key.columns)
    return read(connection, query, table.c[key] if key else None, ids)


def _ordered(connection: Connection, table: Table, key: str = "", ids: Ids = None) -> Rows:
    query = select(table).order_by(table.c.position, *table.primary_key.columns)
    return read(connection, query, table.c[key] if key else None, ids)


def _either(connection: Connection, table: Table, documents: Ids) -> Rows:
    """Rows of a table of pairs, each once."""
    if documents is None:
        return by(connection, table)
    rows = [*by(connection, table, "a", documents), *by(connection, table, "b", documents)]
    keyed = {tuple(row[column.name] for column in table.primary_key.columns): row for row in rows}
    return [keyed[key] for key in sorted(keyed)]


def read(
    connection: Connection, query: Select[Any], column: ColumnElement[str] | None, ids: Ids
) -> Rows:
    """The rows of a query; of those with one of these ids, in order for each id."""
    if ids is None or column is None:
        return [dict(row) for row in connection.execute(query).mappings()]
    found: Rows = []
    known = sorted(set(ids))
    for start in range(0, len(known), _MOST):
        some = query.where(column.in_(known[start : start + _MOST]))
        found += map(dict, connection.execute(some).mappings())
    return found
