"""Events to channels: each in order, at least once, tried again ever more seldom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from counterclaim.alerting.channels import Channel, DeliveryError
from counterclaim.alerting.outbox import Outbox
from counterclaim.model import Problem

#: Seconds between the tries of what a channel does not take; the last one from then on. They leave
#: a receiver that is down alone, and find it within the hour once it is up.
PAUSES: Final = (5, 30, 120, 600, 1800, 3600)
#: Seconds: no receiver is left alone for longer. What is due later was so by a wrong clock.
_LONGEST: Final = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of it: events told by channel, what failed, and when the next try is due."""

    told: dict[str, int]
    problems: tuple[Problem, ...]
    due: datetime | None


def deliver(outbox: Outbox, channels: Sequence[Channel], now: Callable[[], datetime]) -> Delivery:
    """Send the channels what waits for them and is due.

    A channel that fails is left alone for a while, and then sent the same events again, before all
    later ones; the others are not kept waiting. Only what a channel says it will never want is
    passed over.
    """
    told: Counter[str] = Counter()
    problems: list[Problem] = []
    later: list[float] = []
    for channel in channels:
        while (turn := outbox.turn(channel.name, channel.batch)).events:
            if 0 < turn.due - now().timestamp() <= _LONGEST:
                later.append(turn.due)
                break
            try:
                channel.send(turn.events)
            except DeliveryError as error:
                problems.append(_problem(channel, error, len(turn.events)))
                if not error.final:
                    pause = max(PAUSES[min(turn.tries, len(PAUSES) - 1)], error.pause)
                    outbox.failed(channel.name, now().timestamp() + min(pause, _LONGEST))
                    continue
            else:
                told[channel.name] += len(turn.events)
            outbox.taken(channel.name, turn.events)
    due = datetime.fromtimestamp(min(later), UTC) if later else None
    return Delivery(dict(told), tuple(problems), due)


def _problem(channel: Channel, error: DeliveryError, count: int) -> Problem:
    events = "an event" if count == 1 else f"{count:,} events"
    remedy = f"{events} passed over" if error.final else f"{events} will be sent again"
    return Problem(channel.name, "", error.what, remedy)
