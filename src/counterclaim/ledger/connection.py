"""Connections to a ledger's file, and what a database says turned into one plain line."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from counterclaim.errors import LedgerError

_MAGIC = b"SQLite format 3\0"
_REMEDIES = (
    ("full", "free room on the disk and build again: what was finished is kept"),
    ("readonly", "make the file and its folder writable, or name another file"),
    ("locked", "another program is writing to it; wait for it or end it, then build again"),
    ("unable to open", "check that its folder exists and may be written to"),
    ("not a database", "name another file"),
    ("malformed", "the file is damaged; restore a copy or build it anew"),
    ("no such table", "name another file"),
    ("Permission", "make the file readable and writable, or name another file"),
)


def is_database(path: Path) -> bool:
    """Whether a file begins as SQLite's do. SQLite itself takes over a file of one byte."""
    with plainly(path), path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def connect(path: Path) -> Engine:
    """An engine for the SQLite file: write-ahead log, foreign keys on, transactions ours."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # Python's driver would commit before some statements; we begin transactions ourselves.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Raise what the database complains of as a LedgerError: file, complaint, remedy."""
    try:
        yield
    except DatabaseError as error:
        what = str(error.orig)
        raise LedgerError(f"{path}: {what}; {_remedy(what)}") from error
    except OSError as error:
        what = error.strerror or str(error)
        raise LedgerError(
            f"{path}: {what}; {_remedy('full' if error.errno == errno.ENOSPC else what)}"
        ) from error


def _remedy(what: str) -> str:
    return next((remedy for sign, remedy in _REMEDIES if sign in what), "build it anew")
