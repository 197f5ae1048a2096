"""What a ledger holds, read a part at a time, so that its size does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.ledger import contents, schema
from counterclaim.ledger.batches import batches
from counterclaim.ledger.decisions import decisions
from counterclaim.model import Copy, Decision, Document, Origin
from counterclaim.model.told import Answer, Question, Told, told_in

# Records read at once: enough that queries cost little, few enough to fit anywhere.
_DOCUMENTS = 50
_CLAIMS = 500
_COPIES = 500


class Stream:
    """The records of a ledger as it stood at one moment, each kind in its settled order.

    Every method reads anew, and holds some hundreds of records at a time. ``Ledger.streamed``
    gives one.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.policy: Mapping[str, str] = contents.policy(connection)

    def documents(self) -> Iterator[Document]:
        """By publication day (undated last) and id."""
        table = schema.documents
        query = select(table.c.id).order_by(
            table.c.published.is_(None), table.c.published, table.c.id
        )
        for ids in batches((row.id for row in self._rows(query)), _DOCUMENTS):
            yield from contents.documents(self._connection, ids)

    def told(self) -> Iterator[Told]:
        """All claims, document by document, in the order of the text."""
        for documents in batches(self.documents(), _DOCUMENTS):
            held = {document.id: document for document in documents}
            query = select(schema.claims.c.id).where(schema.claims.c.document.in_(held))
            ids: list[str] = list(self._connection.execute(query).scalars())
            answers, voices = self._answers(ids), self._voices(ids)
            for grounded in contents.claims(self._connection, documents, ids):
                id = grounded.claim.id
                yield Told(
                    grounded,
                    held[grounded.claim.document],
                    answers.get(id),
                    *voices.get(id, (None, None)),
                )

    def questions(self) -> Iterator[Question]:
        """All entries, those with most voices first, with their claims."""
        table = schema.entries
        query = select(table.c.fact, table.c.claims).order_by(*schema.WEIGHT)
        for facts in _weighed(self._rows(query)):
            members = schema.fact_claims.c
            said = select(members.claim).where(members.fact.in_(facts))
            ids: list[str] = list(self._connection.execute(said).scalars())
            yield from self._questions(facts, ids)

    def copies(self) -> Iterator[Copy]:
        """By the ids of the two documents."""
        table = schema.copies
        query = select(table.c.a).distinct().order_by(table.c.a)
        for ids in batches((row.a for row in self._rows(query)), _COPIES):
            first = set(ids)
            yield from (c for c in contents.copies(self._connection, ids) if c.a in first)

    def origins(self) -> Iterator[Origin]:
        """By the ids of their documents."""
        yield from contents.origins(self._connection)

    def decisions(self) -> Iterator[Decision]:
        """In order of time."""
        yield from decisions(self._connection)

    def _questions(self, facts: list[str], ids: list[str]) -> Iterator[Question]:
        standing: dict[str, str] = {}
        for some in batches(ids, _CLAIMS):
            query = select(schema.claims.c.id, schema.claims.c.document)
            rows = self._connection.execute(query.where(schema.claims.c.id.in_(some)))
            standing |= {row.id: row.document for row in rows}
        documents = contents.documents(self._connection, sorted({*standing.values()}))
        claims = contents.claims(self._connection, documents, ids)
        by_id = {grounded.claim.id: grounded for grounded in claims}
        reports = {document.id: document for document in documents}
        for entry in contents.entries(self._connection, claims, facts):
            yield told_in(entry, by_id, reports)

    def _answers(self, ids: list[str]) -> dict[str, Answer]:
        facts, entries, members = schema.facts.c, schema.entries.c, schema.fact_claims.c
        query = (
            select(
                members.claim,
                facts.id,
                facts.question,
                entries.status,
                entries.voices,
                entries.documents,
                entries.claims,
                entries.low,
                entries.best,
                entries.high,
            )
            .join(schema.facts, facts.id == members.fact)
            .join(schema.entries, entries.fact == members.fact)
        )
        found: dict[str, Answer] = {}
        for some in batches(ids, _CLAIMS):
            rows = self._connection.execute(query.where(members.claim.in_(some)))
            found |= {row[0]: Answer(*row[1:]) for row in rows}
        return found

    def _voices(self, ids: list[str]) -> dict[str, tuple[str, str]]:
        voices, members = schema.voices.c, schema.voice_claims.c
        query = select(members.claim, voices.id, voices.name).join(
            schema.voices, voices.id == members.voice
        )
        found: dict[str, tuple[str, str]] = {}
        for some in batches(ids, _CLAIMS):
            rows = self._connection.execute(query.where(members.claim.in_(some)))
            found |= {row[0]: (row[1], row[2]) for row in rows}
        return found

    def _rows(self, query: Any) -> Iterator[Any]:
        return iter(self._connection.execute(query.execution_options(yield_per=_CLAIMS)))


def _weighed(rows: Iterable[Any]) -> Iterator[list[str]]:
    """Facts in parts that have some hundreds of claims together; a larger fact stands alone."""
    part: list[str] = []
    weight = 0
    for row in rows:
        if part and weight + row.claims > _CLAIMS:
            yield part
            part, weight = [], 0
        part.append(row.fact)
        weight += row.claims
    if part:
        yield part
