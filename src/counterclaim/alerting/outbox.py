"""What was told and what is to be told, in a file, so that a restart loses and repeats nothing.

Changes are found against what was noticed last. What is noticed, the events that it makes and
their place in every channel's queue are written in one transaction; an event leaves a queue only
once its channel took it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import RLock
from types import MappingProxyType
from typing import Any, Final, Self

from counterclaim.alerting.changes import Change
from counterclaim.alerting.events import Event
from counterclaim.errors import CounterclaimError
from counterclaim.model.told import Answer

_VERSION: Final = 1
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_KEPT: Final = 1000  # events: the latest, kept for feeds once they were told everywhere

_SCHEMA: Final = """
CREATE TABLE noticed (entry TEXT PRIMARY KEY, answer TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX noticed_told ON noticed (json_extract(answer, '$.fact'));
CREATE TABLE event (number INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT NOT NULL) STRICT;
CREATE TABLE queue (
    channel TEXT NOT NULL,
    event INTEGER NOT NULL REFERENCES event,
    PRIMARY KEY (channel, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_event ON queue (event);
CREATE TABLE channel (
    name TEXT PRIMARY KEY,
    tries INTEGER NOT NULL DEFAULT 0,  -- of what stands first in its queue
    due REAL NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE begun (at TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Turn:
    """What stands first in a channel's queue, how often it was tried, and when it is due."""

    events: tuple[Event, ...]
    tries: int
    due: float


class Outbox:
    """The file. One program at a time may have it open; its threads take turns."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection, self._path = connection, path
        self._lock = RLock()

    @classmethod
    def open(cls, path: Path) -> Self:
        """The outbox at a path, which is made if it is not there.

        Raises CounterclaimError where it cannot be written, or another program has it open.
        """
        connection: sqlite3.Connection | None = None
        try:
            connection = sqlite3.connect(path, timeout=0, check_same_thread=False)
            _prepare(connection)
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()
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

    @property
    def begun(self) -> bool:
        """Whether anything was noticed yet, be it that there are no entries."""
        return bool(self._rows("SELECT 1 FROM begun"))

    def begin(self, answers: Iterable[Answer], now: datetime) -> None:
        """Take entries as known, without telling of them: what stood in the ledger before."""
        with self._writing() as connection:
            for answer in answers:
                self._know(Change(None, answer))
            connection.execute("INSERT INTO begun VALUES (?)", (now.isoformat(),))

    def notice(
        self,
        answers: Iterable[Answer],
        now: datetime,
        channels: Sequence[str],
        gone: Iterable[str] = (),
        formerly: Mapping[str, str] = _NOTHING,
    ) -> tuple[Event, ...]:
        """The events that entries make as they stand now, put into the channels' queues.

        Entries that are not given are left as they were noticed; ``gone`` are ids of those that
        are no more. ``formerly`` says of entries that have a new id which one of these they had.
        The same entries given again make no events. An event's ``before`` has the id that the entry
        was told of by last.
        """
        with self._writing() as connection:
            changes, noticed = self._changes({a.fact: a for a in answers}, set(gone), formerly)
            events = [self._event(change, now) for change in changes if change.kinds]
            self._forget(noticed)
            for change in changes:
                if change.after:
                    self._know(change)
            connection.executemany(
                "INSERT INTO queue VALUES (?, ?)",
                [(channel, event.number) for event in events for channel in channels],
            )
            connection.execute(
                "INSERT INTO begun SELECT ? WHERE NOT EXISTS (SELECT 1 FROM begun)",
                (now.isoformat(),),
            )
        return tuple(events)

    def entries(self) -> frozenset[str]:
        """The ids of the entries that were noticed and are not gone."""
        return frozenset(row[0] for row in self._rows("SELECT entry FROM noticed"))

    def turn(self, channel: str, most: int) -> Turn:
        """What the channel is to be sent next, at most so many events."""
        rows = self._rows(
            "SELECT line FROM queue JOIN event ON number = event WHERE channel = ?"
            " ORDER BY event LIMIT ?",
            channel,
            most,
        )
        events = tuple(Event.read(line) for (line,) in rows)
        known = self._rows("SELECT tries, due FROM channel WHERE name = ?", channel)
        return Turn(events, *(known[0] if known else (0, 0.0)))

    def taken(self, channel: str, events: Sequence[Event]) -> None:
        """The channel took these events, or will never have them."""
        with self._writing() as connection:
            connection.executemany(
                "DELETE FROM queue WHERE channel = ? AND event = ?",
                [(channel, event.number) for event in events],
            )
            connection.execute("DELETE FROM channel WHERE name = ?", (channel,))
            connection.execute(
                "DELETE FROM event WHERE number <= (SELECT max(number) FROM event) - ?"
                " AND number < coalesce((SELECT min(event) FROM queue), number + 1)",
                (_KEPT,),
            )

    def keep(self, channels: Sequence[str]) -> dict[str, int]:
        """Take out the queues of all other channels; gives how many events each of them held."""
        rows = self._rows("SELECT channel, count(*) FROM queue GROUP BY channel")
        gone = {name: count for name, count in rows if name not in channels}
        with self._writing() as connection:
            for table, column in (("queue", "channel"), ("channel", "name")):
                connection.executemany(
                    f"DELETE FROM {table} WHERE {column} = ?", [(name,) for name in gone]
                )
        return gone

    def trim(self, channel: str, most: int) -> int:
        """Take from a channel's queue all but the latest events; gives how many it will never have.

        Who does not listen for months would fill the disk otherwise.
        """
        with self._writing() as connection:
            return connection.execute(
                "DELETE FROM queue WHERE channel = ?1 AND event <= (SELECT event FROM queue"
                " WHERE channel = ?1 ORDER BY event DESC LIMIT 1 OFFSET ?2)",
                (channel, most),
            ).rowcount

    def failed(self, channel: str, due: float) -> None:
        """The channel did not take what stands first; it is due again later."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO channel VALUES (?, 1, ?)"
                " ON CONFLICT (name) DO UPDATE SET tries = tries + 1, due = excluded.due",
                (channel, due),
            )

    def latest(self, count: int) -> tuple[Event, ...]:
        """The last events, the latest first."""
        rows = self._rows("SELECT line FROM event ORDER BY number DESC LIMIT ?", count)
        return tuple(Event.read(line) for (line,) in rows)

    def waiting(self, channel: str) -> int:
        """How many events the channel has not taken yet."""
        ((count,),) = self._rows("SELECT count(*) FROM queue WHERE channel = ?", channel)
        return int(count)

    def _changes(
        self, given: Mapping[str, Answer], gone: set[str], formerly: Mapping[str, str]
    ) -> tuple[list[Change], set[str]]:
        """What changed, and the ids under which it was noticed.

        An id that was told of belongs to the entry it was told of, whatever that was called since:
        one that has the id anew goes on from there, and the other is a new one.
        """
        keys = {entry: self._key(entry, formerly) for entry in given}
        moved = {key for entry, key in keys.items() if key != entry}
        changes = [
            Change(None if key == entry and entry in moved else self._known(key), given[entry])
            for entry, key in keys.items()
        ]
        left = gone.difference(keys.values())
        changes += [Change(self._known(entry), None) for entry in sorted(left)]
        for entry in sorted(moved - gone - given.keys()):
            held = self._known(entry)
            changes += [Change(None, replace(held, fact=entry))] if held else []
        return changes, {*keys.values(), *left}

    def _key(self, entry: str, formerly: Mapping[str, str]) -> str:
        """The id under which an entry was noticed; its own where it is new."""
        if self._known(entry):
            return entry
        told = self._rows(
            "SELECT entry FROM noticed WHERE json_extract(answer, '$.fact') = ?", entry
        )
        return str(told[0][0]) if told else formerly.get(entry, entry)

    def _event(self, change: Change, now: datetime) -> Event:
        added = self._connection.execute("INSERT INTO event (line) VALUES ('')")
        assert added.lastrowid is not None
        event = Event.of(added.lastrowid, now, change)
        self._connection.execute(
            "UPDATE event SET line = ? WHERE number = ?", (event.line(), event.number)
        )
        return event

    def _known(self, entry: str) -> Answer | None:
        rows = self._rows("SELECT answer FROM noticed WHERE entry = ?", entry)
        return Answer(**json.loads(rows[0][0])) if rows else None

    def _know(self, change: Change) -> None:
        """Keep how an entry stands now, with the id that it was told of by."""
        told = change.after
        assert told is not None
        if change.before and not change.kinds:
            told = replace(told, fact=change.before.fact)
        self._connection.execute(
            "INSERT OR REPLACE INTO noticed VALUES (?, ?)",
            (change.answer.fact, json.dumps(asdict(told))),
        )

    def _forget(self, entries: Iterable[str]) -> None:
        self._connection.executemany(
            "DELETE FROM noticed WHERE entry = ?", [(entry,) for entry in entries]
        )

    def _rows(self, query: str, *given: str | int) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(query, given).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._lock, self._connection:
                yield self._connection
        except sqlite3.Error as error:
            raise _refused(self._path, error) from error


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
    what = str(error)
    if "locked" in what:
        return CounterclaimError(f"{path}: another program tells of events from it; end it first")
    return CounterclaimError(f"{path}: {what}; free room, make it writable, or name another file")
