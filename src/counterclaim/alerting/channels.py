"""Ways to tell of events, each by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from counterclaim.alerting.events import Event


class DeliveryError(Exception):
    """A channel could not tell of events. ``pause`` are seconds that it asks to wait for.

    ``final`` says that it would not take them later either.
    """

    def __init__(self, what: str, *, pause: float = 0.0, final: bool = False) -> None:
        super().__init__(what)
        self.what, self.pause, self.final = what, pause, final


class Channel(Protocol):
    """Takes events in their order, each at least once. ``batch`` is how many it takes at once."""

    @property
    def name(self) -> str:
        """What it is told of by, and known by after a restart."""

    @property
    def batch(self) -> int:
        """The most events that are sent at once."""

    def send(self, events: Sequence[Event]) -> None:
        """Tell of events, all of them or none. Raises DeliveryError."""
