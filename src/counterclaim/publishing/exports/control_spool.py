"""Claims of control set aside on disk, place by place, so that their number does not matter."""

from __future__ import annotations

import json
import pickle
import sqlite3
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from counterclaim.model import ControlTimeline, Document, Entry, GroundedClaim
from counterclaim.reconciling.timelines import (
    Opposing,
    Said,
    after_towns,
    opposing,
    said_of,
    timeline,
)

_TABLES: Final = """
PRAGMA journal_mode = OFF;
PRAGMA cache_size = -32768;
CREATE TABLE heard (claim TEXT PRIMARY KEY, voice BLOB, fact TEXT) WITHOUT ROWID;
CREATE TABLE opposed (a TEXT, b TEXT, kind TEXT, reason TEXT);
CREATE INDEX opposed_a ON opposed (a);
CREATE TABLE said (place TEXT, said BLOB);
CREATE INDEX said_place ON said (place);
CREATE TABLE made (id TEXT PRIMARY KEY, town TEXT, steps INTEGER, name TEXT, line TEXT);
"""
_SOME: Final = 500  # claims asked for at once


@dataclass(frozen=True, slots=True)
class _Heading:
    id: str
    town: str | None


class Spool:
    """A database in a temporary file, which is gone when this is closed."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("")
        self._file.executescript(_TABLES)

    def close(self) -> None:
        self._file.close()

    def add_entry(self, entry: Entry) -> None:
        """Voices, and what cannot both be so. All entries come before the claims."""
        heard = (
            (claim, pickle.dumps(voice), entry.fact.id)
            for voice in entry.voices
            for claim in voice.claims
        )
        self._file.executemany("INSERT OR REPLACE INTO heard VALUES (?, ?, ?)", heard)
        self._file.executemany("INSERT INTO opposed VALUES (?, ?, ?, ?)", opposing(entry))

    def add_claim(self, grounded: GroundedClaim, document: Document) -> None:
        """What it says of places, if it is the claim of a voice."""
        found = self._file.execute(
            "SELECT voice, fact FROM heard WHERE claim = ?", (grounded.claim.id,)
        ).fetchone()
        if found is not None:
            said = said_of(grounded, document, pickle.loads(found[0]), found[1])
            rows = ((json.dumps(each.spot.key), pickle.dumps(each)) for each in said)
            self._file.executemany("INSERT INTO said VALUES (?, ?)", rows)

    def told(self, written: Callable[[ControlTimeline], str]) -> Iterator[str]:
        """The timelines as lines, in the order of ``timelines``."""
        rows = self._file.execute("SELECT place, said FROM said ORDER BY place, rowid")
        for place, group in groupby(rows, key=lambda row: row[0]):
            said = [pickle.loads(row[1]) for row in group]
            made = timeline(json.loads(place), said, self._related(said), _Places(self._file))
            row = made.id, made.town, len(made.steps), made.place.name, written(made)
            self._file.execute("INSERT INTO made VALUES (?, ?, ?, ?, ?)", row)
        order = "SELECT id, town FROM made ORDER BY -steps, name, id"
        for heading in after_towns(_Heading(*row) for row in self._file.execute(order)):
            line = "SELECT line FROM made WHERE id = ?"
            yield str(self._file.execute(line, (heading.id,)).fetchone()[0])

    def _related(self, said: Sequence[Said]) -> list[Opposing]:
        """The pairs of which one is among these, in the order in which they were added."""
        claims = sorted({one.grounded.claim.id for one in said})
        found: list[tuple[int, Opposing]] = []
        for first in range(0, len(claims), _SOME):
            some = claims[first : first + _SOME]
            marks = ", ".join("?" * len(some))
            query = f"SELECT rowid, a, b, kind, reason FROM opposed WHERE a IN ({marks})"
            found += [(row[0], tuple(row[1:])) for row in self._file.execute(query, some)]
        return list(dict.fromkeys(pair for _, pair in sorted(found)))


@dataclass(frozen=True, slots=True)
class _Places:
    """The keys of the places of which something is said."""

    file: sqlite3.Connection

    def __contains__(self, key: Hashable) -> bool:
        asked = "SELECT 1 FROM said WHERE place = ? LIMIT 1"
        return self.file.execute(asked, (json.dumps(key),)).fetchone() is not None
