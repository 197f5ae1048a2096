"""When each feed is asked for: at its own pace, more seldom while it fails."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

#: Each pause is longer or shorter by up to so much of it, so that many feeds of one pace spread.
_JITTER: Final = 0.1
_LONGEST: Final = 3600.0  # seconds between two tries of a feed that fails


@dataclass(slots=True)
class _Turn:
    at: float
    failures: int = 0


class Schedule:
    """The turns of feeds, ``every`` so many seconds, in seconds of a clock that never goes back.

    A new feed has its turn at once. One that fails has half as many turns after each failure, but
    one an hour.
    """

    def __init__(self, every: float, dice: random.Random) -> None:
        self._every, self._dice = every, dice
        self._turns: dict[str, _Turn] = {}

    def hold(self, feeds: Iterable[str], now: float) -> None:
        """From now on these are the feeds."""
        self._turns = {feed: self._turns.get(feed) or _Turn(now) for feed in feeds}

    def due(self, now: float) -> Iterator[str]:
        """The feeds whose turn has come; their next one is a pause later."""
        for feed, turn in self._turns.items():
            if turn.at <= now:
                turn.at = now + self._pause(turn)
                yield feed

    def answered(self, feed: str) -> None:
        """The feed answered."""
        if feed in self._turns:
            self._turns[feed].failures = 0

    def failed(self, feed: str, now: float) -> None:
        """The feed could not be had."""
        turn = self._turns.get(feed)
        if turn is not None:
            turn.failures += 1
            turn.at = now + self._pause(turn)

    def _pause(self, turn: _Turn) -> float:
        longest = max(_LONGEST, self._every)
        pause = min(self._every * 2.0 ** min(turn.failures, 30), longest)
        return pause * self._dice.uniform(1 - _JITTER, 1 + _JITTER)
