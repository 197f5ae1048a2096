"""What was fetched and what waits, kept in the folder, so that a run that is killed goes on.

An address is fetched, written into the archive and marked done as one act: its records are first
kept here together with the mark, then moved into the archive. What was killed in between is
completed when the folder is opened again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal, Self

from counterclaim.errors import CounterclaimError
from counterclaim.fetching.answers import Answer
from counterclaim.fetching.archive import Archive, Piece
from counterclaim.fetching.caching import Known

#: Hidden, so that ``build`` passes over it.
NAME: Final = ".fetch.db"
_VERSION: Final = 1
_SCHEMA: Final = """
CREATE TABLE address (
    number INTEGER PRIMARY KEY,
    address TEXT NOT NULL UNIQUE,  -- in its normal form
    host TEXT NOT NULL,
    kind TEXT NOT NULL,            -- list: may be a feed or sitemap; page
    day TEXT NOT NULL,             -- of publication, as far as known: the latest are fetched first
    root TEXT NOT NULL,            -- the address that was given, through which it was found
    state TEXT NOT NULL,           -- waiting, done, refused
    tries INTEGER NOT NULL DEFAULT 0,
    due REAL NOT NULL DEFAULT 0,   -- not asked for before
    url TEXT NOT NULL DEFAULT '',  -- where redirects led to
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL DEFAULT '',
    why TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX address_waiting ON address (root) WHERE state = 'waiting';
CREATE INDEX address_digest ON address (digest);
CREATE TABLE piece (file TEXT NOT NULL, start INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
"""

_NEVER: Final = 1e12  # seconds since 1970: after every moment that an address may be due
#: No address is put off for longer. What is due later than this was so by a clock that was wrong.
_LONGEST: Final = timedelta(days=7)

Kind = Literal["list", "page"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address that is to be fetched, with what is known of it from the last time."""

    number: int
    address: str
    host: str
    kind: Kind
    day: str
    root: str
    known: Known
    tries: int

    @property
    def given(self) -> bool:
        """Whether a user named it."""
        return self.address == self.root


@dataclass(frozen=True, slots=True)
class Found:
    """An address that a feed or sitemap names, in its normal form."""

    address: str
    host: str
    kind: Kind
    day: str = ""


class State:
    """The state of one folder; one program at a time may have it open."""

    def __init__(self, connection: sqlite3.Connection, archive: Archive, path: Path) -> None:
        self._connection, self._archive, self._path = connection, archive, path

    @classmethod
    def open(cls, folder: Path, archive: Archive) -> Self:
        """The state of a folder, which is made if it is not there.

        Raises CounterclaimError where it cannot be written, or another program has it open.
        """
        path = folder / NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            state = cls(_connected(path), archive, path)
        except OSError as error:
            what = error.strerror or str(error)
            raise CounterclaimError(
                f"{folder}: cannot be written ({what}); name another folder"
            ) from error
        state._complete()
        return state

    def close(self) -> None:
        """Let others have it."""
        self._connection.close()

    def give(self, found: Found, now: datetime) -> bool:
        """Take up an address that a user named. False if the last answer to it still holds.

        One that was refused is tried again, since the user may have changed something; and so is
        one that was answered after ``now``, since a clock that went back says nothing on its age.
        """
        with self._writing() as connection:
            self._insert([found], found.address, now)
            changed = connection.execute(
                "UPDATE address SET state = 'waiting', kind = 'list', root = address"
                " WHERE address = ? AND (state = 'refused' OR due <= ? OR at > ?)",
                (found.address, now.timestamp(), now.isoformat()),
            )
            return changed.rowcount > 0

    def waiting(self, root: str, now: datetime | None = None) -> list[Waiting]:
        """What is to be fetched of a given address, itself included; with ``now``: what is due."""
        rows = self._connection.execute(
            "SELECT number, address, host, kind, day, root, url, etag, modified, tries"
            " FROM address WHERE root = ? AND state = 'waiting' AND (due <= ? OR due > ?)"
            " ORDER BY number",
            (root, now.timestamp(), (now + _LONGEST).timestamp()) if now else (root, _NEVER, 0),
        )
        return [
            Waiting(number, address, host, kind, day, root, Known(url, etag, modified), tries)
            for number, address, host, kind, day, root, url, etag, modified, tries in rows
        ]

    def holds(self, answer: Answer) -> bool:
        """Whether the same content was fetched from the same place before."""
        row = self._connection.execute(
            "SELECT 1 FROM address WHERE digest = ? AND url = ?", (answer.digest, answer.url)
        )
        return row.fetchone() is not None

    def done(
        self, one: Waiting, answer: Answer, found: Iterable[Found] = (), piece: Piece | None = None
    ) -> None:
        """Mark an address as fetched, with what it named, and what of it the archive shall keep."""
        known = one.known if answer.status == 304 else answer.known
        with self._writing() as connection:
            self._insert(found, one.root, answer.at)
            connection.execute(
                "UPDATE address SET state = 'done', tries = 0, why = '', due = ?, at = ?, url = ?,"
                " etag = ?, modified = ? WHERE number = ?",
                (
                    answer.fresh_until.timestamp(),
                    answer.at.isoformat(),
                    known.url,
                    known.etag,
                    known.modified,
                    one.number,
                ),
            )
            if answer.status != 304:
                connection.execute(
                    "UPDATE address SET digest = ? WHERE number = ?", (answer.digest, one.number)
                )
            if piece is not None:
                connection.execute(
                    "INSERT INTO piece VALUES (?, ?, ?)", (piece.file, piece.start, piece.data)
                )
        self._complete()

    def refused(self, one: Waiting, why: str) -> None:
        """Mark an address as one that is not asked for again, unless a user names it."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE address SET state = 'refused', why = ? WHERE number = ?", (why, one.number)
            )

    def failed(self, one: Waiting, why: str, due: datetime, now: datetime) -> None:
        """Mark an address as one to be tried again, not before ``due``, but within a week."""
        due = min(due, now + _LONGEST)
        with self._writing() as connection:
            connection.execute(
                "UPDATE address SET tries = tries + 1, why = ?, due = ? WHERE number = ?",
                (why, due.timestamp(), one.number),
            )

    def _insert(self, found: Iterable[Found], root: str, now: datetime) -> None:
        """Add addresses; those that wait already go over to this root, old lists wait again."""
        self._connection.executemany(
            "INSERT INTO address (address, host, kind, day, root, state)"
            " VALUES (?, ?, ?, ?, ?, 'waiting') ON CONFLICT (address) DO UPDATE SET"
            " root = excluded.root, day = excluded.day, state = 'waiting'"
            " WHERE state = 'waiting' OR (state = 'done' AND kind = 'list'"
            " AND excluded.kind = 'list' AND address <> root AND due <= ?)",
            [(one.address, one.host, one.kind, one.day, root, now.timestamp()) for one in found],
        )

    def _complete(self) -> None:
        """Move records that wait here into the archive."""
        for file, start, data in self._connection.execute("SELECT * FROM piece").fetchall():
            self._archive.write(Piece(file, start, data))
            with self._writing() as connection:
                connection.execute("DELETE FROM piece WHERE file = ?", (file,))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._connection:
                yield self._connection
        except sqlite3.Error as error:
            raise _refused(self._path, error) from error


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=0)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN EXCLUSIVE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == 0:
            for statement in _SCHEMA.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.commit()
    except sqlite3.Error as error:
        connection.close()
        raise _refused(path, error) from error
    if version not in (0, _VERSION):
        connection.close()
        raise CounterclaimError(f"{path}: made by another version; name another folder")
    return connection


def _refused(path: Path, error: sqlite3.Error) -> CounterclaimError:
    what = str(error)
    if "locked" in what:
        return CounterclaimError(f"{path}: another program fetches into this folder; wait for it")
    if "full" in what:
        return CounterclaimError(f"{path}: {what}; free room and run again: what was read is kept")
    return CounterclaimError(f"{path}: {what}; name another folder")
