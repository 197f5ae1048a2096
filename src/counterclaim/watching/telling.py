"""One channel told of events as they come, until the watch ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event
from typing import Final

from counterclaim.alerting import Channel, Delivery, Outbox, deliver
from counterclaim.alerting import Event as Told
from counterclaim.fetching.clock import Clock
from counterclaim.watching.status import Status
from counterclaim.watching.voice import Voice, many

#: Events that wait for one channel at most: some weeks of a busy ledger, 100 MB or so.
_MOST: Final = 100_000
_LONGEST: Final = 60.0  # seconds between two looks at what is due: the clock may be set meanwhile


class EndedError(Exception):
    """The watch ends: what a channel did not take yet waits for the next one."""


@dataclass(slots=True)
class Telling:
    """Sends one channel what waits for it. ``most`` is how much may wait."""

    channel: Channel
    outbox: Outbox
    clock: Clock
    status: Status
    voice: Voice
    ending: Event
    most: int = _MOST
    bell: Event = field(default_factory=Event)

    def step(self) -> float:
        """Send what is due; gives in how many seconds to look again.

        Raises EndedError where the watch ends before all is sent.
        """
        self.bell.clear()
        delivery = deliver(self.outbox, [_Listening(self.channel, self.ending)], self.clock.now)
        self._note(delivery)
        if delivery.due is None:
            return _LONGEST
        return min(max((delivery.due - self.clock.now()).total_seconds(), 1.0), _LONGEST)

    def _note(self, delivery: Delivery) -> None:
        name = self.channel.name
        sent = delivery.told.get(name, 0)
        dropped = self.outbox.trim(name, self.most)
        waiting = self.outbox.waiting(name)
        why = delivery.problems[-1].what if delivery.problems else "" if sent else None
        turned = self.status.delivered(name, sent, waiting, dropped, why)
        if turned and why:
            self.voice.complain(str(delivery.problems[-1]))
        elif turned:
            self.voice.note(f"{name}: takes events again")
        if dropped:
            self.voice.complain(f"{name}: the oldest {many(dropped, 'event')} that waited dropped")


@dataclass(frozen=True, slots=True)
class _Listening:
    """A channel that takes nothing more once the watch ends."""

    channel: Channel
    ending: Event

    @property
    def name(self) -> str:
        return self.channel.name

    @property
    def batch(self) -> int:
        return self.channel.batch

    def send(self, events: Sequence[Told]) -> None:
        if self.ending.is_set():
            raise EndedError
        self.channel.send(events)
