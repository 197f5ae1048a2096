"""From the archive into the ledger, and from the ledger's changes into the outbox.

This is the order of what is written. Killed between any two of these, a watch begins again with the
first that is not there, and nothing is lost or done twice:

1. fetching writes a page, and that it is done, into its own state; then the page into the archive;
2. the ledger takes the report, then its claims, then what follows from them;
3. the outbox takes the changes, as events in the queues of all channels;
4. the memory takes how far the archive was read;
5. each channel takes its events, and the outbox that it did.

Killed between 2 and 4 the same pages are read again: they are the same reports, and the ledger
holds them. So that the changes are not missed, all entries are held against those noticed before,
whenever a watch begins or a step failed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from counterclaim import pipeline
from counterclaim.alerting import Event, Outbox
from counterclaim.errors import CounterclaimError
from counterclaim.fetching.clock import Clock
from counterclaim.ledger import Ledger, queries, slices
from counterclaim.model import Changes, Document, Problem
from counterclaim.model.told import Answer
from counterclaim.pipeline import Tools
from counterclaim.policy import kept
from counterclaim.watching.arrivals import Arrivals
from counterclaim.watching.memory import Memory
from counterclaim.watching.naming import renamed
from counterclaim.watching.unread import Packed, Position, records

# Seconds. Other programs' decisions are looked for this often; and once an hour in any case, since
# one of them may have written in the moment after a step.
_OTHERS: Final = 60.0
_EVERY: Final = 3600.0


@dataclass(frozen=True, slots=True)
class Added:
    """What a step did: reports that are new or changed, events, problems, and how long the pages
    had waited, in seconds. ``read`` says whether anything of the archive was read."""

    documents: int = 0
    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()
    delays: tuple[float, ...] = ()
    read: bool = False


@dataclass(slots=True)
class Adding:
    """Adds to one ledger what comes into the archive in a folder, for channels of some names."""

    ledger: Ledger
    folder: Path
    tools: Tools
    memory: Memory
    outbox: Outbox
    arrivals: Arrivals
    channels: Sequence[str]
    clock: Clock
    _writes: int = -1
    _looked: float = 0.0
    _foreign: bool = False
    _behind: bool = True

    def step(self) -> Added | None:
        """Add the next few reports, or look at what others changed; None if there is nothing."""
        if self._behind:
            return Added(events=self._look())
        found = self._next()
        if found is not None:
            self._behind = True
            added = self._add(*found)
            self._behind = False
            return added
        return Added(events=self._look()) if self._changed() else None

    def unread(self) -> int:
        """Bytes of the archive that are not read yet."""
        sizes = self.arrivals.sizes()
        return sum(max(0, n - self.memory.position(file).offset) for file, n in sizes.items())

    def _next(self) -> tuple[str, Position, int] | None:
        """A file with something to read, where that begins, and where it ends."""
        sizes = self.arrivals.sizes()
        self.memory.keep(sizes)
        for file, size in sizes.items():
            position = self.memory.position(file)
            if position.offset > size:  # the file was cut: what is left is read anew
                position = Position()
            if position.offset < size:
                return file, position, size
        return None

    def _add(self, file: str, position: Position, size: int) -> Added:
        packed = self._packed(file, position, size)
        name, supplements = f"{self.folder.name}/{file}", self.tools.supplements
        found = [one for each in packed for one in each.read(name, supplements)]
        documents = [one for one in found if isinstance(one, Document)]
        changes = self._kept(documents)
        events = self._notice(changes)
        then = packed[-1].then
        self.memory.advance(file, then)
        delays = self.arrivals.read(file, then.offset, self.clock.elapsed())
        problems = tuple(one for one in found if isinstance(one, Problem))
        return Added(len(changes.documents), events, problems + changes.problems, delays, True)

    def _packed(self, file: str, position: Position, size: int) -> list[Packed]:
        path = self.folder / file
        try:
            return list(islice(records(path, position, size), self.tools.together))
        except OSError as error:
            what = error.strerror or str(error)
            raise CounterclaimError(f"{path}: cannot be read ({what}); make it readable") from error

    def _kept(self, documents: Iterable[Document]) -> Changes:
        given = tuple(documents)
        if not given:
            return Changes()
        self._others()
        policy = kept(self.ledger.policy())
        changes = pipeline.build((), self.ledger, documents=given, policy=policy, tools=self.tools)
        self._writes = self.ledger.writes()
        return changes

    def _others(self) -> None:
        """Remember that others wrote, before this step's own writing hides it."""
        self._foreign = self._foreign or self.ledger.writes() != self._writes

    def _notice(self, changes: Changes) -> tuple[Event, ...]:
        now = [change.after for change in changes.entries if change.after is not None]
        gone = [change.fact for change in changes.entries if change.after is None]
        new = [change.fact for change in changes.entries if change.before is None]
        with self.ledger.reading() as connection:
            formerly = renamed(connection, new, gone)
        return self.outbox.notice(now, self.clock.now(), self.channels, gone, formerly)

    def _changed(self) -> bool:
        """Whether it is time to look at all entries."""
        since = self.clock.elapsed() - self._looked
        if since < _OTHERS:
            return False
        self._others()
        return self._foreign or since >= _EVERY

    def _look(self) -> tuple[Event, ...]:
        """Hold all entries against those that were noticed before."""
        with self.ledger.reading() as connection:
            self._writes = queries.writes(connection)
            answers: dict[str, Answer] = slices.answers(connection, None)
            known = self.outbox.entries()
            gone = known - answers.keys()
            formerly = renamed(connection, answers.keys() - known, gone)
        now, begun = self.clock.now(), self.outbox.begun
        events: tuple[Event, ...] = ()
        if begun:
            events = self.outbox.notice(answers.values(), now, self.channels, gone, formerly)
        else:
            self.outbox.begin(answers.values(), now)
        self._looked, self._foreign, self._behind = self.clock.elapsed(), False, False
        return events
