"""What a ledger holds, read back as records in a settled order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from counterclaim.ledger import records, schema
from counterclaim.model import Copy, Document, Entry, GroundedClaim, Origin, Place, Problem

Rows = list[dict[str, Any]]


def documents(connection: Connection) -> tuple[Document, ...]:
    credits = records.grouped(_rows(connection, schema.credits), "document")
    furniture = records.grouped(_rows(connection, schema.furniture), "document")
    found = (
        records.document(row, credits.get(row["id"], ()), furniture.get(row["id"], ()))
        for row in _rows(connection, schema.documents)
    )
    return tuple(sorted(found, key=_publication))


def claims(connection: Connection, documents: Sequence[Document]) -> tuple[GroundedClaim, ...]:
    place = {document.id: at for at, document in enumerate(documents)}
    entities = {row["id"]: records.entity(row) for row in _rows(connection, schema.entities)}
    evidence = records.grouped(_rows(connection, schema.evidence), "claim")
    places = records.grouped(_rows(connection, schema.places), "claim")
    others = records.grouped(_rows(connection, schema.candidates), "claim", "place")
    stored = _rows(connection, schema.claims)
    stored.sort(key=lambda row: (place[row["document"]], row["position"]))
    return tuple(
        records.claim(row, evidence[row["id"]], places.get(row["id"], ()), entities, others)
        for row in stored
    )


def copies(connection: Connection) -> tuple[Copy, ...]:
    shared = records.grouped(_rows(connection, schema.passages), "a", "b")
    return tuple(
        records.copy(row, shared.get((row["a"], row["b"]), ()))
        for row in _rows(connection, schema.copies)
    )


def origins(connection: Connection) -> tuple[Origin, ...]:
    members = records.grouped(_ordered(connection, schema.origin_documents), "origin")
    found = (records.origin(row, members[row["id"]]) for row in _rows(connection, schema.origins))
    return tuple(sorted(found, key=lambda origin: origin.documents))


def problems(connection: Connection) -> tuple[Problem, ...]:
    return tuple(records.problem(row) for row in _rows(connection, schema.problems))


def policy(connection: Connection) -> dict[str, str]:
    return {row["name"]: row["value"] for row in _rows(connection, schema.policy)}


def entries(connection: Connection, claims: Sequence[GroundedClaim]) -> tuple[Entry, ...]:
    document_of = {c.claim.id: c.claim.document for c in claims}
    place_of = {c.claim.id: c.places[0] for c in claims if c.places}
    facts = {row["id"]: row for row in _rows(connection, schema.facts)}
    parts = _parts(connection)
    said = records.grouped(_ordered(connection, schema.voice_claims), "voice")
    return tuple(
        _entry(row, facts[row["fact"]], parts, said, place_of, document_of)
        for row in _ordered(connection, schema.entries)
    )


def _parts(connection: Connection) -> dict[str, dict[Any, Rows]]:
    tables = (
        schema.fact_claims, schema.joins, schema.containment,
        schema.voices, schema.relations, schema.series,
    )  # fmt: skip
    return {table.name: records.grouped(_ordered(connection, table), "fact") for table in tables}


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
        fact, place_of.get(fact["place"]), own["fact_claims"], own["joins"], own["containment"]
    )
    return records.entry(row, answered, voices, own["relations"], own["series"], document_of)


def _publication(document: Document) -> tuple[bool, str, str]:
    day = document.published
    return day is None, day.isoformat() if day else "", document.id


def _rows(connection: Connection, table: Table) -> Rows:
    query = select(table).order_by(*table.primary_key.columns)
    return [dict(row) for row in connection.execute(query).mappings()]


def _ordered(connection: Connection, table: Table) -> Rows:
    query = select(table).order_by(table.c.position, *table.primary_key.columns)
    return [dict(row) for row in connection.execute(query).mappings()]
