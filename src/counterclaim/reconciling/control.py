"""Claims on who has a place, set against each other across facts."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from counterclaim.model import Entity, Fact, Relation
from counterclaim.policy import Policy
from counterclaim.reconciling.roots import Root
from counterclaim.reconciling.sides import opposed, unnamed
from counterclaim.reconciling.spots import CONTROL, Spot, spots
from counterclaim.reconciling.tellings import Telling

SAID: Final[Mapping[str, str]] = {"seized": "taken", "held": "held", "withdrew": "left"}


@dataclass(frozen=True, slots=True)
class _Stand:
    """A claim on a spot, and the days between which it may be so: for what is held, one day."""

    fact: Fact
    telling: Telling
    root: Root
    spot: Spot
    side: Entity
    first: date
    last: date

    @property
    def held(self) -> bool:
        return self.telling.claim.type == "held"

    @property
    def told_once(self) -> Hashable:
        """Equal for what one source says twice in one report, as a headline and its text do."""
        claim = self.telling.claim
        return (
            self.fact.id, claim.document, claim.type, claim.polarity, self.side.id,
            self.root.key, self.first, self.last,
        )  # fmt: skip


def contests(
    facts: Sequence[Fact],
    told: Mapping[str, Telling],
    roots: Mapping[str, Root],
    policy: Policy,
) -> Mapping[str, tuple[Relation, ...]]:
    """Relations "contests" by fact id: two claims on one place that cannot both be so.

    Held by one side against held by another, at most ``reconcile_control_days`` apart; held by
    a side against taken by another, or left by itself, on that day or up to as many days before.
    What is said to have come about later just follows. Something held without a day is held
    when the report appeared; an event without a day may have been in the
    ``reconcile_undated_days`` before. A denial stands against the same event in another fact.

    Both must be about the place itself or a part that can be told apart, and go back to different
    roots: one voice that calls a side by two names does not contest itself.
    """
    found: dict[str, dict[tuple[str, str], Relation]] = {}
    order = {claim: at for at, claim in enumerate(told)}
    pairs = _near(_stands(facts, told, roots, policy), policy.reconcile_control_days)
    # In the order of their claims, so that it does not matter what else is told of other spots.
    for a, b in sorted(pairs, key=lambda pair: [order[stand.telling.claim.id] for stand in pair]):
        if a.root.key == b.root.key or not _against(a, b, policy.reconcile_control_days):
            continue
        reason = f"{_said(a)}; against {_said(b)}"
        relation = Relation("contests", a.telling.claim.id, b.telling.claim.id, reason)
        for one, other in ((a, b), (b, a)):
            found.setdefault(one.fact.id, {}).setdefault((other.fact.id, reason), relation)
    return {fact: tuple(relations.values()) for fact, relations in found.items()}


def _stands(
    facts: Sequence[Fact], told: Mapping[str, Telling], roots: Mapping[str, Root], policy: Policy
) -> Iterator[list[_Stand]]:
    """Claims on one definite spot, by their first days; of equal ones the first."""
    by_spot: dict[Hashable, dict[Hashable, _Stand]] = {}
    for fact in facts:
        for claim in fact.claims if fact.type in CONTROL else ():
            telling = told[claim]
            days = _days(telling, policy.reconcile_undated_days)
            side = telling.grounded.actor
            if days is None or side is None:
                continue
            for spot in spots(telling.grounded, telling.document.text):
                if spot.definite and side.entity.name != spot.place.name:
                    stand = _Stand(fact, telling, roots[claim], spot, side.entity, *days)
                    group = by_spot.setdefault((spot.key, spot.words), {})
                    group.setdefault(stand.told_once, stand)
    for stands in by_spot.values():
        yield sorted(stands.values(), key=lambda stand: stand.first)


def _days(telling: Telling, undated: int) -> tuple[date, date] | None:
    """Between which days it may be: of an event over several days only the last, since what was
    held until then is no contradiction. None where the days cannot be known: of a time expression
    that no rule reads, or that leaves the beginning open."""
    period, published = telling.grounded.period, telling.document.published
    if telling.claim.type == "held":
        day = (period.end if period else None) or published
        return (day, day) if day else None
    if period is None:
        return (published - timedelta(undated), published) if published else None
    if period.start is None:
        return None
    last = period.end or period.start
    return last, last


def _near(spotted: Iterator[list[_Stand]], days: int) -> Iterator[tuple[_Stand, _Stand]]:
    """Pairs on one spot whose days lie no further apart, so that work keeps step with claims."""
    for stands in spotted:
        open_: list[_Stand] = []
        for stand in stands:
            open_ = [other for other in open_ if (stand.first - other.last).days <= days]
            yield from ((other, stand) for other in open_)
            open_.append(stand)


def _against(a: _Stand, b: _Stand, days: int) -> bool:
    if a.telling.denies or b.telling.denies:
        return _denied(a, b)
    if a.held and b.held:
        return opposed(a.side, b.side)
    if a.held == b.held:
        return False
    holding, event = (a, b) if a.held else (b, a)
    if event.first > holding.first or (holding.first - event.last).days > days:
        return False
    if event.telling.claim.type == "withdrew":
        return event.side.id == holding.side.id and not unnamed(event.side)
    return opposed(event.side, holding.side)


def _denied(a: _Stand, b: _Stand) -> bool:
    """One denies what the other says. Within one fact, that is told by the voices' relations."""
    same = a.telling.claim.type == b.telling.claim.type and a.side.id == b.side.id
    return same and a.telling.denies != b.telling.denies and a.fact.id != b.fact.id


def _said(stand: _Stand) -> str:
    """ "Rescue Network in Northwire of 2031-03-03 (r1): Sarim left by the army, day not given"."""
    telling = stand.telling
    source = f"{stand.root.name} in " if stand.root.spoken else ""
    not_so = "not " if telling.denies else ""
    undated = telling.claim.type != "held" and telling.grounded.period is None
    doubt = ", unverified" if telling.claim.polarity == "unverified" else ""
    return (
        f"{source}{telling.report}: {stand.spot.name} {not_so}{SAID[telling.claim.type]} "
        f"by {stand.side.name}{doubt}{', day not given' if undated else ''}"
    )
