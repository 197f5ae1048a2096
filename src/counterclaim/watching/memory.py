"""What a watch knows after a restart: how far the archive was read, and what it told of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, Final, Self

from counterclaim.errors import CounterclaimError
from counterclaim.model import Problem
from counterclaim.watching.unread import Position

_NAME: Final = "watch.db"
_VERSION: Final = 1
_KEPT: Final = 10_000  # problems that are known to have been told of: the latest
_SCHEMA: Final = """
CREATE TABLE read (file TEXT PRIMARY KEY, offset INTEGER NOT NULL, records INTEGER NOT NULL) STRICT;
CREATE TABLE told (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    about TEXT NOT NULL,
    what TEXT NOT NULL,
    UNIQUE (about, what)
) STRICT;
"""


class Memory:
    """The file. As long as one program has it open, no other can watch the ledger."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path
        self._lock = RLock()

    @classmethod
    def open(cls, folder: Path, ledger: str) -> Self:
        """The memory in a folder, which is made if it is not there.

        Raises CounterclaimError where it cannot be written, or another program watches.
        """
        path = folder / _NAME
        connection: sqlite3.Connection | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=0, check_same_thread=False)
            _prepare(connection)
        except OSError as error:
            what = error.strerror or str(error)
            raise CounterclaimError(
                f"{folder}: cannot be written ({what}); make it writable, or name another folder"
            ) from error
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()
            if "locked" in str(error):
                raise CounterclaimError(
                    f"{ledger}: another watch keeps it current; end that one first"
                ) from error
            raise _refused(path, error) from error
        return cls(connection, path)

    def close(self) -> None:
        """Let others have it."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def position(self, file: str) -> Position:
        """How far a file of the archive was read."""
        rows = self._rows("SELECT offset, records FROM read WHERE file = ?", file)
        return Position(*rows[0]) if rows else Position()

    def advance(self, file: str, position: Position) -> None:
        """A file was read so far, and what stood there is in the ledger."""
        with self._writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO read VALUES (?, ?, ?)",
                (file, position.offset, position.records),
            )

    def keep(self, files: Iterable[str]) -> None:
        """Forget all files but these: they were moved away."""
        held = {file for (file,) in self._rows("SELECT file FROM read")}
        gone = held - set(files)
        if gone:
            with self._writing() as connection:
                connection.executemany(
                    "DELETE FROM read WHERE file = ?", [(file,) for file in gone]
                )

    def unheard(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Those that were not told of before; from now on they were."""
        found, new = tuple(problems), []
        if not found:
            return ()
        with self._writing() as connection:
            for problem in found:
                about, what = f"{problem.file}, {problem.place}", _lasting(problem.what)
                added = connection.execute(
                    "INSERT OR IGNORE INTO told (about, what) VALUES (?, ?)", (about, what)
                )
                if added.rowcount:
                    new.append(problem)
            connection.execute(
                "DELETE FROM told WHERE number <= (SELECT max(number) FROM told) - ?", (_KEPT,)
            )
        return tuple(new)

    def recovered(self, address: str) -> bool:
        """An address answers: its problems are told of again if they come back. Gives whether
        there were any."""
        if not self._rows("SELECT 1 FROM told WHERE about = ?", f"{address}, "):
            return False
        with self._writing() as connection:
            connection.execute("DELETE FROM told WHERE about = ?", (f"{address}, ",))
        return True

    def _rows(self, query: str, *given: str) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(query, given).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._lock, self._connection:
                yield self._connection
        except sqlite3.Error as error:
            raise _refused(self._path, error) from error


def _lasting(what: str) -> str:
    """What a problem says, without numbers: "2 more addresses" is the same trouble as 3."""
    return "".join("#" if char.isdigit() else char for char in what)


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("BEGIN EXCLUSIVE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 0:
        for statement in _SCHEMA.split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {_VERSION}")
    elif version != _VERSION:
        raise sqlite3.DatabaseError("made by another version")
    connection.commit()


def _refused(path: Path, error: sqlite3.Error) -> CounterclaimError:
    return CounterclaimError(f"{path}: {error}; free room, or make it writable")
