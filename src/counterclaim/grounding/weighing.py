"""Which of several places of one name is meant: what speaks for each, added up."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from counterclaim.grounding.gazetteer import Gazetteer, Spot
from counterclaim.grounding.phrases import Phrase
from counterclaim.grounding.spelling import exact_key
from counterclaim.policy import DEFAULT, Policy

_KIND: Final[Mapping[str, float]] = {
    "country": 4.0, "area": 1.5, "admin1": 0.4, "city": 0.6, "admin2": -0.6,
}  # fmt: skip
_MATCH: Final[Mapping[str, float]] = {"name": 0.0, "other name": -0.5, "spelling": -1.5}
_LETTER: Final = 0.5  # what each letter counts in which another spelling differs
_SEAT: Final = 10_000  # people of a city that a province of another name may be called by
_NEAR: Final = 100.0  # kilometres over which nearness falls to a third
_REMOTE: Final = 200.0  # kilometres from all else at which another spelling is not believed
_KM: Final = 111.2  # kilometres of a degree of latitude


@dataclass(frozen=True, slots=True)
class Context:
    """What a document tells about where its places lie.

    ``countries`` are the shares in its country names; ``support`` how much of its places lies in
    each country and division (0 to 1), of ``names`` names in all; ``resolved`` the places that
    were taken so far.
    """

    countries: Mapping[str, float]
    support: Mapping[str, float] = field(default_factory=dict)
    names: int = 1
    resolved: tuple[Spot, ...] = ()
    policy: Policy = DEFAULT


def best(
    each: Phrase, found: Sequence[Spot], context: Context, gazetteer: Gazetteer
) -> Spot | None:
    """The place that is meant; None where none of them can be believed."""
    if not found:
        return None
    holders = containers(each, gazetteer)
    spot = max(found, key=lambda spot: (_score(spot, each, context, holders), -spot.id))
    if spot.kind == "admin1" and each.level not in ("province", "region", "district"):
        spot = _seat(spot, found) or _seat(spot, gazetteer.named(spot.name)) or spot
    if each.level == "site" and not _has_sites(spot, context):
        return None
    return spot if is_believed(spot, context, holders) else None


def _has_sites(spot: Spot, context: Context) -> bool:
    """Whether "Lantern Road" can be of the town of Lantern: of one in the countries of the text."""
    named = context.countries.get(spot.country or "", 0.0) > 0
    return named and spot.match == "name" and spot.population >= _SEAT


def support(candidates: Sequence[Sequence[Spot]], context: Context) -> Mapping[str, float]:
    """How much of the text's places lies in each country and division, each name counted once."""
    added: dict[str, float] = {}
    names = list(dict.fromkeys(tuple(found) for found in candidates))
    for found in names:
        weights = [math.exp(base(spot, context)) for spot in found]
        total = sum(weights)
        for spot, weight in zip(found, weights, strict=True):
            for code in (spot.country, spot.admin1):
                if code is not None:
                    added[code] = added.get(code, 0.0) + weight / total
    return {code: added[code] / len(names) for code in sorted(added)}


def base(spot: Spot, context: Context) -> float:
    """How likely a place is meant by its name, before its neighbours are looked at."""
    policy = context.policy
    return (
        _MATCH[spot.match]
        - _LETTER * spot.differs
        + _KIND[spot.kind]
        + policy.ground_people_weight * math.log10(spot.population + 10)
        + policy.ground_country_weight * context.countries.get(spot.country or "", 0.0)
    )


def is_believed(spot: Spot, context: Context, holders: Sequence[Spot]) -> bool:
    """Whether a place may be meant at all: a village abroad that shares a name is not.

    A large place is believed as it is named; a small one in a country that the text names, or
    that other places of the text lie in; a spelling that differs in letters only in one of the
    main countries and not far from the text's other places.
    """
    policy = context.policy
    if spot.kind in ("country", "area") or any(holds(each, spot) for each in holders):
        return True
    spelt, loose = spot.match == "spelling", spot.differs > 0
    known = policy.ground_known_people * (1 if spot.match == "name" else 10)
    large = spot.kind != "admin2" and spot.population >= known
    if not spelt and (large or not context.countries):
        return True
    if loose and _is_remote(spot, context):
        return False
    others = context.support.get(spot.country or "", 0.0) - 1.0 / context.names
    share = max(context.countries.get(spot.country or "", 0.0), others)
    return share >= (policy.ground_main_share if loose else policy.ground_named_share)


def _is_remote(spot: Spot, context: Context) -> bool:
    others = [o for o in context.resolved if o.name != spot.name and o.kind == "city"]
    return bool(others) and min(apart(spot, other) for other in others) > _REMOTE


def containers(each: Phrase, gazetteer: Gazetteer) -> tuple[Spot, ...]:
    """The largest places that bear the names in which the text puts this one."""
    found: list[Spot] = []
    for name in each.containers:
        words = name.split()
        for length in range(len(words), 0, -1):
            spots = gazetteer.named(" ".join(words[:length]))
            if spots and exact_key(" ".join(words[:length])) != exact_key(each.name):
                found.extend(spots[:5])
                break
    return tuple(found)


def holds(container: Spot, spot: Spot) -> bool:
    if container.country != spot.country or container.id == spot.id:
        return False
    if container.kind == "country":
        return True
    if container.kind == "admin1":
        return container.admin1 == spot.admin1
    return apart(container, spot) <= max(30.0, 1.5 * container.radius)


def apart(a: Spot, b: Spot) -> float:
    """Kilometres between two places, on a sphere flattened out: near enough to compare."""
    across = abs(a.lon - b.lon)
    across = min(across, 360 - across) * math.cos(math.radians((a.lat + b.lat) / 2))
    return _KM * math.hypot(a.lat - b.lat, across)


def _seat(province: Spot, found: Sequence[Spot]) -> Spot | None:
    """The city that a province is named after, which the bare name means."""
    within = [
        spot
        for spot in found
        if spot.kind == "city" and spot.admin1 == province.admin1 and spot.match != "spelling"
    ] or [spot for spot in found if spot.kind == "city" and spot.admin1 == province.admin1]
    city = max(within, key=lambda spot: (spot.population, -spot.id), default=None)
    if city is None or (city.name != province.name and city.population < _SEAT):
        return None
    return city


def _score(spot: Spot, each: Phrase, context: Context, holders: Sequence[Spot]) -> float:
    policy = context.policy
    shares = context.support.get(spot.country or "", 0.0) + context.support.get(
        spot.admin1 or "", 0.0
    )
    score = base(spot, context) + policy.ground_company_weight * shares + _level(spot, each)
    if any(holds(container, spot) for container in holders):
        score += policy.ground_within_weight
    others = [other for other in context.resolved if other.name != spot.name]
    if others:
        nearest = min(apart(spot, other) for other in others)
        score += policy.ground_nearness_weight * math.exp(-nearest / _NEAR)
    return score


def _level(spot: Spot, each: Phrase) -> float:
    """What "province", "district" or "town" beside the name speaks for."""
    if each.level in ("province", "region"):
        return {"admin1": 3.0, "area": 1.0, "admin2": 1.0}.get(spot.kind, 0.0)
    if each.level == "district":
        return {"admin2": 4.0, "admin1": 0.5}.get(spot.kind, 0.0)
    if each.level is not None:
        return 1.5 if spot.kind == "city" else -1.0
    return 0.0
