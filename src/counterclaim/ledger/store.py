"""A ledger: the one place where what was read and worked out is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, Table, delete, insert, inspect, select, update

from counterclaim import __version__
from counterclaim.errors import LedgerError
from counterclaim.ledger import (
    contents,
    imports,
    listing,
    queries,
    rows,
    schema,
    slices,
    unsettled,
)
from counterclaim.ledger.connection import (
    connect,
    connect_to,
    is_database,
    plainly,
    reading,
    writing,
)
from counterclaim.ledger.decisions import append, decisions
from counterclaim.ledger.forgetting import (
    forget_claims,
    forget_documents,
    forget_entities,
    named_by,
)
from counterclaim.ledger.migration import migrate
from counterclaim.ledger.stream import Stream
from counterclaim.ledger.writing import (
    delete_rows,
    each,
    forget_copies,
    insert_rows,
    reviewed_documents,
    write_claims,
    write_copies,
    write_entries,
    write_marks,
    write_origins,
    write_reviewed,
)
from counterclaim.model import (
    Collection,
    Decision,
    Document,
    GroundedClaim,
    Imported,
    ListKind,
    Place,
    Problem,
    Traced,
    Work,
)
from counterclaim.model.collection import as_found


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

    @property
    def name(self) -> str:
        """The file, or the database, without where it lies."""
        if isinstance(self.path, Path):
            return self.path.name
        return self.path.partition("?")[0].rstrip("/").rpartition("/")[2]

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
    def imported_into(cls, path: Path | str) -> tuple[Imported, ...]:
        """The lists that were imported into the ledger at ``path``; none where it is not there."""
        if isinstance(path, Path) and not path.is_file():
            return ()
        ledger = cls._at(path)
        try:
            return () if ledger._blank() else ledger._checked().imported()
        finally:
            ledger.close()

    @classmethod
    def _at(cls, path: Path | str) -> Ledger:
        if isinstance(path, str):
            engine = connect_to(path)
            return cls(engine.url.set(drivername="postgresql").render_as_string(), engine)
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
            with plainly(self.path), self._engine.begin() as connection:
                migrate(connection)
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

    @property
    def place(self) -> Path | str:
        """By which another process opens it. Of an address, the password is a part."""
        if isinstance(self.path, Path):
            return self.path
        return self._engine.url.render_as_string(hide_password=False)

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
        given = {document.id: document for document in documents}
        with self._writing() as connection:
            known = {d.id: d for d in contents.documents(connection, list(given))}
            changed = [d for d in given.values() if known.get(d.id) != d]
            listing.touch(connection, (document.id for document in changed))
            forget_documents(connection, [known[d.id] for d in changed if d.id in known])
            insert_rows(connection, schema.documents, map(rows.document_row, changed))
            insert_rows(connection, schema.credits, each(rows.credit_rows, changed))
            insert_rows(connection, schema.furniture, each(rows.furniture_rows, changed))
            unsettled.note(connection, "text", (document.id for document in changed))

    def store_claims(
        self, read: Sequence[tuple[Document, Sequence[GroundedClaim]]], reader: str
    ) -> None:
        """Keep what an extractor read in these documents, in place of what was read before."""
        claims = [claim for _, found in read for claim in found]
        documents = [document.id for document, _ in read]
        with self._writing() as connection:
            listing.touch(connection, documents)
            named = named_by(connection, slices.claims_of(connection, documents))
            forget_claims(connection, documents)
            for id in documents:
                this = update(schema.documents).where(schema.documents.c.id == id)
                connection.execute(this.values(read_by=reader))
            write_claims(connection, claims)
            forget_entities(connection, named)
            unsettled.note(connection, "claims", documents)

    def store_decisions(self, made: Iterable[Decision]) -> int:
        """Add decisions; gives how many were not there yet. None is ever changed or taken out."""
        with self._writing() as connection:
            return _keep(connection, made)

    def store_decisions_since(self, made: Iterable[Decision], since: int) -> bool:
        """Add decisions, unless the ledger was written to since ``writes`` gave ``since``.

        Then nothing is done, and False given: what they were made on may be another thing now.
        """
        with self._writing() as connection:
            if queries.writes(connection) != since + 1:
                connection.rollback()
                return False
            _keep(connection, made)
        return True

    def store_list(self, kind: ListKind, file: str, rows: Iterable[Imported]) -> int:
        """Keep the rows of a list, in place of those of an earlier file of this name; gives how
        many these were. Later builds apply them."""
        with self._writing() as connection:
            return imports.replace(connection, kind, file, rows)

    def imported(self) -> tuple[Imported, ...]:
        """The lists that were imported, those of the file that came last first."""
        with self._reading() as connection:
            return imports.imported(connection)

    def store_work(
        self, held: Collection, *, since: int | None = None, run: int | None = None
    ) -> bool:
        """Replace all that spans documents, and end the run, in one transaction.

        Documents and decisions must have been stored; here they are only looked at. So are claims,
        but those that decisions changed. Nothing is done, and False given, where the ledger was
        written to since ``writes`` gave ``since``: what was read before has to be read again.
        """
        with self._writing() as connection:
            if not _unchanged(connection, since):
                return False
            for table in schema.WORKED_OUT:
                connection.execute(delete(table))
            reviewed = reviewed_documents(connection, held)
            listing.touch(connection, reviewed)
            own = [c for c in held.claims if c.claim.document in reviewed]
            stored = slices.claims_of(connection, reviewed)
            ids = {claim.claim.id for claim in own}
            write_reviewed(connection, reviewed, own, held.originals, ids, stored)
            write_copies(connection, [Traced(copy, None) for copy in held.copies])
            write_origins(connection, held.origins)
            write_entries(connection, held.entries, _first_places(held.claims), {}, ())
            listing.refresh(connection)
            _end(connection, held.problems, held.policy, run)
            # The marks and signs that an addition starts from are not known.
            unsettled.settle(connection, None)
        return True

    def settle(
        self,
        work: Work,
        *,
        since: int,
        by: str,
        claims: Iterable[GroundedClaim],
        policy: Mapping[str, str],
        problems: Sequence[Problem] | None = None,
        run: int | None = None,
        anew: Sequence[Table] = (),
        kept: Sequence[unsettled.Kind] = (),
    ) -> bool:
        """Replace what changed of all that spans documents, and end the run, in one transaction.

        ``claims`` hold those of the entries that changed; ``by`` names what it was worked out by.
        ``anew`` are tables that are emptied first, ``kept`` the kinds of notes on what is still to
        be looked at again. Nothing is done, and False given, where the ledger was written to since
        ``writes`` gave ``since``: what was read before has to be read again.
        """
        with self._writing() as connection:
            if not _unchanged(connection, since):
                return False
            for table in anew:
                connection.execute(delete(table))
            listing.touch(connection, work.reviewed)
            write_reviewed(
                connection, work.reviewed, work.claims, work.originals, work.claims_changed,
                work.claims_gone,
            )  # fmt: skip
            forget_copies(connection, {*work.copies_gone, *(each.pair for each in work.copies)})
            write_copies(connection, work.copies)
            write_marks(connection, work.marks)
            replaced = {*work.origins_gone, *(origin.id for origin in work.origins)}
            delete_rows(connection, schema.origins.c.id, replaced)
            write_origins(connection, work.origins)
            delete_rows(connection, schema.facts.c.id, work.entries_gone)
            places = _first_places(claims)
            write_entries(connection, work.entries, places, work.measures, work.wars)
            facts = [*work.entries_gone, *(entry.fact.id for entry in work.entries)]
            listing.refresh(connection, None if anew else facts)
            _end(connection, problems, policy, run)
            unsettled.settle(connection, by, kept)
        return True

    def unread(self, reader: str | None = None) -> frozenset[str]:
        """Ids of the documents that this extractor, or without a name any, has not read yet."""
        by = schema.documents.c.read_by
        new = by.is_(None) if reader is None else by.is_distinct_from(reader)
        query = select(schema.documents.c.id).where(new)
        with self._reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def search(self, words: str) -> tuple[str, ...]:
        """Ids of the documents that hold all these words, in order."""
        with self._reading() as connection:
            return queries.holding(connection, words)

    def empty(self) -> bool:
        """Whether it holds no document."""
        with self._reading() as connection:
            return connection.execute(select(schema.documents.c.id).limit(1)).first() is None

    def documents(self) -> tuple[Document, ...]:
        """All documents by publication day (undated last) and id."""
        with self._reading() as connection:
            return contents.documents(connection)

    def headings(self) -> Iterator[Document]:
        """All documents without their texts and what stands in these, some at a time."""
        with self._reading() as connection:
            yield from contents.all_headings(connection)

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


def _keep(connection: Connection, made: Iterable[Decision]) -> int:
    new = append(connection, made)
    unsettled.note(connection, "decision", new)
    return len(new)


def _unchanged(connection: Connection, since: int | None) -> bool:
    """Whether nobody else wrote since. If so this transaction is undone, and not even counted:
    else two that try again would put each other off for ever."""
    if since is None or queries.writes(connection) == since + 1:
        return True
    connection.rollback()
    return False


def _end(
    connection: Connection,
    problems: Sequence[Problem] | None,
    policy: Mapping[str, str],
    run: int | None,
) -> None:
    """Write how the work was done, and what could not be read (None: that stays as it was)."""
    if problems is not None:
        connection.execute(delete(schema.problems))
        told = (rows.problem_row(at, problem) for at, problem in enumerate(problems))
        insert_rows(connection, schema.problems, told)
    connection.execute(delete(schema.policy))
    choices = ({"name": name, "value": value} for name, value in policy.items())
    insert_rows(connection, schema.policy, choices)
    if run is not None:
        done = update(schema.runs).where(schema.runs.c.id == run)
        connection.execute(done.values(finished=_now()))


def _first_places(claims: Iterable[GroundedClaim]) -> dict[str, Place]:
    return {each.claim.id: each.places[0] for each in claims if each.places}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
