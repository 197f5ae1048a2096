"""How far what is named reaches: a city, a part of a country, the countryside around a town."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from counterclaim.grounding.pairs import Line
from counterclaim.grounding.phrases import Phrase
from counterclaim.grounding.spot import Spot
from counterclaim.model.terms import PlacePrecision
from counterclaim.policy import DEFAULT, Policy

Winds = tuple[float, float]  # north and east in unit steps

_KM: Final = 111.2  # kilometres of a degree of latitude
_FEATURE: Final = (
    20.0  # kilometres that a valley or a plain reaches around the place it is named by
)
_NARROW: Final = 25.0  # kilometres that a border reaches at the least
_LEVELS: Final[Mapping[str, PlacePrecision]] = {
    "admin1": "province", "admin2": "district", "country": "country", "area": "area",
    "site": "site",
}  # fmt: skip
_WINDS: Final = (
    "north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Extent:
    """The centre (degrees), radius (km) and precision of what is meant.

    ``reason`` says in words how the centre came to lie elsewhere than that of the place named.
    """

    lat: float
    lon: float
    radius: float
    precision: PlacePrecision
    reason: str | None = None


def extent(
    spot: Spot, each: Phrase, province: Spot | None, country: Spot | None, policy: Policy = DEFAULT
) -> Extent:
    """The place itself, or the part of it or the surroundings that the words beside it name."""
    whole = Extent(spot.lat, spot.lon, spot.radius, precision(spot, policy))
    if spot.kind not in ("city", "site"):
        return _part(spot, each, country) or whole
    if each.level == "site":
        return Extent(spot.lat, spot.lon, spot.radius, "site")
    if each.away is not None:
        radius = 2.0 + 0.3 * each.away if each.direction is not None else each.away
        return _off(spot, each, each.away, radius)
    if each.around == "countryside":
        reach = province.radius if province is not None else 30.0
        return _off(spot, each, 0.5 * reach, max(10.0, 0.7 * reach))
    if each.around == "feature":
        return _off(spot, each, 0.5 * _FEATURE, _FEATURE)
    if each.around == "suburbs" and spot.population < policy.ground_known_people:
        return whole
    if each.around is not None or each.level == "region":
        return _off(spot, each, spot.radius + 5.0, spot.radius + 10.0)
    if each.direction is None:
        return whole
    if each.part:
        return _off(spot, each, 0.6 * spot.radius, spot.radius)
    return _off(spot, each, spot.radius + 5.0, spot.radius + 10.0)


def between(first: Spot, second: Spot, line: Line) -> Extent:
    """The stretch between two places: half-way, and half of it wide; or their common border.

    A border between countries lies where each reaches as far as its size lets it.
    """
    share = 0.5
    if line == "border":
        share = first.radius / (first.radius + second.radius)
    across = (second.lon - first.lon + 180.0) % 360.0 - 180.0
    lat = first.lat + share * (second.lat - first.lat)
    lon = first.lon + share * across
    east = across * math.cos(math.radians(lat))
    apart = _KM * math.hypot(second.lat - first.lat, east)
    radius = max(2.0, apart / 2)
    if line == "border":
        radius = max(_NARROW, min(first.radius, second.radius))
    where = "where they meet" if line == "border" else f"half-way, {apart:.0f} km from end to end"
    reason = f"set between {first.name} and {second.name}, {where}"
    return Extent(lat, _turned(lon), radius, "area", reason)


def precision(spot: Spot, policy: Policy = DEFAULT) -> PlacePrecision:
    """The level that a place's own name gives."""
    if spot.kind == "city":
        return "city" if spot.population >= policy.ground_city_people else "village"
    return _LEVELS[spot.kind]


def _part(spot: Spot, each: Phrase, country: Spot | None) -> Extent | None:
    """The part of a country or division that a direction names; None where the whole is meant.

    "northwestern Idlib province" may tell where the province lies in its country: where it does
    lie there, the whole province is meant.
    """
    if each.direction is None or (each.level is not None and _lies(spot, each, country)):
        return None
    return _off(spot, each, (0.5 if each.part else 1.0) * spot.radius, 0.6 * spot.radius)


def _lies(spot: Spot, each: Phrase, country: Spot | None) -> bool:
    if country is None or each.direction is None or not each.part:
        return False
    north, east = each.direction
    return north * (spot.lat - country.lat) + east * (spot.lon - country.lon) > 0


def _off(spot: Spot, each: Phrase, step: float, radius: float) -> Extent:
    """An area so many kilometres from a place in the direction that is named, if one is."""
    winds = each.direction or (0.0, 0.0)
    return _moved((spot.name, spot.lat, spot.lon), winds, step, radius)


def part_of(name: str, lat: float, lon: float, radius: float, winds: Winds) -> Extent:
    """The part of a place of that centre and radius that a direction names."""
    return _moved((name, lat, lon), winds, 0.5 * radius, 0.6 * radius)


def _moved(place: tuple[str, float, float], winds: Winds, step: float, radius: float) -> Extent:
    (name, lat, lon), (north, east) = place, winds
    lat = max(-89.9, min(89.9, lat + north * step / _KM))
    lon += east * step / (_KM * math.cos(math.radians(lat)))
    wind = _wind(north, east)
    if wind is not None:
        reason = f"centre set {step:.0f} km {wind} of that of {name}, within {radius:.0f} km"
    else:
        reason = f"anywhere within {radius:.0f} km of {name}"
    return Extent(lat, _turned(lon), radius, "area", reason)


def _wind(north: float, east: float) -> str | None:
    if north == east == 0.0:
        return None
    return _WINDS[round(math.degrees(math.atan2(east, north)) / 45.0) % 8]


def _turned(lon: float) -> float:
    return (lon + 180.0) % 360.0 - 180.0
