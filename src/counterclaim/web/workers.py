"""Who answers calls: threads of this process, or processes of their own.

Who is in, who tried to come in and what they were told is known to the process that listens, and
to no other; the others read the ledger, make pages and keep decisions.
"""

from __future__ import annotations

import os
import signal
from asyncio import wrap_future
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Literal, Protocol

from anyio import CapacityLimiter, to_thread
from starlette.responses import Response

from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger
from counterclaim.publishing.basemap import Basemap
from counterclaim.web.access import Access, Audit
from counterclaim.web.answering import answered
from counterclaim.web.calls import Call
from counterclaim.web.desk import Desk
from counterclaim.web.site import Site
from counterclaim.web.users import Users

Kind = Literal["page", "file", "decision"]
_MOST = 4  # processes, where nobody says how many


class LostError(CounterclaimError):
    """The process that was to answer is gone; another takes its place."""


class Workers(Protocol):
    """Those who answer calls."""

    async def answer(self, call: Call, kind: Kind) -> Response:
        """The answer to a call, as soon as its turn comes. Raises LostError."""

    def close(self) -> None:
        """Answer no more."""


def usual() -> int:
    """As many processes as there are cores to run them, up to four."""
    return min(_MOST, len(os.sched_getaffinity(0)) if _AFFINE else os.cpu_count() or 1)


_AFFINE = hasattr(os, "sched_getaffinity")


def workers(site: Site, count: int) -> Workers:
    """So many processes; with one, the one that listens answers too."""
    return Processes(site, count) if count > 1 else Threads(site)


class Threads:
    """Two pages at once, and two files: more threads would take the interpreter from one another
    at every row that is read. Decisions one by one: each may work out the entries anew."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._limits: dict[Kind, CapacityLimiter] = {
            "page": CapacityLimiter(2), "file": CapacityLimiter(2), "decision": CapacityLimiter(1),
        }  # fmt: skip

    async def answer(self, call: Call, kind: Kind) -> Response:
        return await to_thread.run_sync(answered, self._site, call, limiter=self._limits[kind])

    def close(self) -> None:
        pass


class Processes:
    """So many pages at once, of which one at least is no file; decisions in a process of their
    own, which begins with the first."""

    def __init__(self, site: Site, count: int) -> None:
        opening = Opening.of(site)
        self._files = CapacityLimiter(count - 1)
        self._pages, self._decisions = _Pool(opening, count), _Pool(opening, 1)
        self._pages.begin()

    async def answer(self, call: Call, kind: Kind) -> Response:
        if kind == "decision":
            return await self._decisions.answer(call)
        if kind == "file":
            async with self._files:
                return await self._read(call)
        return await self._read(call)

    async def _read(self, call: Call) -> Response:
        try:
            return await self._pages.answer(call)
        except LostError:  # perhaps by no fault of this call
            return await self._pages.answer(call)

    def close(self) -> None:
        self._pages.close()
        self._decisions.close()


@dataclass(frozen=True, slots=True)
class Opening:
    """What a process needs to open the site for itself."""

    place: Path | str
    name: str
    users: Path | None
    audit: Path | None
    cookie: str
    secure: bool
    desk: Desk
    basemap: Basemap | None
    run: str

    @classmethod
    def of(cls, site: Site) -> Opening:
        users = site.access.users
        return cls(
            site.ledger.place, site.name, users.path if users else None, site.access.audit.path,
            site.cookie, site.secure, site.desk, site.basemap, site.run,
        )  # fmt: skip

    def site(self) -> Site:
        """The same site, into which nobody comes by this process."""
        access = Access(Users(self.users) if self.users else None, audit=Audit(self.audit))
        return Site(
            Ledger.open(self.place), self.name, access, self.cookie, self.secure, self.desk,
            self.basemap, self.run,
        )  # fmt: skip


class _Pool:
    """Processes that are begun anew where one of them is lost."""

    def __init__(self, opening: Opening, count: int) -> None:
        self._opening, self._count = opening, count
        self._pool = self._made()

    def begin(self) -> None:
        """Start all of them, before anybody waits for one."""
        for _ in range(self._count):
            self._pool.submit(os.getpid)

    async def answer(self, call: Call) -> Response:
        pool = self._pool
        try:
            made: Future[Response] = pool.submit(_answer, call)
            return await wrap_future(made)
        except BrokenProcessPool as error:
            if self._pool is pool:
                self._pool = self._made()
                self.begin()
            raise LostError("the process that was to answer is gone") from error

    def close(self) -> None:
        # Not left to the interpreter's end: there it can write to what its thread just closed.
        self._pool.shutdown(cancel_futures=True)

    def _made(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._count, get_context("spawn"), initializer=_open, initargs=(self._opening,)
        )


_SITES: list[Site] = []  # of a process that answers: its one


def _open(opening: Opening) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C ends the one that listens, and it us
    Thread(target=_end_with_parent, daemon=True).start()
    _SITES.append(opening.site())


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
    os._exit(1)


def _answer(call: Call) -> Response:
    return answered(_SITES[0], call)
