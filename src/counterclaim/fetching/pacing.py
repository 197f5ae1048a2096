"""Pauses between two requests to one host."""

from __future__ import annotations

from datetime import timedelta
from threading import Lock

from counterclaim.fetching.clock import Clock
from counterclaim.fetching.failures import LaterError


class Pace:
    """Lets requests to a host go one after the other; may be used from many threads."""

    def __init__(self, clock: Clock, patience: float) -> None:
        self._clock, self._patience = clock, patience
        self._next: dict[str, float] = {}
        self._lock = Lock()

    def wait(self, host: str, delay: float) -> None:
        """Wait for this host's turn; the next one comes ``delay`` seconds after it.

        Raises LaterError, at once, where the turn would not come for longer than our patience.
        """
        with self._lock:
            now = self._clock.elapsed()
            turn = max(now, self._next.get(host, now))
            if turn - now > self._patience:
                until = self._clock.now() + timedelta(seconds=turn - now)
                raise LaterError(f"{host} asks to be left alone for a while", until)
            self._next[host] = turn + delay
        if turn > now:
            self._clock.sleep(turn - now)

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so many seconds from now on."""
        with self._lock:
            until = self._clock.elapsed() + seconds
            self._next[host] = max(until, self._next.get(host, until))
