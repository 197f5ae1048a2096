"""Connections to a ledger, and what a database says turned into one plain line."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url, update
from sqlalchemy.exc import ArgumentError, DatabaseError

from counterclaim.errors import LedgerError
from counterclaim.ledger import schema

_MAGIC = b"SQLite format 3\0"
_PATIENCE = (
    60  # seconds to wait for another program that writes: a large ledger's entries take some
)
_KEPT = 32_768  # kB of a file that a connection keeps in memory
_REMEDIES = (
    ("disk I/O", "free room on the disk or check it, and build again: what was finished is kept"),
    ("full", "free room on the disk and build again: what was finished is kept"),
    ("readonly", "make the file and its folder writable, or name another file"),
    ("locked", "another program is writing to it; wait for it or end it, then build again"),
    ("unable to open", "check that its folder exists and may be written to"),
    ("not a database", "name another file"),
    ("malformed", "the file is damaged; restore a copy or build it anew"),
    ("no such table", "name another file"),
    ("connection", "check the address, and that the server runs and lets you in"),
    ("NUL", "PostgreSQL keeps no text with a NUL; take it out, or keep the ledger in a file"),
    ("Permission", "make the file readable and writable, or name another file"),
)


def is_database(path: Path) -> bool:
    """Whether a file begins as SQLite's do. SQLite itself takes over a file of one byte."""
    with plainly(path), path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def connect(path: Path) -> Engine:
    """An engine for the SQLite file: write-ahead log, foreign keys on, transactions ours.

    Connections are kept, and with them what they have read of the file: a page of the web app
    would take as long to open one as to read its rows.
    """
    waiting = {"timeout": _PATIENCE}
    engine = create_engine(f"sqlite:///{path}", connect_args=waiting)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # Python's driver would commit before some statements; we begin transactions ourselves.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        # What was kept stays kept, after a power cut too: a watch does not read it again.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{_KEPT}")
        connection.create_function("casefold", 1, _casefold, deterministic=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _casefold(value: str | None) -> str | None:
    """What SQLite itself does for plain Latin letters only."""
    return value.casefold() if value is not None else None


def is_address(place: str) -> bool:
    """Whether a ledger is named by the address of a PostgreSQL database, not as a file."""
    return place.startswith(("postgresql://", "postgresql+psycopg://", "postgres://"))


def placed(place: Path | str) -> Path | str:
    """A path, or the address of a database as it is."""
    return place if isinstance(place, str) and is_address(place) else Path(place)


def connect_to(address: str) -> Engine:
    """An engine for a PostgreSQL database. Raises LedgerError where the address is none."""
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
        return create_engine(url, pool_pre_ping=True)
    except (ArgumentError, ValueError) as error:
        raise LedgerError("no PostgreSQL address; write postgresql://HOST/DATABASE") from error
    except ModuleNotFoundError as error:
        raise LedgerError(
            "a ledger on PostgreSQL needs psycopg; install it with: "
            "pip install 'counterclaim[postgresql]'"
        ) from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the ledger as it stood when it first looked."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is the only one to write: others wait until it has ended.

    It counts itself first of all, before it has read anything: the row is locked from then on.
    """
    with engine.begin() as connection:
        connection.execute(update(schema.writes).values(count=schema.writes.c.count + 1))
        yield connection


@contextmanager
def plainly(path: Path | str) -> Iterator[None]:
    """Raise what the database complains of as a LedgerError: file, complaint, remedy."""
    try:
        yield
    except DatabaseError as error:
        what = " ".join(str(error.orig).split())
        raise LedgerError(f"{path}: {what}; {_remedy(what)}") from error
    except OSError as error:
        what = error.strerror or str(error)
        raise LedgerError(
            f"{path}: {what}; {_remedy('full' if error.errno == errno.ENOSPC else what)}"
        ) from error


def _remedy(what: str) -> str:
    return next((remedy for sign, remedy in _REMEDIES if sign in what), "build it anew")
