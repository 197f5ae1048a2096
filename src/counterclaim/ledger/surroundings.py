"""All that an explanation of one entry reads of a ledger, as a collection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Column, Connection

from counterclaim.ledger import contents, parts, schema
from counterclaim.ledger.decisions import decisions
from counterclaim.model import Collection, Entry


def surroundings(connection: Connection, fact: str) -> Collection:
    """An entry, its copies, and whole what it is related to, lies in, contains or nearly was.

    Of the decisions all are there, each with what it is about, so that its state can be told.
    Empty where there is no entry of this id.
    """
    own = parts.entries(connection, [fact])
    if not own.entries:
        return own
    beside = _beside(connection, own.entries[0])
    whole = parts.entries(connection, [fact, *beside]) if beside else own
    copies = contents.copies(connection, own.entries[0].documents)
    return _decided(connection, replace(whole, copies=copies))


def _beside(connection: Connection, entry: Entry) -> list[str]:
    """The ids of the other entries that an explanation of this one names."""
    fact = entry.fact
    own = {fact.id, *fact.claims, *(voice.id for voice in entry.voices)}
    ends = {end for relation in entry.relations for end in (relation.a, relation.b)} - own
    found = {*ends, *fact.within, *(near.b for near in fact.near)}
    holding, said, voiced = schema.containment.c, schema.fact_claims.c, schema.voices.c
    found |= _ids(connection, holding.fact, holding.within, [fact.id])
    found |= _ids(connection, said.fact, said.claim, ends)
    found |= _ids(connection, voiced.fact, voiced.id, ends)
    return sorted(found - {fact.id})


def _decided(connection: Connection, held: Collection) -> Collection:
    """With all decisions, and the claims and documents that they are about."""
    made = decisions(connection)
    if not made:
        return held
    originals = contents.originals(connection)
    known = {grounded.claim.id for grounded in held.claims}
    named = {id for decision in made for id in decision.claims} - known
    others = parts.claims(connection, sorted(named))
    about = {id for d in made if d.about == "document" for id in d.targets}
    about |= {grounded.claim.document for grounded in originals.values() if grounded}
    documents = (*held.documents, *others.documents, *contents.documents(connection, sorted(about)))
    return replace(
        held,
        documents=tuple({document.id: document for document in documents}.values()),
        claims=(*held.claims, *others.claims),
        decisions=made,
        originals=originals,
    )


def _ids(
    connection: Connection, column: Column[str], key: Column[str], ids: Iterable[str]
) -> set[str]:
    """The values of a column in the rows that have one of these ids."""
    return {row[column.name] for row in contents.by(connection, column.table, key.name, [*ids])}
