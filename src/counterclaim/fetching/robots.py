"""What a site's robots.txt asks of us (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final

from protego import Protego

from counterclaim.fetching.addresses import Address
from counterclaim.fetching.answers import Answer
from counterclaim.fetching.clock import Clock
from counterclaim.fetching.failures import (
    FailedError,
    FetchError,
    LaterError,
    PrivateHostError,
    RefusedError,
    UnknownHostError,
)
from counterclaim.fetching.requesting import NAME

_UNREACHABLE: Final = (429, 500)  # this status, and those from this one on


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site."""

    parsed: Protego

    def allow(self, url: str) -> bool:
        """Whether it lets us fetch this address."""
        return self.parsed.can_fetch(url, NAME)

    @property
    def delay(self) -> float:
        """Seconds that it asks to leave between two requests; 0 if it asks for none."""
        rate = self.parsed.request_rate(NAME)
        between = rate.seconds / rate.requests if rate else 0.0
        return max(self.parsed.crawl_delay(NAME) or 0.0, between)


class Robots:
    """The rules of sites, each asked for once a day at most; may be used from many threads."""

    def __init__(
        self, fetch: Callable[[str], Answer], longest: int, age: float, clock: Clock
    ) -> None:
        self._fetch, self._longest, self._age, self._clock = fetch, longest, age, clock
        self._held: dict[str, tuple[float, Rules]] = {}
        self._locks: dict[str, Lock] = {}
        self._lock = Lock()

    def rules(self, address: Address) -> Rules:
        """The rules of the address's site; where it has no robots.txt, all is allowed.

        Raises FailedError where they cannot be had: then nothing may be fetched.
        """
        with self._lock:
            lock = self._locks.setdefault(address.origin, Lock())
        with lock:
            held = self._held.get(address.origin)
            if held and self._clock.elapsed() - held[0] < self._age:
                return held[1]
            rules = self._read(address)
            self._held[address.origin] = self._clock.elapsed(), rules
            return rules

    def _read(self, address: Address) -> Rules:
        try:
            answer = self._fetch(f"{address.origin}/robots.txt")
            if answer.status == _UNREACHABLE[0] or answer.status >= _UNREACHABLE[1]:
                raise FailedError(f"answers with status {answer.status}", "")
            text = answer.content(self._longest) if answer.status == 200 else b""
        except (LaterError, PrivateHostError, UnknownHostError):
            raise
        except FetchError as error:
            what = f"robots.txt of {address.host} {error.what}"
            kind = RefusedError if isinstance(error, RefusedError) else FailedError
            raise kind(what, "without its rules nothing is fetched") from error
        return Rules(Protego.parse(text.decode("utf-8", "replace")))
