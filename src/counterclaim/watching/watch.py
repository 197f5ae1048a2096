"""The watch: fetching, adding and telling, each in its own thread, until it is stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Final, Self

from counterclaim.alerting import Outbox
from counterclaim.errors import CounterclaimError
from counterclaim.fetching import Fetcher
from counterclaim.fetching.clock import Clock
from counterclaim.ledger import Ledger
from counterclaim.pipeline import Tools
from counterclaim.watching.adding import Added, Adding
from counterclaim.watching.arrivals import Arrivals
from counterclaim.watching.feeding import Feeding
from counterclaim.watching.memory import Memory
from counterclaim.watching.place import Place
from counterclaim.watching.receivers import Receivers
from counterclaim.watching.sources import Sources
from counterclaim.watching.status import Status
from counterclaim.watching.telling import EndedError, Telling
from counterclaim.watching.voice import Voice, many

_OUTBOX: Final = "events.db"
_TICK: Final = 0.5  # seconds within which it is seen that the watch shall end


@dataclass(slots=True)
class Watch:
    """Keeps one ledger current; opened with ``Watch.opened``.

    What fails for a reason that may pass, such as want of room, is told of, and tried again after
    ``again`` seconds.
    """

    ledger: Ledger
    memory: Memory
    outbox: Outbox
    arrivals: Arrivals
    feeding: Feeding
    telling: tuple[Telling, ...]
    status: Status
    voice: Voice
    clock: Clock
    place: Place
    again: float = 30.0
    ending: Event = field(default_factory=Event)
    _crashes: list[BaseException] = field(default_factory=list)

    @classmethod
    @contextmanager
    def opened(
        cls,
        place: Place,
        sources: Sources,
        fetcher: Fetcher,
        receivers: Receivers,
        voice: Voice,
        *,
        every: float = 30.0,
        limit: int = 100,
        hosts: int = 16,
        again: float = 30.0,
    ) -> Iterator[Self]:
        """A watch of the ledger at a place, which is made if it is not there.

        ``every`` are the seconds between two looks at a feed, ``limit`` the pages of it that are
        fetched at each, ``hosts`` how many are asked at once; the clock is the fetcher's. Raises
        CounterclaimError, in one line, where another watch keeps the ledger, or something named
        cannot be used.
        """
        clock, ending = fetcher.clock, Event()
        status, arrivals = Status(clock), Arrivals(place.folder)
        with ExitStack() as stack:
            memory = stack.enter_context(Memory.open(place.folder, str(place.ledger)))
            outbox = stack.enter_context(Outbox.open(place.folder / _OUTBOX))
            channels = receivers.channels(outbox, clock.now)
            ledger = stack.enter_context(Ledger.create(place.ledger))
            feeding = Feeding(
                place.folder, sources, fetcher, memory, arrivals, status, voice, every, limit, hosts
            )
            telling = tuple(
                Telling(channel, outbox, clock, status, voice, ending) for channel in channels
            )
            _let_go(outbox, telling, voice)
            yield cls(
                ledger, memory, outbox, arrivals, feeding, telling, status, voice, clock, place,
                again, ending,
            )  # fmt: skip

    def once(self, tools: Tools) -> None:
        """Ask each feed once, add what is new, and tell of what changed."""
        adding = self._adding(tools)
        self._added(adding.step())
        self.feeding.once()
        while (added := adding.step()) is not None:
            self._added(added)
        for telling in self.telling:
            telling.step()

    def forever(self, tools: Tools, ended: Callable[[], bool]) -> None:
        """Go on until ``ended`` says so; then finish what is under way."""
        threads = [self._thread(self._fetch)]
        threads += [self._thread(self._tell, telling) for telling in self.telling]
        self.status.ready()
        try:
            self._add(self._adding(tools), ended)
        finally:
            self.ending.set()
            self._ring()
            for thread in threads:
                thread.join()
        if self._crashes:
            raise self._crashes[0]

    def _adding(self, tools: Tools) -> Adding:
        return Adding(
            ledger=self.ledger,
            folder=self.place.folder,
            tools=tools,
            memory=self.memory,
            outbox=self.outbox,
            arrivals=self.arrivals,
            channels=[telling.channel.name for telling in self.telling],
            clock=self.clock,
        )

    def _fetch(self) -> None:
        while not self.ending.is_set():
            try:
                for _ in self.feeding.steps():
                    self.status.failing("fetching", "")
                    if self.ending.is_set():
                        return
            except CounterclaimError as error:
                self._failed("fetching", error, self.ending.is_set)

    def _tell(self, telling: Telling) -> None:
        while not self.ending.is_set():
            try:
                pause = telling.step()
            except EndedError:
                return
            except CounterclaimError as error:
                self._failed(telling.channel.name, error, self.ending.is_set)
            else:
                self.status.failing(telling.channel.name, "")
                telling.bell.wait(pause)

    def _add(self, adding: Adding, ended: Callable[[], bool]) -> None:
        while not ended() and not self._crashes:
            try:
                unread = adding.unread()
                self.status.adding(bool(unread), unread)
                added = adding.step()
            except CounterclaimError as error:
                self._failed("adding", error, ended)
                continue
            if added is None or added.read:  # what failed before is done
                self.status.failing("adding", "")
            self._added(added)
            if added is None:
                self.arrivals.wait(_TICK)

    def _added(self, added: Added | None) -> None:
        if added is None:
            return
        kinds = [kind for event in added.events for kind in event.change.kinds]
        unheard = self.memory.unheard(added.problems)
        self.status.added(added.documents, kinds, added.delays, len(unheard))
        for problem in unheard:
            self.voice.complain(str(problem))
        if added.documents or added.events:
            reports, events = many(added.documents, "report"), many(len(added.events), "event")
            self.voice.note(f"{reports} added, {events}")
        if added.events:
            self._ring()

    def _ring(self) -> None:
        for telling in self.telling:
            telling.bell.set()

    def _failed(self, part: str, error: CounterclaimError, ended: Callable[[], bool]) -> None:
        """Tell that a part failed, and wait before it is tried again."""
        if self.status.failing(part, str(error)):
            self.voice.complain(f"{error} (it is tried again every {self.again:g} seconds)")
        until = self.clock.elapsed() + self.again
        while self.clock.elapsed() < until and not ended():
            self.ending.wait(_TICK)

    def _thread(self, work: Callable[..., None], *given: object) -> Thread:
        def run() -> None:
            try:
                work(*given)
            except BaseException as error:
                self._crashes.append(error)

        thread = Thread(target=run, daemon=True)
        thread.start()
        return thread


def _let_go(outbox: Outbox, telling: tuple[Telling, ...], voice: Voice) -> None:
    """Drop the queues of channels that are not named any more: they would be kept for ever."""
    gone = outbox.keep([one.channel.name for one in telling])
    for name, count in gone.items():
        voice.complain(f"{name}: is not named any more; {many(count, 'event')} for it dropped")
