"""A ledger: the one place where what was read and worked out is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from sqlalchemy import Connection, Engine, Table, delete, insert, inspect, select, text, update

from counterclaim import __version__
from counterclaim.errors import LedgerError
from counterclaim.ledger import contents, listing, queries, rows, schema
from counterclaim.ledger.batches import batches
from counterclaim.ledger.connection import (
    connect,
    connect_to,
    is_database,
    plainly,
    reading,
    writing,
)
from counterclaim.ledger.decisions import append, decisions
from counterclaim.ledger.originals import original_rows
from counterclaim.ledger.stream import Stream
from counterclaim.model import (
    Collection,
    Copy,
    Decision,
    Document,
    Entry,
    GroundedClaim,
    Origin,
    Place,
)
from counterclaim.model.collection import as_found

Record = TypeVar("Record")
_BATCH = 500


class Ledger:
    """The documents, claims, decisions and entries of a collection, in a database.

    That is an SQLite file, named by its path, or a PostgreSQL database, named by its address as a
    text. ``Ledger.open`` gives one that is there, ``Ledger.create`` also makes one. Use it in a
    ``with`` block. Every method that writes is one transaction: it is there whole or not at all,
    whatever happens to the process; two that write at once wait for one another. Raises
    LedgerError, in one line, where it cannot be used. ``path`` names it in messages, without a
    password.
    """

    def __init__(self, path: Path | str, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def open(cls, path: Path | str) -> Ledger:
        """The ledger at ``path``; it must be there."""
        if isinstance(path, Path) and not path.is_file():
            raise LedgerError(
                f"{path}: no ledger there; make one with: counterclaim build PATH -o {path}"
            )
        return cls._at(path)._checked()

    @classmethod
    def create(cls, path: Path | str) -> Ledger:
        """The ledger at ``path``, made if it is not there."""
        if isinstance(path, Path):
            _check_folder(path)
        ledger = cls._at(path)
        if ledger._blank():
            with plainly(ledger.path), ledger._engine.begin() as connection:
                schema.metadata.create_all(connection)
                connection.execute(insert(schema.writes), [{"id": 1, "count": 0}])
                about = {"name": "schema", "value": str(schema.VERSION)}
                connection.execute(insert(schema.about), [about])
        return ledger._checked()

    @classmethod
    def _at(cls, path: Path | str) -> Ledger:
        if isinstance(path, str):
            engine = connect_to(path)
            return cls(engine.url.render_as_string(), engine)
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

    def writes(self) -> int:
        """How often the ledger was written to: the same as long as nothing in it changed."""
        with self._reading() as connection:
            return queries.writes(connection)

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
        with self._writing() as connection:
            for document, _ in read:
                _forget_claims(connection, document.id)
                this = update(schema.documents).where(schema.documents.c.id == document.id)
                connection.execute(this.values(read_by=reader))
            _store_claims(connection, claims)

    def store_decisions(self, made: Iterable[Decision]) -> int:
        """Add decisions; gives how many were not there yet. None is ever changed or taken out."""
        with self._writing() as connection:
            return append(connection, made)

    def store_decisions_since(self, made: Iterable[Decision], since: int) -> bool:
        """Add decisions, unless the ledger was written to since ``writes`` gave ``since``.

        Then nothing is done, and False given: what they were made on may be another thing now.
        """
        with self._writing() as connection:
            if queries.writes(connection) != since + 1:
                connection.rollback()
                return False
            append(connection, made)
        return True

    def store_work(
        self, held: Collection, *, since: int | None = None, run: int | None = None
    ) -> bool:
        """Replace all that spans documents, and end the run, in one transaction.

        Documents and decisions must have been stored; here they are only looked at. So are claims,
        but those that decisions changed. Nothing is done, and False given, where the ledger was
        written to since ``writes`` gave ``since``: what was read before has to be read again.
        """
        place_of = {c.claim.id: c.places[0] for c in held.claims if c.places}
        with self._writing() as connection:
            if since is not None and queries.writes(connection) != since + 1:
                # Not even counted: else two that try again would put each other off for ever.
                connection.rollback()
                return False
            for table in (*schema.WORKED_OUT, schema.problems, schema.policy):
                connection.execute(delete(table))
            _store_reviewed(connection, held)
            _store_copies(connection, held.copies, held.origins)
            facts = (rows.fact_row(e, _place_claim(e, place_of)) for e in held.entries)
            _insert(connection, schema.facts, facts)
            _store_entries(connection, held.entries)
            told = (rows.problem_row(at, problem) for at, problem in enumerate(held.problems))
            _insert(connection, schema.problems, told)
            choices = ({"name": name, "value": value} for name, value in held.policy.items())
            _insert(connection, schema.policy, choices)
            connection.execute(text(_FORGET_ENTITIES))
            listing.rebuild(connection)
            if run is not None:
                done = update(schema.runs).where(schema.runs.c.id == run)
                connection.execute(done.values(finished=_now()))
        return True

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

    def found(self) -> tuple[GroundedClaim, ...]:
        """The claims as the machine read them, before any decision, in the same order."""
        with self._reading() as connection:
            documents = contents.documents(connection)
            claims = contents.claims(connection, documents)
            return as_found(documents, claims, contents.originals(connection))

    def decisions(self) -> tuple[Decision, ...]:
        """What reviewers decided, in order of time."""
        with self._reading() as connection:
            return decisions(connection)

    def policy(self) -> dict[str, str]:
        """Every threshold and choice that the entries were worked out under, by name."""
        with self._reading() as connection:
            return contents.policy(connection)

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
                decisions=decisions(connection),
                originals=contents.originals(connection),
            )

    @contextmanager
    def streamed(self) -> Iterator[Stream]:
        """Everything the ledger holds, a part at a time, as it stood at one moment."""
        with self._reading() as connection:
            yield Stream(connection)

    def prepare_lists(self) -> None:
        """Make what lists and searches read (see ``ledger.listing``), where that is not there."""
        with plainly(self.path):
            listing.ensure(self._engine)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for ``ledger.queries`` that sees the ledger as it stands at one moment."""
        with self._reading() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with plainly(self.path), writing(self._engine) as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plainly(self.path), reading(self._engine) as connection:
            yield connection


def _check_folder(path: Path) -> None:
    if path.is_dir():
        raise LedgerError(f"{path}: a folder, not a file; name a file in it")
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: no folder {path.parent}; make it or name another file")


_FORGET_ENTITIES = (
    "DELETE FROM entities "
    "WHERE id NOT IN (SELECT entity FROM evidence WHERE entity IS NOT NULL) "
    "AND id NOT IN (SELECT root FROM claims WHERE root IS NOT NULL)"
)


def _forget_claims(connection: Connection, document: str) -> None:
    for table in (schema.claims, schema.originals):
        connection.execute(delete(table).where(table.c.document == document))


def _store_claims(connection: Connection, claims: Sequence[GroundedClaim]) -> None:
    entities = rows.entities_of(claims)
    known: set[str] = set(connection.execute(select(schema.entities.c.id)).scalars())
    new = (entities[key] for key in sorted(entities.keys() - known))
    _insert(connection, schema.entities, map(rows.entity_row, new))
    _insert(connection, schema.claims, map(rows.claim_row, claims))
    _insert(connection, schema.evidence, _each(rows.evidence_rows, claims))
    _insert(connection, schema.places, _each(rows.place_rows, claims))
    _insert(connection, schema.candidates, _each(rows.candidate_rows, claims))


def _store_reviewed(connection: Connection, held: Collection) -> None:
    """Write anew the claims of the documents in which decisions change some, or did before."""
    originals = list(original_rows(held.claims, held.originals))
    documents: set[str] = {row["document"] for row in originals}
    documents |= {*connection.execute(select(schema.originals.c.document)).scalars()}
    for document in documents:
        _forget_claims(connection, document)
    _store_claims(connection, [c for c in held.claims if c.claim.document in documents])
    _insert(connection, schema.originals, originals)


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
    _insert(connection, schema.near_misses, _each(rows.near_miss_rows, entries))
    _insert(connection, schema.containment, _each(rows.containment_rows, entries))
    _insert(connection, schema.entries, (rows.entry_row(*at) for at in enumerate(entries)))
    _insert(connection, schema.voices, _each(rows.voice_rows, entries))
    _insert(connection, schema.voice_claims, _each(rows.voice_claim_rows, entries))
    _insert(connection, schema.relations, _each(rows.relation_rows, entries))
    _insert(connection, schema.series, _each(rows.point_rows, entries))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _insert(connection: Connection, table: Table, new: Iterable[rows.Row]) -> None:
    for batch in batches(new, _BATCH):
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
