"""How a watch is doing, as its parts tell it; for health and metrics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

from counterclaim.fetching.clock import Clock


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: when it answered last, and how often it failed since."""

    answered: datetime | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Receiver:
    """A channel: events sent and waiting, those it will never have, since when it takes none."""

    sent: int = 0
    waiting: int = 0
    dropped: int = 0
    failing: float | None = None  # seconds of the clock that never goes back
    why: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How things stand at ``now``. Moments are seconds of the clock that never goes back.

    ``stepped`` is when fetching last gave a sign of life, ``adding`` since when reports are being
    added, ``failing`` what each part stopped at and tries again. ``unread`` are bytes of the
    archive. ``delays`` are how many pages came into the ledger, the seconds that took in all after
    they were fetched, and for the last of them.
    """

    now: float
    begun: float
    ready: bool = False
    stepped: float | None = None
    adding: float | None = None
    failing: dict[str, str] = field(default_factory=dict)
    feeds: dict[str, Feed] = field(default_factory=dict)
    receivers: dict[str, Receiver] = field(default_factory=dict)
    polls: dict[str, int] = field(default_factory=dict)
    events: dict[str, int] = field(default_factory=dict)
    problems: dict[str, int] = field(default_factory=dict)
    pages: int = 0
    documents: int = 0
    unread: int = 0
    delays: tuple[int, float, float] = (0, 0.0, 0.0)


class Status:
    """Gathers what the parts tell; may be used from many threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._lock = clock, Lock()
        now = clock.elapsed()
        self._held = Snapshot(now, now)
        self._polls: Counter[str] = Counter()
        self._events: Counter[str] = Counter()
        self._problems: Counter[str] = Counter()

    def now(self) -> Snapshot:
        """How things stand."""
        with self._lock:
            held = self._held
            return replace(
                held,
                now=self._clock.elapsed(),
                failing=dict(held.failing),
                feeds=dict(held.feeds),
                receivers=dict(held.receivers),
                polls=dict(self._polls),
                events=dict(self._events),
                problems=dict(self._problems),
            )

    def ready(self) -> None:
        """What is needed was loaded."""
        self._set(ready=True)

    def watched(self, feeds: Iterable[str]) -> None:
        """These are the feeds."""
        with self._lock:
            known = self._held.feeds
            self._held = replace(
                self._held, feeds={feed: known.get(feed, Feed()) for feed in feeds}
            )

    def fetched(self, answered: Iterable[str], failed: Iterable[str], pages: int) -> None:
        """A step of fetching."""
        with self._lock:
            held = self._held
            feeds = dict(held.feeds)
            for feed in set(answered) & feeds.keys():
                self._polls["answered"] += 1
                feeds[feed] = Feed(self._clock.now())
            for feed in set(failed) & feeds.keys():
                self._polls["failed"] += 1
                feeds[feed] = replace(feeds[feed], failures=feeds[feed].failures + 1)
            now = self._clock.elapsed()
            self._held = replace(held, feeds=feeds, stepped=now, pages=held.pages + pages)

    def problem(self, stage: str, count: int) -> None:
        """So many things could not be fetched."""
        with self._lock:
            self._problems[stage] += count

    def adding(self, under_way: bool, unread: int) -> None:
        """Reports are being added, or not."""
        self._set(adding=self._clock.elapsed() if under_way else None, unread=unread)

    def added(
        self, documents: int, events: Iterable[str], delays: Iterable[float], problems: int
    ) -> None:
        """So many reports are in the ledger, and made events of these kinds."""
        with self._lock:
            held = self._held
            self._problems["read"] += problems
            self._events.update(events)
            count, total, last = held.delays
            for delay in delays:
                count, total, last = count + 1, total + delay, delay
            self._held = replace(
                held, documents=held.documents + documents, delays=(count, total, last)
            )

    def failing(self, part: str, why: str) -> bool:
        """A part stopped and tries again, or with an empty reason goes on. Gives whether that is
        news."""
        with self._lock:
            failing = dict(self._held.failing)
            before = failing.pop(part, "")
            if why:
                failing[part] = why
            self._held = replace(self._held, failing=failing)
            return before != why

    def delivered(self, name: str, sent: int, waiting: int, dropped: int, why: str | None) -> bool:
        """A channel was sent events; ``why`` it took none (None: it was not tried). Gives whether
        it went down or came up with this."""
        with self._lock:
            known = self._held.receivers.get(name, Receiver())
            failing = known.failing
            if why is not None:
                failing = None if not why else failing or self._clock.elapsed()
            changed = replace(
                known,
                sent=known.sent + sent,
                waiting=waiting,
                dropped=known.dropped + dropped,
                failing=failing,
                why=known.why if why is None else why,
            )
            self._held = replace(self._held, receivers={**self._held.receivers, name: changed})
            return (known.failing is None) != (failing is None)

    def _set(self, **changed: object) -> None:
        with self._lock:
            self._held = replace(self._held, **changed)  # type: ignore[arg-type]
