"""What a review asks of a ledger: what waits to be looked at, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, case, func, select

from counterclaim.ledger import contents, list_tables, schema
from counterclaim.ledger.decisions import decisions
from counterclaim.ledger.originals import original
from counterclaim.ledger.queries import Row
from counterclaim.model import Collection, GroundedClaim


def waiting(connection: Connection) -> list[Row]:
    """Each claim of each entry: fact, claim, status, size and the score of its weakest field.

    Entries stand in the order of their list, claims in that of publication.
    """
    claim, told, words = schema.claims.c, schema.fact_claims.c, schema.evidence.c
    listed = list_tables.entries.c
    weakest = (
        select(words.claim, func.min(words.score).label("score")).group_by(words.claim).subquery()
    )
    grouped = case((claim.object_class.is_(None), 1.0), else_=claim.object_class_score)
    query = (
        select(
            listed.fact, told.claim, listed.status, listed.size,
            weakest.c.score, grouped.label("group_score"), claim.polarity_score,
        )
        .join(schema.fact_claims, told.fact == listed.fact)
        .join(schema.claims, claim.id == told.claim)
        .join(weakest, weakest.c.claim == told.claim)
        .order_by(*list_tables.STANDING, told.position)
    )  # fmt: skip
    return [dict(row) for row in connection.execute(query).mappings()]


def listed_at(connection: Connection) -> int:
    """Tells one state of the entries from another: how often the ledger had been written to when
    they were last worked out."""
    return int(connection.execute(select(list_tables.made.c.writes)).scalar_one())


def decided(connection: Connection) -> Collection:
    """All decisions, with the claims and documents that they are about and no others.

    ``review.history`` says of it what it says of the whole ledger.
    """
    held = decisions(connection)
    originals = contents.originals(connection)
    claims = sorted({claim for decision in held for claim in decision.claims})
    named = {t for decision in held if decision.about == "document" for t in decision.targets}
    named |= {read.claim.document for read in originals.values() if read}
    found = schema.claims.c
    rows = contents.read(connection, select(found.document), found.id, claims)
    documents = contents.documents(connection, sorted(named | {row["document"] for row in rows}))
    return Collection(
        documents=documents,
        claims=contents.claims(connection, documents, claims),
        decisions=held,
        originals=originals,
    )


def facts_of(connection: Connection, claims: Sequence[str]) -> dict[str, str]:
    """The facts that claims answer, by claim; those that answer none are left out."""
    told = schema.fact_claims.c
    rows = contents.read(connection, select(told.claim, told.fact), told.claim, claims)
    fact_of = {row["claim"]: row["fact"] for row in rows}
    return {claim: fact_of[claim] for claim in claims if claim in fact_of}


def rejected(connection: Connection, claim: str) -> GroundedClaim | None:
    """A claim that reviewers took out, as the machine read it; None without one of this id."""
    rows = contents.by(connection, schema.originals, "claim", [claim])
    return original(rows[0]) if rows else None


def claims_of(connection: Connection, document: str) -> frozenset[str]:
    """The claims of a document, and those that reviewers took out of it."""
    return frozenset(
        row["id"]
        for column, held in (
            (schema.claims.c.id, schema.claims),
            (schema.originals.c.claim, schema.originals),
        )
        for row in contents.read(
            connection, select(column.label("id")), held.c.document, [document]
        )
    )
