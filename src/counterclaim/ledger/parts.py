"""The part of a ledger that one page needs, as a collection that the page's views can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, Connection, select

from counterclaim.ledger import contents, list_tables, records, schema
from counterclaim.model import Collection, Document, Entry, GroundedClaim, Origin
from counterclaim.model.collection import in_order


def entry(connection: Connection, fact: str) -> Collection:
    """An entry, its claims and their documents; of the facts that it is related to, the question.

    The entry stands first. Empty where there is none of this id.
    """
    whole = entries(connection, [fact])
    if not whole.entries:
        return whole
    found = whole.entries[0]
    ends = {end for relation in found.relations for end in (relation.a, relation.b)}
    inside = _named(connection, schema.containment.c.fact, schema.containment.c.within, [fact])
    beside = heads(connection, sorted({*ends, *found.fact.within, *inside} - {fact}))
    return replace(whole, entries=(found, *beside))


def entries(connection: Connection, facts: Sequence[str]) -> Collection:
    """Entries with all their claims and the documents of these."""
    members = schema.fact_claims.c
    ids = _named(connection, members.claim, members.fact, facts)
    documents = _holding(connection, ids)
    claims = contents.claims(connection, documents, ids)
    return Collection(
        documents=documents,
        claims=claims,
        entries=contents.entries(connection, claims, facts),
        policy=contents.policy(connection),
    )


def document(connection: Connection, id: str) -> Collection:
    """A document, its claims, its copies and the documents at their other end; of the entries,
    what links need. The document stands first. Empty where there is none of this id."""
    copies = contents.copies(connection, [id])
    others = {end for copy in copies for end in (copy.a, copy.b)}
    documents = contents.documents(connection, sorted({id, *others}))
    own = [document for document in documents if document.id == id]
    if not own:
        return Collection()
    claims = contents.claims(connection, own, _of_document(connection, id))
    return Collection(
        documents=(*own, *(document for document in documents if document.id != id)),
        copies=copies,
        origins=origins_of(connection, [id]),
        claims=claims,
        entries=_linked(connection, claims),
        policy=contents.policy(connection),
    )


def claims(connection: Connection, ids: Sequence[str]) -> Collection:
    """Claims with their documents; of the entries, what links need."""
    documents = _holding(connection, ids)
    found = contents.claims(connection, documents, ids)
    return Collection(documents=documents, claims=found, entries=_linked(connection, found))


def family(connection: Connection, origin: str) -> Collection:
    """An origin with its documents, the copies of these and the documents at their other end.

    Empty where there is none of this id.
    """
    found = contents.origins(connection, [origin])
    members = [id for each in found for id in each.documents]
    copies = contents.copies(connection, members)
    ends = {end for copy in copies for end in (copy.a, copy.b)}
    beside = origins_of(connection, sorted(ends.difference(members)))
    return Collection(
        documents=contents.documents(connection, sorted({*members, *ends})),
        copies=copies,
        origins=(*found, *beside) if found else (),
    )


def chosen(connection: Connection, numbers: Sequence[int]) -> Collection:
    """The claims of these numbers in the list of claims, as ``answering`` gives them."""
    listed = list_tables.claims.c
    return answering(connection, _named(connection, listed.claim, listed.number, numbers))


def answering(connection: Connection, ids: Sequence[str]) -> Collection:
    """These claims with their documents and whole entries."""
    facts = _named(connection, schema.fact_claims.c.fact, schema.fact_claims.c.claim, ids)
    whole = entries(connection, facts)
    kept = {*ids}
    missing = sorted(kept.difference(grounded.claim.id for grounded in whole.claims))
    rest = claims(connection, missing)
    documents = {document.id: document for document in (*whole.documents, *rest.documents)}
    ordered = tuple(documents[id] for id in sorted(documents, key=lambda id: _day(documents[id])))
    held = [*(g for g in whole.claims if g.claim.id in kept), *rest.claims]
    return replace(whole, documents=ordered, claims=in_order(ordered, held))


def numbered(connection: Connection, numbers: Sequence[int]) -> Collection:
    """The entries of these numbers in the list of entries, as ``entries`` gives them."""
    listed = list_tables.entries.c
    return entries(connection, _named(connection, listed.fact, listed.number, numbers))


def origins_of(connection: Connection, documents: Sequence[str]) -> tuple[Origin, ...]:
    """The families that these documents belong to."""
    member = schema.origin_documents.c
    return contents.origins(
        connection, _named(connection, member.origin, member.document, documents)
    )


def _day(document: Document) -> tuple[bool, str, str]:
    return document.published is None, str(document.published or ""), document.id


def documents(connection: Connection, ids: Sequence[str]) -> tuple[Document, ...]:
    """Documents by their ids."""
    return contents.documents(connection, ids)


def heads(connection: Connection, facts: Sequence[str]) -> tuple[Entry, ...]:
    """Entries without their claims: the question, the range, what they are part of."""
    within = contents.by(connection, schema.containment, "fact", facts)
    asked = contents.by(connection, schema.facts, "id", facts)
    rows = {row["fact"]: row for row in contents.by(connection, schema.entries, "fact", facts)}
    wholes = records.grouped(within, "fact")
    return tuple(
        records.entry(
            rows[fact["id"]],
            records.fact(fact, None, (), (), (), wholes.get(fact["id"], ())),
            (), (), (), {},
        )
        for fact in asked
        if fact["id"] in rows
    )  # fmt: skip


def _linked(connection: Connection, claims: Sequence[GroundedClaim]) -> tuple[Entry, ...]:
    """The entries of these claims with their voices, holding no other claims."""
    ids = [grounded.claim.id for grounded in claims]
    document_of = {grounded.claim.id: grounded.claim.document for grounded in claims}
    members = records.grouped(contents.by(connection, schema.fact_claims, "claim", ids), "fact")
    told = records.grouped(contents.by(connection, schema.voice_claims, "claim", ids), "voice")
    voices = contents.by(connection, schema.voices, "id", list(told))
    spoken = records.grouped(voices, "fact")
    return tuple(
        replace(
            head,
            fact=replace(head.fact, claims=tuple(row["claim"] for row in members[head.fact.id])),
            voices=tuple(
                records.voice(row, (c["claim"] for c in told[row["id"]]), document_of)
                for row in spoken.get(head.fact.id, ())
            ),
        )
        for head in heads(connection, list(members))
    )


def _of_document(connection: Connection, id: str) -> list[str]:
    return _named(connection, schema.claims.c.id, schema.claims.c.document, [id])


def _holding(connection: Connection, claims: Sequence[str]) -> tuple[Document, ...]:
    ids = _named(connection, schema.claims.c.document, schema.claims.c.id, claims)
    return contents.documents(connection, ids)


def _named(
    connection: Connection, column: Column[str], key: Column[Any], ids: Sequence[Any]
) -> list[str]:
    """Each value of a column, once, in the rows that a key names."""
    rows = contents.read(connection, select(column.label("value")).order_by(column), key, ids)
    return list(dict.fromkeys(row["value"] for row in rows))
