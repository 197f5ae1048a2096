"""Feeds fetched into the archive, each whenever its turn comes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from counterclaim.fetching import Fetcher, gather
from counterclaim.fetching.gathering import Step, follow
from counterclaim.model import Problem
from counterclaim.watching.arrivals import Arrivals
from counterclaim.watching.memory import Memory
from counterclaim.watching.schedule import Schedule
from counterclaim.watching.sources import Sources
from counterclaim.watching.status import Status
from counterclaim.watching.voice import Voice, many

_WAKE: Final = 0.5  # seconds within which it is seen that a turn has come


@dataclass(slots=True)
class Feeding:
    """Fetches into a folder; tells of each problem once, until the feed answers again."""

    folder: Path
    sources: Sources
    fetcher: Fetcher
    memory: Memory
    arrivals: Arrivals
    status: Status
    voice: Voice
    every: float
    limit: int
    hosts: int
    _schedule: Schedule = field(init=False)

    def __post_init__(self) -> None:
        self._schedule = Schedule(self.every, random.Random())
        self._hold()

    def once(self) -> None:
        """Ask each feed once, and fetch what is new there."""
        self.problems(self.sources.problems)
        run = gather(
            self.sources.feeds, self.folder, self.fetcher, limit=self.limit, hosts=self.hosts
        )
        self.problems(run.problems)
        self.arrivals.look(self.fetcher.clock.elapsed())

    def steps(self) -> Iterator[None]:
        """Fetch without end, as far as who asks for steps goes on."""
        for step in follow(
            self._due, self.folder, self.fetcher, limit=self.limit, hosts=self.hosts, wake=_WAKE
        ):
            self._take(step)
            yield

    def problems(self, problems: Iterable[Problem]) -> None:
        """Tell of what was not told of before."""
        unheard = self.memory.unheard(problems)
        self.status.problem("fetch", len(unheard))
        for problem in unheard:
            self.voice.complain(str(problem))

    def _due(self) -> Iterable[str]:
        if self.sources.changed():
            self._hold()
            self.voice.note(f"the list changed: {many(len(self.sources.feeds), 'feed')}")
        self.problems(self.sources.problems)
        return tuple(self._schedule.due(self.fetcher.clock.elapsed()))

    def _hold(self) -> None:
        self._schedule.hold(self.sources.feeds, self.fetcher.clock.elapsed())
        self.status.watched(self.sources.feeds)

    def _take(self, step: Step) -> None:
        now = self.fetcher.clock.elapsed()
        for feed in step.failed:
            self._schedule.failed(feed, now)
        troubled = {problem.file for problem in step.problems}
        for feed in step.answered:
            self._schedule.answered(feed)
            if feed not in troubled and self.memory.recovered(feed):
                self.voice.note(f"{feed}: answers again")
        self.arrivals.look(now)
        self.status.fetched(step.answered, step.failed, len(step.new))
        self.problems(step.problems)
