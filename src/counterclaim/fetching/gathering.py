"""A run: given addresses and what they name, many hosts at once, each with manners, to a folder."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

from counterclaim.fetching.addresses import checked
from counterclaim.fetching.answers import Answer
from counterclaim.fetching.archive import Archive
from counterclaim.fetching.failures import FailedError, FetchError, LaterError, RefusedError
from counterclaim.fetching.feeds import items
from counterclaim.fetching.fetcher import Fetcher
from counterclaim.fetching.kinds import understood
from counterclaim.fetching.lanes import in_lanes
from counterclaim.fetching.sitemaps import sitemap
from counterclaim.fetching.state import Found, Kind, State, Waiting
from counterclaim.model import Problem

Progress = Callable[[str, int, int], None]

_PAUSE: Final = 60  # seconds before what failed is tried again; doubled each time
_LONGEST: Final = 24 * 3600
_CONTENT: Final = (200, 203)


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a run.

    ``new`` are the addresses whose pages went into the archive; ``unchanged`` counts those whose
    pages it has already, ``fresh`` given addresses that were not asked for, since their servers
    said that the last answer still holds, and ``waiting`` what is known and was left for later.
    """

    new: tuple[str, ...] = ()
    unchanged: int = 0
    fresh: int = 0
    waiting: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What came since the last step of a run without end.

    ``new`` is as in ``Run``; ``answered`` and ``failed`` are those given addresses that were asked
    for, in their normal form.
    """

    new: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def gather(
    given: Iterable[str],
    folder: Path,
    fetcher: Fetcher,
    *,
    limit: int = 100,
    hosts: int = 16,
    progress: Progress = lambda stage, done, total: None,
) -> Run:
    """Fetch the given addresses, and of each feed or sitemap at most ``limit`` pages.

    So many ``hosts`` are asked at once, each for one page after the other, the latest first. A page
    that a feed names is fetched once; what an earlier run left waiting is fetched by the next one
    that is given the same feed. Raises CounterclaimError where the folder cannot be written.
    """
    archive = Archive(folder, fetcher.contact)
    state = State.open(folder, archive)
    try:
        return _Gathering(fetcher, state, archive, limit, progress).run(given, hosts)
    finally:
        state.close()


def follow(
    due: Callable[[], Iterable[str]],
    folder: Path,
    fetcher: Fetcher,
    *,
    limit: int = 100,
    hosts: int = 16,
    wake: float = 1.0,
) -> Iterator[Step]:
    """Fetch as ``gather`` does, without end, each address whenever ``due`` gives it.

    There is a step after each request, and at least every ``wake`` seconds; what the archive holds
    then is whole. ``due`` is asked before each of them. A host that is slow keeps no other waiting.
    It ends when who asks for steps stops. Raises CounterclaimError where the folder cannot be
    written.
    """
    archive = Archive(folder, fetcher.contact)
    state = State.open(folder, archive)
    try:
        gathering = _Gathering(fetcher, state, archive, limit, lambda *_: None, endless=True)
        yield from gathering.follow(due, hosts, wake)
    finally:
        state.close()


@dataclass(slots=True)
class _Gathering:
    fetcher: Fetcher
    state: State
    archive: Archive
    limit: int
    progress: Progress
    queues: dict[str, list[tuple[tuple[int, ...], Waiting]]] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    taken: Counter[tuple[str, Kind]] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    closed: set[str] = field(default_factory=set)
    new: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0
    asked: int = 0
    endless: bool = False
    answered: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def run(self, given: Iterable[str], hosts: int) -> Run:
        roots, fresh = self._given(given)
        for root in roots:
            self._queue(root)
        for finished in in_lanes(self._next, self._get, hosts):
            assert finished is not None
            self._take(*finished)
            self.asked += 1
            self.progress("fetch", self.asked, self.asked + sum(map(len, self.queues.values())))
        waiting = sum(len(self.state.waiting(root)) for root in roots)
        return Run(tuple(self.new), self.unchanged, fresh, waiting, tuple(self.problems))

    def follow(self, due: Callable[[], Iterable[str]], hosts: int, wake: float) -> Iterator[Step]:
        self._begin(due())
        for finished in in_lanes(self._next, self._get, hosts, wake):
            if finished is not None:
                self._take(*finished)
                self.seen.discard(finished[0].number)
            self._begin(due())
            yield self._step()

    def _begin(self, given: Iterable[str]) -> None:
        """Let the turn of some given addresses begin: with a limit and, for their hosts, tries."""
        for root in self._given(given)[0]:
            self.taken[root, "page"] = self.taken[root, "list"] = 0
            self._queue(root, anew=True)

    def _step(self) -> Step:
        """What came since the last step, which is forgotten here."""
        told = (self.new, self.answered, self.failed, self.problems)
        step = Step(*(tuple(one) for one in told))  # type: ignore[arg-type]
        for one in told:
            one.clear()
        return step

    def _given(self, given: Iterable[str]) -> tuple[list[str], int]:
        """The given addresses in their normal form, and how many of them need not be asked for."""
        roots: dict[str, bool] = {}
        for address in given:
            try:
                found = self._found(address, "list")
            except RefusedError as error:
                self.problems.append(error.problem(address))
                continue
            if found.address not in roots:
                roots[found.address] = self.state.give(found, self.fetcher.clock.now())
        return list(roots), sum(not due for due in roots.values())

    def _queue(self, root: str, *, anew: bool = False) -> None:
        """Put what waits for a given address into the queues of its hosts; with ``anew`` itself as
        well, and of hosts that were left alone."""
        for one in self.state.waiting(root, self.fetcher.clock.now()):
            if anew:
                self.closed.discard(one.host)
            elif self.endless and one.given:
                continue
            if one.number not in self.seen:
                self.seen.add(one.number)
                heapq.heappush(self.queues.setdefault(one.host, []), (_order(one), one))

    def _next(self, busy: frozenset[str]) -> tuple[str, Waiting] | None:
        """What to ask for next, of a host that is not busy."""
        for host, queue in self.queues.items():
            while queue and host not in busy and host not in self.closed:
                _, one = heapq.heappop(queue)
                if one.given or self._within_limit(one):
                    self.taken[one.root, one.kind] += not one.given
                    self.queues[host] = self.queues.pop(host)  # the others have their turn first
                    return host, one
                self._leave(one)
        return None

    def _leave(self, one: Waiting) -> None:
        """Leave an address for the next run, or for the next turn of its root."""
        if self.endless:
            self.seen.discard(one.number)

    def _within_limit(self, one: Waiting) -> bool:
        """Whether pages, and where it is a sitemap sitemaps too, may be fetched for its root."""
        pages, sitemaps = self.taken[one.root, "page"], self.taken[one.root, "list"]
        return pages < self.limit and (one.kind == "page" or sitemaps < self.limit)

    def _get(self, one: Waiting) -> Answer:
        return self.fetcher.get(one.address, one.known)

    def _take(self, one: Waiting, outcome: Answer | Exception) -> None:
        """Keep what came, or tell why nothing did."""
        try:
            if isinstance(outcome, Exception):
                raise outcome
            self.failures.pop(one.host, None)
            self._keep(one, outcome)
            if one.given:
                self.answered.append(one.address)
        except RefusedError as error:
            self.state.refused(one, error.what)
            self._told(one, error)
        except LaterError as error:
            self.state.failed(one, error.what, error.until, self.fetcher.clock.now())
            self._told(one, error)
            self._close(one.host)
        except FetchError as error:
            self._failed(one, error)

    def _told(self, one: Waiting, error: FetchError) -> None:
        self.problems.append(error.problem(one.address))
        if one.given:
            self.failed.append(one.address)

    def _failed(self, one: Waiting, error: FetchError) -> None:
        pause = 0 if one.given else min(_PAUSE * 2 ** min(one.tries, 20), _LONGEST)
        now = self.fetcher.clock.now()
        self.state.failed(one, error.what, now + timedelta(seconds=pause), now)
        self._told(one, error)
        self.failures[one.host] += 1
        if self.failures[one.host] >= self.fetcher.limits.failures:
            self._close(one.host)

    def _close(self, host: str) -> None:
        """Leave a host alone until the next run."""
        self.closed.add(host)
        queue = self.queues.pop(host, [])
        for _, one in queue:
            self._leave(one)
        left = len(queue)
        if left:
            what = f"is left alone for now, and with it {left:,} more of its addresses"
            self.problems.append(Problem(host, "", what, "run again later"))

    def _keep(self, one: Waiting, answer: Answer) -> None:
        if answer.status == 304:
            self.unchanged += 1
            self.state.done(one, answer)
            return
        if answer.status not in _CONTENT:
            what = f"answers with status {answer.status}"
            kind = FailedError if answer.status >= 500 else RefusedError
            raise kind(what, "open it in a browser to see why")
        what, content = understood(answer, self.fetcher.limits.longest)
        if what == "page":
            self._keep_page(one, answer)
        elif one.kind == "list":
            self.state.done(one, answer, self._named(one, answer.url, what, content))
            self._queue(one.root)
        else:
            raise RefusedError(f"is a {what}, where a page was named", "name it yourself")

    def _keep_page(self, one: Waiting, answer: Answer) -> None:
        if self.state.holds(answer):
            self.unchanged += 1
            self.state.done(one, answer)
        else:
            self.state.done(one, answer, piece=self.archive.piece(answer))
            self.new.append(one.address)

    def _named(self, one: Waiting, url: str, kind: str, content: bytes) -> list[Found]:
        """What a feed or a sitemap names, as far as it may be fetched; the rest is told of."""
        named: list[Found] = []
        for address, what, day in self._links(one, url, kind, content):
            try:
                named.append(self._found(address, what, day))
            except RefusedError as error:
                self.problems.append(error.problem(address))
        return named

    def _links(
        self, one: Waiting, url: str, kind: str, content: bytes
    ) -> Iterator[tuple[str, Kind, str]]:
        if kind == "feed":
            today = self.fetcher.clock.now().date().isoformat()
            for item in items(content, url):
                if isinstance(item, Problem):
                    self.problems.append(item)
                else:
                    yield item.address, "page", item.published or today
            return
        found = sitemap(content, url)
        if found.sitemaps and not one.given:
            raise RefusedError("is an index within an index of sitemaps", "name it yourself")
        for item in found.pages:
            yield item.address, "page", item.published
        for item in found.sitemaps:
            yield item.address, "list", item.published

    def _found(self, address: str, kind: Kind, day: str = "") -> Found:
        target = checked(address, self.fetcher.allowed)
        return Found(target.url, target.host, kind, day)


def _order(one: Waiting) -> tuple[int, ...]:
    """What users named first; then the latest; pages before the sitemaps of their day."""
    digits = one.day.replace("-", "")
    day = int(digits) if digits.isdecimal() else 0
    return (not one.given, -day, one.kind == "list", one.number)
