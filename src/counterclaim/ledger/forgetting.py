"""Documents and claims taken out of a ledger, with notes of all that has to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, delete, select

from counterclaim.ledger import schema, slices
from counterclaim.ledger.unsettled import note
from counterclaim.model import Document

_MOST = 500  # ids in one statement


def forget_documents(connection: Connection, documents: Sequence[Document]) -> None:
    """Take out documents with all that was read in them or says something of them."""
    ids = [document.id for document in documents]
    note(connection, "day", (d.published.isoformat() if d.published else "" for d in documents))
    note(connection, "mark", slices.marks(connection, ids).values())
    families = slices.families(connection, ids)
    member = schema.origin_documents.c
    kin = slices.named(connection, member.document, member.origin, families)
    ends = {end for a, b, _ in slices.copied(connection, ids) for end in (a, b)}
    note(connection, "copied", {*kin, *ends}.difference(ids))
    _delete(connection, schema.origins, families)
    _note_facts(connection, slices.claims_of(connection, ids))
    _delete(connection, schema.documents, ids)


def forget_claims(connection: Connection, documents: Sequence[str]) -> None:
    """Take out what was read in documents."""
    _note_facts(connection, slices.claims_of(connection, documents))
    for table in (schema.claims, schema.originals):
        for start in range(0, len(documents), _MOST):
            some = table.c.document.in_(documents[start : start + _MOST])
            connection.execute(delete(table).where(some))


def forget_entities(connection: Connection, ids: Iterable[str]) -> None:
    """Take out those of the entities that no claim names any more."""
    entity, words, claim = schema.entities.c, schema.evidence.c, schema.claims.c
    known = sorted(set(ids))
    named = select(words.claim).where(words.entity == entity.id).exists()
    rooted = select(claim.id).where(claim.root == entity.id).exists()
    for start in range(0, len(known), _MOST):
        some = entity.id.in_(known[start : start + _MOST])
        connection.execute(delete(schema.entities).where(some, ~named, ~rooted))


def named_by(connection: Connection, claims: Sequence[str]) -> list[str]:
    """The entities that claims name."""
    claim, words = schema.claims.c, schema.evidence.c
    named = slices.named(connection, words.entity, words.claim, claims)
    return sorted({*named, *slices.named(connection, claim.root, claim.id, claims)})


def _note_facts(connection: Connection, claims: Sequence[str]) -> None:
    note(connection, "fact", slices.facts_of(connection, claims).values())


def _delete(connection: Connection, table: Table, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), _MOST):
        some = table.c.id.in_(ids[start : start + _MOST])
        connection.execute(delete(table).where(some))
