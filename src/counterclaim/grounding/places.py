"""Place mentions of one document to places on the map, each with its reasons."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from counterclaim.grounding.countries import countries_in_play
from counterclaim.grounding.gazetteer import Gazetteer, Spot
from counterclaim.grounding.phrases import Phrase, phrase
from counterclaim.grounding.spelling import exact_key
from counterclaim.model import Document, Mention, Place
from counterclaim.model.terms import PlacePrecision
from counterclaim.policy import DEFAULT, Policy

_KIND: Final[Mapping[str, float]] = {
    "country": 4.0, "area": 1.5, "admin1": 0.4, "city": 0.6, "admin2": -0.6,
}  # fmt: skip
_MATCH: Final[Mapping[str, float]] = {"name": 0.0, "other name": -0.5, "spelling": -1.5}
_CITY: Final = 15_000  # people from which a town is called a city
_LARGE: Final = 150_000  # people from which a place is known the world over
_NAMED: Final = 0.05  # share of a country in a text from which its small places are believed
_MAIN: Final = 0.15  # share from which names of it are believed in other spellings
_KM: Final = 111.2  # kilometres of a degree of latitude


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known before a name is resolved: shares of countries and divisions, other places."""

    countries: Mapping[str, float]
    support: Mapping[str, float]
    names: int
    resolved: tuple[Spot, ...] = ()


def ground_places(
    document: Document,
    mentions: Iterable[Mention],
    gazetteer: Gazetteer,
    policy: Policy = DEFAULT,
) -> tuple[Place, ...]:
    """The place of each mention, in the order given.

    Of the places that bear a name, those count more that bear it as written, lie in a country
    that the text names, lie where the text puts them ("X in Y", "X province"), or lie near the
    other places of the text; the number of inhabitants decides last.
    """
    listed = tuple(mentions)
    phrases = [_phrase(document.text, mention, gazetteer) for mention in listed]
    countries = countries_in_play(document.text, gazetteer)
    candidates = [_candidates(each, gazetteer, countries) for each in phrases]
    support = _support(candidates, countries)
    first = _Context(countries, support, max(1, len(set(candidates))))
    winners = _winners(phrases, candidates, first, gazetteer)
    second = replace(first, resolved=_distinct(winners))
    return tuple(
        _place(mention, each, found, second, gazetteer)
        for mention, each, found in zip(listed, phrases, candidates, strict=True)
    )


def _phrase(text: str, mention: Mention, gazetteer: Gazetteer) -> Phrase:
    return phrase(text, mention, whole_is_name=bool(gazetteer.named(mention.text)))


def _candidates(
    each: Phrase, gazetteer: Gazetteer, countries: Mapping[str, float]
) -> tuple[Spot, ...]:
    """The places of the name, or of the name without a plural or possessive s ("Syrias").

    Where none of them lies in a country that the text names, other spellings are looked at too.
    """
    found = gazetteer.named(each.name)
    if not found and each.name.endswith("s") and len(each.name) > 4:
        found = gazetteer.named(each.name.rstrip("s").rstrip("'’"))
    if not any(countries.get(spot.country or "", 0.0) > 0 for spot in found):
        found = (*found, *gazetteer.spelt(each.name))
    return tuple({spot.id: spot for spot in reversed(found)}.values())


def _base(spot: Spot, countries: Mapping[str, float]) -> float:
    """How likely a place is meant by its name, before its neighbours are looked at."""
    return (
        _MATCH[spot.match]
        - 0.5 * spot.differs
        + _KIND[spot.kind]
        + 0.55 * math.log10(spot.population + 10)
        + 3.0 * countries.get(spot.country or "", 0.0)
    )


def _support(
    candidates: Sequence[tuple[Spot, ...]], countries: Mapping[str, float]
) -> Mapping[str, float]:
    """How much of the text's places lies in each country and division, each name counted once."""
    support: dict[str, float] = {}
    for found in dict.fromkeys(candidates):
        weights = [math.exp(_base(spot, countries)) for spot in found]
        total = sum(weights)
        best: dict[str, float] = {}
        for spot, weight in zip(found, weights, strict=True):
            for code in (spot.country, spot.admin1):
                if code is not None:
                    best[code] = best.get(code, 0.0) + weight / total
        for code, share in best.items():
            support[code] = support.get(code, 0.0) + share
    names = max(1, len(set(candidates)))
    return {code: support[code] / names for code in sorted(support)}


def _winners(
    phrases: Sequence[Phrase],
    candidates: Sequence[tuple[Spot, ...]],
    context: _Context,
    gazetteer: Gazetteer,
) -> list[Spot]:
    best = (
        _best(each, found, context, gazetteer)
        for each, found in zip(phrases, candidates, strict=True)
    )
    return [spot for spot in best if spot is not None]


def _distinct(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    return tuple({spot.id: spot for spot in spots if spot.kind != "country"}.values())


def _best(
    each: Phrase, found: tuple[Spot, ...], context: _Context, gazetteer: Gazetteer
) -> Spot | None:
    if not found:
        return None
    containers = _containers(each, gazetteer)
    spot = max(found, key=lambda spot: (_score(spot, each, context, containers), -spot.id))
    if spot.kind == "admin1" and each.level not in ("province", "region", "district"):
        spot = _seat(spot, found) or spot
    return spot if _is_believed(spot, context, containers) else None


def _seat(province: Spot, found: tuple[Spot, ...]) -> Spot | None:
    """The city that a province is named after, which the bare name means."""
    return next(
        (s for s in found if s.kind == "city" and s.admin1 == province.admin1
         and s.name == province.name), None,
    )  # fmt: skip


def _is_believed(spot: Spot, context: _Context, containers: tuple[Spot, ...]) -> bool:
    """Whether a place may be meant at all: a village abroad that shares a name is not.

    A large place is believed as it is named; a small one in a country that the text names, or
    that other places of the text lie in; another spelling only in one of the main countries.
    """
    if spot.kind in ("country", "area") or any(_holds(each, spot) for each in containers):
        return True
    if spot.match != "spelling" and (spot.population >= _LARGE or not context.countries):
        return True
    others = context.support.get(spot.country or "", 0.0) - 1.0 / context.names
    share = max(context.countries.get(spot.country or "", 0.0), others)
    return share >= (_MAIN if spot.match == "spelling" else _NAMED)


def _containers(each: Phrase, gazetteer: Gazetteer) -> tuple[Spot, ...]:
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


def _holds(container: Spot, spot: Spot) -> bool:
    if container.country != spot.country or container.id == spot.id:
        return False
    if container.kind == "country":
        return True
    if container.kind == "admin1":
        return container.admin1 == spot.admin1
    return _apart(container, spot) <= max(30.0, 1.5 * container.radius)


def _score(spot: Spot, each: Phrase, context: _Context, containers: tuple[Spot, ...]) -> float:
    score = _base(spot, context.countries)
    score += 2.0 * context.support.get(spot.country or "", 0.0)
    score += 2.5 * context.support.get(spot.admin1 or "", 0.0)
    score += _level_bonus(spot, each)
    if any(_holds(container, spot) for container in containers):
        score += 4.0
    others = [other for other in context.resolved if other.name != spot.name]
    if others:
        score += 2.0 * math.exp(-min(_apart(spot, other) for other in others) / 100)
    return score


def _level_bonus(spot: Spot, each: Phrase) -> float:
    """What "province", "district" or "town" beside the name speaks for."""
    if each.level in ("province", "region"):
        return {"admin1": 3.0, "area": 1.0, "admin2": 1.0}.get(spot.kind, 0.0)
    if each.level == "district":
        return {"admin2": 4.0, "admin1": 0.5}.get(spot.kind, 0.0)
    if each.level is not None:
        return 1.5 if spot.kind == "city" else -1.0
    return 0.0


def _apart(a: Spot, b: Spot) -> float:
    """Kilometres between two places, on a sphere flattened out: near enough to compare."""
    across = abs(a.lon - b.lon)
    across = min(across, 360 - across) * math.cos(math.radians((a.lat + b.lat) / 2))
    return _KM * math.hypot(a.lat - b.lat, across)


def _place(
    mention: Mention,
    each: Phrase,
    found: tuple[Spot, ...],
    context: _Context,
    gazetteer: Gazetteer,
) -> Place:
    spot = _best(each, found, context, gazetteer)
    if spot is None:
        return _unknown(mention, each, context, gazetteer)
    province = gazetteer.division(spot.admin1) if spot.admin1 else None
    if each.level == "province" and spot.kind == "city" and province is not None:
        spot = province
    country = gazetteer.countries.get(spot.country or "")
    lat, lon, radius, precision = _extent(spot, each, province, country)
    return Place(
        mention=mention,
        name=spot.name,
        lat=round(lat, 4),
        lon=round(lon, 4),
        radius_km=round(radius, 1),
        precision=precision,
        geonameid=spot.geonameid,
        country=spot.country,
        admin1=spot.admin1.split(".")[1] if spot.admin1 else None,
        reasons=_reasons(spot, each, found, context, gazetteer),
    )


def _unknown(mention: Mention, each: Phrase, context: _Context, gazetteer: Gazetteer) -> Place:
    """A place that the gazetteer lacks: somewhere in the place that the text puts it in, if any."""
    place = Place(mention, each.name, reasons=("no place of this name is known",))
    around = [s for s in _containers(each, gazetteer) if _is_believed(s, context, ())]
    if not around:
        return place
    spot = max(around, key=lambda spot: (_base(spot, context.countries), -spot.id))
    holder = Place(
        mention, spot.name, spot.lat, spot.lon, spot.radius, _precision(spot), None, spot.country,
        spot.admin1.split(".")[1] if spot.admin1 else None,
    )  # fmt: skip
    return inside(place, holder, "the text puts it in")


def inside(place: Place, holder: Place, why: str) -> Place:
    """An unknown place given the whereabouts of a known one that holds it."""
    small = holder.precision in ("city", "village", "district", "site")
    return replace(
        place,
        lat=holder.lat,
        lon=holder.lon,
        radius_km=holder.radius_km,
        precision="site" if small else "area",
        country=holder.country,
        admin1=holder.admin1,
        reasons=(*place.reasons, f"{why} {holder.name}"),
    )


_Extent = tuple[float, float, float, PlacePrecision]


def _extent(spot: Spot, each: Phrase, province: Spot | None, country: Spot | None) -> _Extent:
    """Centre, radius and precision: of the place, or of the part or surroundings that are meant."""
    if spot.kind != "city":
        return _part(spot, each, country)
    if each.away is not None:
        return _off(spot, each, each.away, 2.0 + 0.3 * each.away)
    if each.around == "countryside":
        reach = province.radius if province is not None else 30.0
        return _off(spot, each, 0.5 * reach, max(10.0, 0.7 * reach))
    if each.around == "suburbs" and spot.population < _LARGE:
        return spot.lat, spot.lon, spot.radius, _precision(spot)
    if each.around is not None or each.level == "region":
        return _off(spot, each, spot.radius + 5.0, spot.radius + 10.0)
    if each.direction is not None:
        step = 0.6 * spot.radius if each.part else spot.radius + 5.0
        return _off(spot, each, step, spot.radius if each.part else spot.radius + 10.0)
    return spot.lat, spot.lon, spot.radius, _precision(spot)


def _part(spot: Spot, each: Phrase, country: Spot | None) -> _Extent:
    """A country or division, or the part of it that a direction names.

    "northwestern Idlib province" may tell where the province lies in its country: where it does
    lie there, the whole province is meant.
    """
    if each.direction is None or (each.level is not None and _lies(spot, each, country)):
        return spot.lat, spot.lon, spot.radius, _precision(spot)
    return _off(spot, each, (0.5 if each.part else 1.0) * spot.radius, 0.6 * spot.radius)


def _lies(spot: Spot, each: Phrase, country: Spot | None) -> bool:
    if country is None or each.direction is None or not each.part:
        return False
    north, east = each.direction
    return north * (spot.lat - country.lat) + east * (spot.lon - country.lon) > 0


def _off(spot: Spot, each: Phrase, step: float, radius: float) -> _Extent:
    """An area so many kilometres from a place in the direction that is named, if one is."""
    north, east = each.direction or (0.0, 0.0)
    return *_moved(spot, north * step, east * step), radius, "area"


def _moved(spot: Spot, north: float, east: float) -> tuple[float, float]:
    """The point so many kilometres north and east of a place, kept on the map."""
    lat = max(-89.9, min(89.9, spot.lat + north / _KM))
    lon = spot.lon + east / (_KM * math.cos(math.radians(lat)))
    return lat, (lon + 180.0) % 360.0 - 180.0


def _precision(spot: Spot) -> PlacePrecision:
    if spot.kind == "city":
        return "city" if spot.population >= _CITY else "village"
    levels: Mapping[str, PlacePrecision] = {
        "admin1": "province", "admin2": "district", "country": "country", "area": "area",
    }  # fmt: skip
    return levels[spot.kind]


def _reasons(
    spot: Spot,
    each: Phrase,
    found: tuple[Spot, ...],
    context: _Context,
    gazetteer: Gazetteer,
) -> tuple[str, ...]:
    """Why this place, in words."""
    matches = {"name": "is its name", "other name": "is a name it also goes by"}
    reasons = [f'"{each.name}" {matches.get(spot.match, "is near to how its name is spelt")}']
    if len(found) > 1:
        reasons.append(f"one of {len(found)} places of that name")
    share = context.countries.get(spot.country or "", 0.0)
    country = gazetteer.countries.get(spot.country or "")
    if share > 0 and country is not None and spot.kind != "country":
        reasons.append(f"the text names {country.name}")
    holding = [c.name for c in _containers(each, gazetteer) if _holds(c, spot)]
    if holding:
        reasons.append(f"the text puts it in {holding[0]}")
    near = [o for o in context.resolved if o.id != spot.id and _apart(o, spot) < 100]
    if near and spot.kind == "city":
        reasons.append(f"near {near[0].name}, which the text names too")
    if each.said != each.name:
        reasons.append(f'read as "{each.said}"')
    return tuple(reasons)
