"""Whether a watch is well, and if not, why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from counterclaim.watching.status import Snapshot

# Seconds. Each is some times what the longest step takes that is no cause for worry.
_FETCHING: Final = 180.0
_ADDING: Final = 1800.0
_FEEDS: Final = 900.0
_RECEIVER: Final = 600.0


def reasons(held: Snapshot) -> tuple[str, ...]:
    """What is wrong, each in one line; none where all is well."""
    return tuple(_reasons(held))


def _reasons(held: Snapshot) -> Iterator[str]:
    if not held.ready:
        yield "starting"
        return
    for part, why in held.failing.items():
        yield f"{part} waits and tries again: {why}"
    still = held.now - (held.begun if held.stepped is None else held.stepped)
    if still > _FETCHING and "fetching" not in held.failing:
        yield f"fetching has stood still for {_ago(still)}"
    if held.adding is not None and held.now - held.adding > _ADDING:
        yield f"adding reports has taken {_ago(held.now - held.adding)}"
    silent = bool(held.feeds) and all(feed.failures for feed in held.feeds.values())
    if silent and held.now - held.begun > _FEEDS:
        yield f"none of the {len(held.feeds):,} feeds answers"
    for name, receiver in held.receivers.items():
        if receiver.failing is not None and held.now - receiver.failing > _RECEIVER:
            down = _ago(held.now - receiver.failing)
            yield f"{name} has taken no events for {down} ({receiver.waiting:,} wait)"


def _ago(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes:,} minutes" if minutes < 120 else f"{minutes // 60:,} hours"
