"""Claims on who has a place, set against each other across facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

from counterclaim.model import Fact, GroundedClaim, Place, Relation
from counterclaim.policy import Policy
from counterclaim.reconciling.roots import Root
from counterclaim.reconciling.tellings import Telling

_CONTROL = frozenset({"seized", "held", "withdrew"})


def contests(
    facts: Sequence[Fact],
    told: Mapping[str, Telling],
    roots: Mapping[str, Root],
    policy: Policy,
) -> Mapping[str, tuple[Relation, ...]]:
    """Relations "contests" by fact id: two claims on one place that cannot both be so.

    Taken or held by one side against held by another; left by a side against held by the same.
    Both must be about days, or stand in reports, at most ``reconcile_control_days`` apart, and go
    back to different roots: one voice that calls a side by two names does not contest itself.
    """
    found: dict[str, dict[str, Relation]] = {}
    claims = [
        (fact, told[claim]) for fact in facts if fact.type in _CONTROL for claim in fact.claims
    ]
    by_place: dict[object, list[tuple[Fact, Telling]]] = {}
    for fact, telling in claims:
        if telling.grounded.places and not telling.denies:
            key = _key(telling.grounded.places[0])
            by_place.setdefault(key, []).append((fact, telling))
    for same in by_place.values():
        for (one, a), (other, b) in combinations(same, 2):
            apart = roots[a.claim.id].key != roots[b.claim.id].key
            if apart and _near(a, b, policy.reconcile_control_days) and _against(a, b):
                reason = _reason(a, b)
                relation = Relation("contests", a.claim.id, b.claim.id, reason)
                for fact in (one, other):
                    found.setdefault(fact.id, {}).setdefault(reason, relation)
    return {fact: tuple(relations.values()) for fact, relations in found.items()}


def _key(place: Place) -> object:
    if place.geonameid is None:
        return place.name.casefold()
    return place.geonameid, place.precision


def _near(a: Telling, b: Telling, days: int) -> bool:
    one, other = _day(a), _day(b)
    return one is not None and other is not None and abs((one - other).days) <= days


def _day(telling: Telling) -> date | None:
    period = telling.grounded.period
    return (period.end or period.start if period else None) or telling.document.published


def _against(a: Telling, b: Telling) -> bool:
    one, other = _actor(a.grounded), _actor(b.grounded)
    if one is None or other is None:
        return False
    kinds = {a.claim.type, b.claim.type}
    if kinds == {"held", "withdrew"}:
        return one == other
    if "withdrew" in kinds:
        return False
    return one != other and "held" in kinds


def _actor(claim: GroundedClaim) -> str | None:
    return claim.actor.entity.id if claim.actor else None


_SAYS: Mapping[str, str] = {"seized": "took", "held": "holds", "withdrew": "left"}


def _reason(a: Telling, b: Telling) -> str:
    return " against ".join(
        f"{t.report}: {t.grounded.actor.entity.name} {_SAYS[t.claim.type]} "
        f"{t.grounded.places[0].name}"
        for t in (a, b)
        if t.grounded.actor
    )
