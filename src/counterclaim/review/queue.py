"""The order in which people should look at what the machine found: what matters most first."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from counterclaim.model import Decision
from counterclaim.model.terms import Status
from counterclaim.review.fates import Standing

# People, houses, vehicles. A single voice that claims more than a dozen is the number that others
# will quote; of fewer, a mistake is soon seen.
HIGH: Final = 12
# A score, 0 to 1. Fields read with less are wrong about as often as right; the pages name them too.
DOUBTFUL: Final = 0.5


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of an entry says how soon somebody should look at it.

    ``size`` is the highest number that it is answered with, -1 without any; ``confidence`` the
    score (0 to 1) of the field that was read with the least certainty; ``claims`` are ids.
    """

    fact: str
    status: Status
    size: int
    confidence: float
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Queued:
    """An entry in the queue, and in words why it stands there. ``open`` are its claims that nobody
    accepted."""

    waiting: Waiting
    reasons: tuple[str, ...]
    open: tuple[str, ...]


def queue(entries: Iterable[Waiting], standings: Iterable[Standing]) -> tuple[Queued, ...]:
    """The entries of which a claim is not accepted yet, in the order to look at them.

    First those that voices dispute or deny, then those of a single voice with a high number, both
    from the highest number down; then those read with little certainty, from the least certain up;
    then the rest, from the highest number down. An entry whose claims are all accepted, by
    themselves or with it, is decided; a claim that is new to it, or was corrected since, opens it
    again.
    """
    done = accepted(standings)
    found = [
        Queued(each, _reasons(each), tuple(claim for claim in each.claims if claim not in done))
        for each in entries
    ]
    return tuple(sorted((each for each in found if each.open), key=_order))


def accepted(standings: Iterable[Standing]) -> frozenset[str]:
    """The claims that acceptances in force hold to be right."""
    return frozenset(
        claim
        for standing in standings
        if standing.decision.kind == "accept" and standing.state == "in_force"
        for claim in standing.decision.claims
    )


def touching(decisions: Iterable[Decision], claims: Collection[str]) -> tuple[Decision, ...]:
    """The decisions on any of these claims, and what was decided on these decisions, in order of
    time."""
    ordered = sorted(decisions, key=lambda decision: (decision.time, decision.id))
    held, found = {*claims}, set[str]()
    about = {d.id for d in ordered if not held.isdisjoint(d.claims)}
    while about - found:
        found |= about
        about = {d.id for d in ordered if d.about == "decision" and d.targets[0] in found}
    return tuple(decision for decision in ordered if decision.id in found)


def _reasons(entry: Waiting) -> tuple[str, ...]:
    reasons: list[str] = []
    if _contested(entry):
        reasons.append(entry.status)
    if _alone(entry):
        reasons.append(f"a single voice claims {entry.size:,}")
    if entry.confidence < DOUBTFUL:
        reasons.append(f"a field was read with a certainty of {entry.confidence:.2f}")
    return tuple(reasons)


def _order(queued: Queued) -> tuple[int, float, str]:
    entry = queued.waiting
    if _contested(entry):
        return 0, -entry.size, entry.fact
    if _alone(entry):
        return 1, -entry.size, entry.fact
    if entry.confidence < DOUBTFUL:
        return 2, entry.confidence, entry.fact
    return 3, -entry.size, entry.fact


def _contested(entry: Waiting) -> bool:
    return entry.status in ("disputed", "denied")


def _alone(entry: Waiting) -> bool:
    return entry.status == "single_voice" and entry.size > HIGH
