"""A ledger: the one place where what was read and worked out is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from sqlalchemy import Connection, Engine, Table, delete, insert, inspect, select, text, update

from counterclaim import __version__
from counterclaim.errors import LedgerError
from counterclaim.ledger import contents, rows, schema
from counterclaim.ledger.connection import connect, is_database, plainly
from counterclaim.model import (
    Collection,
    Copy,
    Document,
    Entry,
    GroundedClaim,
    Origin,
    Place,
)

Record = TypeVar("Record")
_BATCH = 500


class Ledger:
    """An SQLite file with the documents, claims and entries of a collection.

    ``Ledger.open`` gives one that is there, ``Ledger.create`` also makes one. Use it in a ``with``
    block. Every method that writes is one transaction: it is there whole or not at all, whatever
    happens to the process. Raises LedgerError, in one line, where the file cannot be used.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def open(cls, path: Path) -> Ledger:
        """The ledger at ``path``; it must be there."""
        if not path.is_file():
            raise LedgerError(
                f"{path}: no ledger there; make one with: counterclaim build PATH -o {path}"
            )
        return cls._at(path)._checked()

    @classmethod
    def create(cls, path: Path) -> Ledger:
        """The ledger at ``path``, made if it is not there."""
        if path.is_dir():
            raise LedgerError(f"{path}: a folder, not a file; name a file in it")
        if not path.parent.is_dir():
            raise LedgerError(f"{path}: no folder {path.parent}; make it or name another file")
        ledger = cls._at(path)
        if ledger._blank():
            with ledger._writing() as connection:
                schema.metadata.create_all(connection)
                about = {"name": "schema", "value": str(schema.VERSION)}
                connection.execute(insert(schema.about), [about])
        return ledger._checked()

    @classmethod
    def _at(cls, path: Path) -> Ledger:
        if path.exists() and path.stat().st_size and not is_database(path):
            raise LedgerError(f"{path}: not a ledger; name another file")
        return cls(path, connect(path))

    def _blank(self) -> bool:
        """No table yet: the file is new, or a build was killed before it had made them."""
        with self._reading() as connection:
            return not inspect(connection).get_table_names()

    def _checked(self) -> Ledger:
        """This ledger, if this program can read it."""
        with self._reading() as connection:
            named = inspect(connection).has_table(schema.about.name)
            query = select(schema.about.c.value).where(schema.about.c.name == "schema")
            version = connection.execute(query).scalar_one_or_none() if named else None
        if version is None or not version.isdecimal():
            raise LedgerError(f"{self.path}: not a Counterclaim ledger; name another file")
        if int(version) > schema.VERSION:
            raise LedgerError(
                f"{self.path}: made by a newer Counterclaim (ledger version {version}, this one "
                f"knows up to {schema.VERSION}); upgrade with: pip install -U counterclaim"
            )
        if int(version) < schema.VERSION:
            raise LedgerError(
                f"{self.path}: made by an older Counterclaim (ledger version {version}, this one "
                f"writes {schema.VERSION}); build it anew under another name"
            )
        return self

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    def begin_run(self) -> int:
        """Record that a build began; gives the run's number."""
        row = {"version": __version__, "started": _now(), "finished": None}
        with self._writing() as connection:
            key = connection.execute(insert(schema.runs).values(row)).inserted_primary_key
            return int(key[0]) if key else 0

    def end_run(self, run: int) -> None:
        """Record that a build ended."""
        with self._writing() as connection:
            done = update(schema.runs).where(schema.runs.c.id == run)
            connection.execute(done.values(finished=_now()))

    def store_documents(self, documents: Iterable[Document]) -> None:
        """Add documents. One whose record differs from the stored one replaces it, unread."""
        known = {document.id: document for document in self.documents()}
        changed = [d for d in documents if known.get(d.id) != d]
        with self._writing() as connection:
            for document in changed:
                old = schema.documents.c.id == document.id
                connection.execute(delete(schema.documents).where(old))
            _insert(connection, schema.documents, map(rows.document_row, changed))
            _insert(connection, schema.credits, _each(rows.credit_rows, changed))
            _insert(connection, schema.furniture, _each(rows.furniture_rows, changed))

    def store_claims(
        self, read: Sequence[tuple[Document, Sequence[GroundedClaim]]], reader: str
    ) -> None:
        """Keep what an extractor read in these documents, in place of what was read before."""
        claims = [claim for _, found in read for claim in found]
        entities = rows.entities_of(claims)
        numbered = (rows.claim_row(c, at) for _, found in read for at, c in enumerate(found))
        with self._writing() as connection:
            for document, _ in read:
                own = schema.claims.c.document == document.id
                connection.execute(delete(schema.claims).where(own))
                this = update(schema.documents).where(schema.documents.c.id == document.id)
                connection.execute(this.values(read_by=reader))
            known: set[str] = set(connection.execute(select(schema.entities.c.id)).scalars())
            new = (entities[key] for key in sorted(entities.keys() - known))
            _insert(connection, schema.entities, map(rows.entity_row, new))
            _insert(connection, schema.claims, numbered)
            _insert(connection, schema.evidence, _each(rows.evidence_rows, claims))
            _insert(connection, schema.places, _each(rows.place_rows, claims))
            _insert(connection, schema.candidates, _each(rows.candidate_rows, claims))

    def store_work(self, held: Collection) -> None:
        """Replace all that spans documents, in one transaction.

        Documents and claims themselves must have been stored; here they are only looked at.
        """
        place_of = {c.claim.id: c.places[0] for c in held.claims if c.places}
        with self._writing() as connection:
            for table in (*schema.WORKED_OUT, schema.problems, schema.policy):
                connection.execute(delete(table))
            _store_copies(connection, held.copies, held.origins)
            facts = (rows.fact_row(e, _place_claim(e, place_of)) for e in held.entries)
            _insert(connection, schema.facts, facts)
            _store_entries(connection, held.entries)
            told = (rows.problem_row(at, problem) for at, problem in enumerate(held.problems))
            _insert(connection, schema.problems, told)
            choices = ({"name": name, "value": value} for name, value in held.policy.items())
            _insert(connection, schema.policy, choices)
            connection.execute(text(_FORGET_ENTITIES))

    def unread(self, reader: str | None = None) -> frozenset[str]:
        """Ids of the documents that this extractor, or without a name any, has not read yet."""
        by = schema.documents.c.read_by
        new = by.is_(None) if reader is None else by.is_distinct_from(reader)
        query = select(schema.documents.c.id).where(new)
        with self._reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def search(self, words: str) -> tuple[str, ...]:
        """Ids of the documents that hold all these words, best match first."""
        quoted = " ".join('"{}"'.format(word.replace('"', "")) for word in words.split())
        query = text(
            "SELECT d.id FROM documents_search s JOIN documents d ON d.rowid = s.rowid "
            "WHERE documents_search MATCH :words ORDER BY rank, d.id"
        )
        with self._reading() as connection:
            return tuple(connection.execute(query, {"words": quoted}).scalars()) if quoted else ()

    def documents(self) -> tuple[Document, ...]:
        """All documents by publication day (undated last) and id."""
        with self._reading() as connection:
            return contents.documents(connection)

    def claims(self) -> tuple[GroundedClaim, ...]:
        """All claims, document by document (see ``documents``), in the order of the text."""
        with self._reading() as connection:
            return contents.claims(connection, contents.documents(connection))

    def collection(self) -> Collection:
        """Everything the ledger holds, in memory, as it stood at one moment."""
        with self._reading() as connection:
            documents = contents.documents(connection)
            claims = contents.claims(connection, documents)
            return Collection(
                documents=documents,
                copies=contents.copies(connection),
                origins=contents.origins(connection),
                claims=claims,
                entries=contents.entries(connection, claims),
                problems=contents.problems(connection),
                policy=contents.policy(connection),
            )

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with plainly(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plainly(self.path), self._engine.connect() as connection:
            yield connection


_FORGET_ENTITIES = (
    "DELETE FROM entities "
    "WHERE id NOT IN (SELECT entity FROM evidence WHERE entity IS NOT NULL) "
    "AND id NOT IN (SELECT root FROM claims WHERE root IS NOT NULL)"
)


def _store_copies(
    connection: Connection, copies: Sequence[Copy], origins: Sequence[Origin]
) -> None:
    _insert(connection, schema.copies, map(rows.copy_row, copies))
    _insert(connection, schema.passages, _each(rows.passage_rows, copies))
    _insert(connection, schema.origins, map(rows.origin_row, origins))
    _insert(connection, schema.origin_documents, _each(rows.origin_document_rows, origins))


def _store_entries(connection: Connection, entries: Sequence[Entry]) -> None:
    _insert(connection, schema.fact_claims, _each(rows.fact_claim_rows, entries))
    _insert(connection, schema.joins, _each(rows.join_rows, entries))
    _insert(connection, schema.containment, _each(rows.containment_rows, entries))
    _insert(connection, schema.entries, (rows.entry_row(*at) for at in enumerate(entries)))
    _insert(connection, schema.voices, _each(rows.voice_rows, entries))
    _insert(connection, schema.voice_claims, _each(rows.voice_claim_rows, entries))
    _insert(connection, schema.relations, _each(rows.relation_rows, entries))
    _insert(connection, schema.series, _each(rows.point_rows, entries))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _insert(connection: Connection, table: Table, new: Iterable[rows.Row]) -> None:
    waiting = iter(new)
    while batch := list(islice(waiting, _BATCH)):
        connection.execute(insert(table), batch)


def _each(
    make: Callable[[Record], Iterable[rows.Row]], found: Iterable[Record]
) -> Iterator[rows.Row]:
    for record in found:
        yield from make(record)


def _place_claim(entry: Entry, place_of: Mapping[str, Place]) -> str | None:
    """The claim of the fact whose first place stands for it."""
    if entry.fact.place is None:
        return None
    return next(claim for claim in entry.fact.claims if place_of.get(claim) == entry.fact.place)
