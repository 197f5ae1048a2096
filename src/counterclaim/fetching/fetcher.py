"""Fetching with manners: rules of addresses, robots.txt, pauses, redirects, tries."""

from __future__ import annotations

from dataclasses import replace
from ssl import SSLContext
from typing import Final, Self

from counterclaim.fetching.addresses import NOBODY, Address, Allowed, checked, joined
from counterclaim.fetching.answers import Answer
from counterclaim.fetching.caching import NOTHING, Known
from counterclaim.fetching.clock import SYSTEM, Clock
from counterclaim.fetching.connecting import Resolver, looked_up
from counterclaim.fetching.failures import FailedError, RefusedError, SlowError, UnknownHostError
from counterclaim.fetching.limits import DEFAULT, Limits
from counterclaim.fetching.pacing import Pace
from counterclaim.fetching.requesting import Requester
from counterclaim.fetching.robots import Robots

#: Answers that another moment may change.
PASSING: Final = frozenset((408, 425, 429, 500, 502, 503, 504))


class Fetcher:
    """Fetches pages politely from public machines; may be used from many threads.

    ``allowed`` are hosts that the user named though they are not public, ``contact`` is told to
    every host, ``trust`` says whose certificates count (without it: the system's do). ``clock`` and
    ``resolve`` are for tests.
    """

    def __init__(
        self,
        allowed: Allowed = NOBODY,
        *,
        contact: str = "",
        limits: Limits = DEFAULT,
        clock: Clock = SYSTEM,
        resolve: Resolver = looked_up,
        trust: SSLContext | None = None,
    ) -> None:
        self.allowed, self.contact, self.limits, self.clock = allowed, contact, limits, clock
        self._requester = Requester(
            allowed, contact=contact, limits=limits, clock=clock, resolve=resolve, trust=trust
        )
        self._pace = Pace(clock, limits.patience)
        self._robots = Robots(self._get_rules, limits.robots_longest, limits.robots_age, clock)

    def get(self, address: str, known: Known = NOTHING) -> Answer:
        """What is at an address, after redirects, each of which is checked like the address.

        With what is ``known`` from the last time the answer may be 304, without content. Answers
        with other statuses are answers too. Raises RefusedError where it must not be fetched or is
        too long, LaterError where the host asks for a longer pause than we have patience for, and
        FailedError where it could not be had after some tries.
        """
        return self._followed(address, known, obedient=True)

    def close(self) -> None:
        """Close what is open."""
        self._requester.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _get_rules(self, address: str) -> Answer:
        return self._followed(address, NOTHING, obedient=False)

    def _followed(self, address: str, known: Known, *, obedient: bool) -> Answer:
        through: list[Answer] = []
        target = checked(address, self.allowed)
        while True:
            answer = self._polite(target, known, obedient)
            if not answer.link:
                return replace(answer, address=address, through=tuple(through))
            through.append(answer)
            if len(through) > self.limits.redirects:
                what = f"leads on more than {self.limits.redirects} times"
                raise RefusedError(what, "open it in a browser, and name where it ends")
            target = self._next(answer)

    def _next(self, answer: Answer) -> Address:
        """Where a redirect leads."""
        link = joined(answer.url, answer.link)
        try:
            return checked(link, self.allowed)
        except RefusedError as error:
            what = f"leads on to {link[:200]!r}, which {error.what}"
            raise RefusedError(what, error.remedy) from None

    def _polite(self, target: Address, known: Known, obedient: bool) -> Answer:
        delay = self.limits.delay
        longest = self.limits.robots_longest
        if obedient:
            rules = self._robots.rules(target)
            if not rules.allow(target.url):
                what = f"robots.txt of {target.host} asks not to fetch it"
                raise RefusedError(what, "ask its people, or save the page by hand")
            delay, longest = max(delay, rules.delay), self.limits.longest
        return self._tried(target, known, delay, longest)

    def _tried(self, target: Address, known: Known, delay: float, longest: int) -> Answer:
        failure = FailedError("was not asked for", "try again another time")
        for number in range(self.limits.tries):
            self._pace.wait(target.host, delay)
            pause = self.limits.backoff * 2**number
            try:
                answer = self._requester.send(target, known.asking(target.url), longest)
            except (SlowError, UnknownHostError):
                raise
            except FailedError as error:
                failure = error
            else:
                if answer.status not in PASSING:
                    return answer
                what = f"answers with status {answer.status}"
                failure = FailedError(what, "try again another time")
                pause = max(pause, answer.retry_after)
            self._pace.hold(target.host, pause)
        raise failure
