"""How far what is named reaches: a city, a part of a country, the countryside around a town."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from counterclaim.grounding.gazetteer import Spot
from counterclaim.grounding.phrases import Phrase
from counterclaim.model.terms import PlacePrecision
from counterclaim.policy import DEFAULT, Policy

Extent = tuple[float, float, float, PlacePrecision]

_KM: Final = 111.2  # kilometres of a degree of latitude
_LEVELS: Final[Mapping[str, PlacePrecision]] = {
    "admin1": "province", "admin2": "district", "country": "country", "area": "area",
}  # fmt: skip


def extent(
    spot: Spot,
    each: Phrase,
    province: Spot | None,
    country: Spot | None,
    policy: Policy = DEFAULT,
) -> Extent:
    """Latitude and longitude of the centre, radius in km, and precision of what is meant.

    It is the place itself, or the part of it or the surroundings that the words beside it name.
    """
    whole = (spot.lat, spot.lon, spot.radius, precision(spot, policy))
    if spot.kind != "city":
        return _part(spot, each, country) or whole
    if each.level == "site":
        return spot.lat, spot.lon, spot.radius, "site"
    if each.away is not None:
        radius = 2.0 + 0.3 * each.away if each.direction is not None else each.away
        return _off(spot, each, each.away, radius)
    if each.around == "countryside":
        reach = province.radius if province is not None else 30.0
        return _off(spot, each, 0.5 * reach, max(10.0, 0.7 * reach))
    if each.around == "suburbs" and spot.population < policy.ground_known_people:
        return whole
    if each.around is not None or each.level == "region":
        return _off(spot, each, spot.radius + 5.0, spot.radius + 10.0)
    if each.direction is None:
        return whole
    if each.part:
        return _off(spot, each, 0.6 * spot.radius, spot.radius)
    return _off(spot, each, spot.radius + 5.0, spot.radius + 10.0)


def precision(spot: Spot, policy: Policy = DEFAULT) -> PlacePrecision:
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
    north, east = each.direction or (0.0, 0.0)
    lat = max(-89.9, min(89.9, spot.lat + north * step / _KM))
    lon = spot.lon + east * step / (_KM * math.cos(math.radians(lat)))
    return lat, (lon + 180.0) % 360.0 - 180.0, radius, "area"
