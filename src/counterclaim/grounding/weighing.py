"""Which of several places of one name is meant: what speaks for each, added up."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from counterclaim.grounding.company import Company
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.phrases import Phrase
from counterclaim.grounding.spelling import exact_key
from counterclaim.grounding.spot import Spot
from counterclaim.policy import DEFAULT, Policy

_KIND: Final[Mapping[str, float]] = {
    "country": 3.0, "area": 2.0, "admin1": 0.9, "city": 0.6, "site": 0.6, "admin2": -0.6,
}  # fmt: skip
_MATCH: Final[Mapping[str, float]] = {"name": 0.0, "other name": -1.0, "spelling": -1.5}
_LETTER: Final = 0.5  # what each letter counts in which another spelling differs
_OWN: Final = 5.0  # what counts for a user's own place: more than for any city of that name
_HOLDERS: Final = frozenset({"admin1", "country"})
_FAME: Final = 1.0  # what is added for every tenfold of inhabitants beyond those of a large city
_FAMOUS: Final = 200_000
_PARTS: Final = frozenset({"district", "village", "site"})
_SEAT: Final = 10_000  # people of a city that a province of another name may be called by
_SPILT: Final = 0.2  # what its neighbours' shares in the text's country names count for a country
_NEAR: Final = 100.0  # kilometres over which nearness falls to a third
_AROUND: Final = 2.0  # what is added where many of the text's other names lie around a place
_HOPELESS: Final = 5.0  # log-odds behind the likeliest, from which a place is not looked at again
_REMOTE: Final = 200.0  # kilometres from all else at which another spelling is not believed
_KM: Final = 111.2  # kilometres of a degree of latitude

Weighed = Sequence[tuple[float, Spot]]


@dataclass(frozen=True, slots=True)
class Context:
    """What a document tells about where its places lie.

    ``countries`` are the shares in its country names, and ``is_placed`` tells whether they are
    more than a passing word; ``without`` are the shares where one name is left out of account;
    ``company`` tells where its names lie; ``resolved`` are the places that were taken so far.
    """

    countries: Mapping[str, float]
    is_placed: bool = True
    without: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    neighbours: Mapping[str, Sequence[str]] = field(default_factory=dict)
    company: Company = field(default_factory=Company)
    resolved: tuple[Spot, ...] = ()
    policy: Policy = DEFAULT

    def named(self, spot: Spot, name: str) -> float:
        """The share of a place's country among the text's country names, but for this name."""
        shares = self.without.get(name, self.countries)
        return shares.get(spot.country or "", 0.0)

    def beside(self, spot: Spot, name: str) -> float:
        """The same of the countries around: wars spill over."""
        shares = self.without.get(name, self.countries)
        return sum(shares.get(code, 0.0) for code in self.neighbours.get(spot.country or "", ()))


@dataclass(frozen=True, slots=True)
class Asked:
    """A name in question: what is said of it, its key, the places it may mean.

    ``holders`` are the places that the text puts it in, ``contents`` those that it may hold: what
    is named just before it ("Saraqeb, Idlib"). ``put`` are those of the holders that words of the
    same phrase name ("the Midan district of Aleppo"), ``divisions`` what they call a province.
    """

    phrase: Phrase
    key: str
    found: tuple[Spot, ...]
    holders: tuple[Spot, ...] = ()
    put: tuple[Spot, ...] = ()
    divisions: tuple[Spot, ...] = ()
    contents: tuple[Spot, ...] = ()

    def contains(self, spot: Spot) -> bool:
        """Whether a division or country holds what is named just before it."""
        return spot.kind in _HOLDERS and any(holds(spot, each) for each in self.contents)


def alone(asked: Asked, context: Context) -> Weighed:
    """The places that a name may mean with what speaks for each (log-odds), neighbours aside."""
    return [(base(spot, asked.key, context), spot) for spot in asked.found]


def ranked(asked: Asked, weighed: Weighed, context: Context) -> Weighed:
    """The same with what the text's other names tell, the likeliest first."""
    return _ordered((score + _company(spot, asked, context), spot) for score, spot in weighed)


def nearer(asked: Asked, weighed: Weighed, context: Context) -> Weighed:
    """The same once the text's other places are taken: what lies near one of them counts more."""
    others = [other for other in context.resolved if exact_key(other.name) != asked.key]
    if not others or not weighed:
        return weighed
    weight = context.policy.ground_nearness_weight
    least = weighed[0][0] - weight - _HOPELESS
    return _ordered(
        (score + weight * _nearness(spot, others) if score > least else score, spot)
        for score, spot in weighed
    )


def _nearness(spot: Spot, others: Sequence[Spot]) -> float:
    """How near the nearest of other places lies: 1 at the spot itself, falling with distance."""
    lat, lon, narrow = spot.lat, spot.lon, math.cos(math.radians(spot.lat))
    nearest = math.inf
    for other in others:
        across = abs(lon - other.lon)
        across = (360.0 - across if across > 180.0 else across) * narrow
        north = lat - other.lat
        squared = north * north + across * across
        if squared < nearest:
            nearest = squared
    return math.exp(-_KM * math.sqrt(nearest) / _NEAR)


def _ordered(weighed: Iterable[tuple[float, Spot]]) -> Weighed:
    return sorted(weighed, key=lambda pair: (-pair[0], pair[1].id))


def best(asked: Asked, weighed: Weighed, context: Context, gazetteer: Gazetteer) -> Spot | None:
    """The place that is meant: the likeliest, or an area where that cannot be believed."""
    spots = [spot for _, spot in weighed]
    likely = spots[:1] + [spot for spot in spots[1:] if spot.kind == "area"]
    found = (_meant(spot, asked, context, gazetteer) for spot in likely)
    return next((spot for spot in found if spot is not None), None)


def _meant(spot: Spot, asked: Asked, context: Context, gazetteer: Gazetteer) -> Spot | None:
    """The place, or the seat that a province's bare name means; None if it cannot be believed."""
    level = asked.phrase.level
    bare = level not in ("province", "region", "district") and not asked.contains(spot)
    if spot.kind == "admin1" and bare:
        spot = seat(spot, asked.found) or seat(spot, gazetteer.named(spot.name)) or spot
    if level == "site" and not _has_sites(spot, asked, context):
        return None
    if level in _PARTS and _is_put_elsewhere(spot, asked, context):
        return None
    return spot if is_believed(spot, asked, context) else None


def _is_put_elsewhere(spot: Spot, asked: Asked, context: Context) -> bool:
    """Whether the words of its phrase put a place into other countries. A namesake abroad of what
    they name, where the text names the place's country and none of the others, puts it nowhere."""
    others = {each.country for each in asked.put}
    if not others or spot.country in others:
        return False
    return spot.country not in context.countries or not others.isdisjoint(context.countries)


def _has_sites(spot: Spot, asked: Asked, context: Context) -> bool:
    """Whether "Lantern Road" can be of the town of Lantern: of one in the countries of the text."""
    named = context.named(spot, asked.key) > 0
    return named and spot.match == "name" and spot.population >= _SEAT


def base(spot: Spot, key: str, context: Context) -> float:
    """How likely a place is meant by its name, before its neighbours are looked at."""
    policy = context.policy
    return (
        _MATCH[spot.match]
        - _LETTER * spot.differs
        + _KIND[spot.kind]
        + (_OWN if spot.own is not None else 0.0)
        + policy.ground_people_weight * math.log10(spot.population + 10)
        + _FAME * max(0.0, math.log10((spot.population + 1) / _FAMOUS))
        + policy.ground_country_weight
        * (context.named(spot, key) + _SPILT * context.beside(spot, key))
    )


def is_believed(spot: Spot, asked: Asked, context: Context) -> bool:
    """Whether a place may be meant at all: a village abroad that shares a name is not.

    A large place is believed as it is named, and so is a user's own; a small one in a country that
    the text names, or that other places of the text lie in; a spelling that differs in letters
    only in one of the main countries and not far from the text's other places.
    """
    policy = context.policy
    loose = spot.differs > 0
    if spot.kind in ("country", "area"):
        return True
    if any(holds(each, spot) and not (loose and each.kind == "country") for each in asked.holders):
        return True
    if spot.own is not None and spot.match != "spelling":
        return True
    if asked.divisions and spot.population < policy.ground_known_people:
        return False
    spelt = spot.match == "spelling"
    known = policy.ground_known_people * (1 if spot.match == "name" else 10)
    large = spot.kind != "admin2" and spot.population >= known
    if not spelt and (large or not context.is_placed):
        return True
    if spot.kind == "admin2" and asked.phrase.level == "district" and spot.match == "name":
        return True
    if loose and _is_remote(spot, context):
        return False
    others = context.company.share(spot.country, asked.key)
    named = context.countries.get(spot.country or "", 0.0)
    if loose:
        return max(named, others) >= policy.ground_main_share
    return max(named, others / 3 if spelt else others) >= policy.ground_named_share


def _is_remote(spot: Spot, context: Context) -> bool:
    others = [o for o in context.resolved if o.name != spot.name and o.kind == "city"]
    return bool(others) and min(apart(spot, other) for other in others) > _REMOTE


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


def seat(province: Spot, found: Sequence[Spot]) -> Spot | None:
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


def _company(spot: Spot, asked: Asked, context: Context) -> float:
    """What the text's other names, and the words around this one, speak for."""
    policy, key, known = context.policy, asked.key, context.company
    shares = known.share(spot.country, key) + known.share(spot.admin1, key)
    around = known.around(spot, key)
    score = (
        policy.ground_company_weight * shares
        + _AROUND * around / (around + 1.0)
        + _level(spot, asked.phrase)
    )
    if any(holds(container, spot) for container in asked.holders) or asked.contains(spot):
        score += policy.ground_within_weight
    return score


def _level(spot: Spot, each: Phrase) -> float:
    """What "province", "district" or "town" beside the name speaks for."""
    if each.level in ("province", "region"):
        return {"admin1": 3.0, "area": 1.0, "admin2": 1.0}.get(spot.kind, 0.0)
    if each.level == "district":
        return {"admin2": 4.0, "admin1": 0.5}.get(spot.kind, 0.0)
    if each.level is not None:
        return 1.5 if spot.kind in ("city", "site") else -1.0
    return 0.0
