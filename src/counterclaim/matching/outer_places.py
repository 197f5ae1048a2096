"""Which places lie in which, of all the places that facts are about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

from counterclaim.matching.levels import within
from counterclaim.model import Place

Key = tuple[str, int | None, str | None]

_DEGREE_KM = 110.5  # of latitude, where it is shortest


def key(place: Place) -> Key:
    """Equal for what counts as one place. The north of a country is another than the country."""
    return place.name, place.geonameid, place.precision


def outer_places(places: Iterable[Place]) -> Mapping[Key, tuple[Key, ...]]:
    """For each place the others that it lies within.

    Only places of one country or province, or of near latitudes, are held against each other.
    """
    distinct = {key(place): place for place in places}
    regions: dict[Hashable, list[Place]] = defaultdict(list)
    for place in distinct.values():
        if place.precision == "country":
            regions[place.country].append(place)
        elif place.precision == "province" and place.admin1:
            regions[place.country, place.admin1].append(place)
    found = {own: {*_around(place, regions)} for own, place in distinct.items()}
    for inner, outer in _near(distinct):
        found[inner].add(outer)
    return {own: tuple(sorted(outer, key=str)) for own, outer in found.items()}


def _around(place: Place, regions: Mapping[Hashable, list[Place]]) -> Iterable[Key]:
    held = regions.get(place.country, []) + regions.get((place.country, place.admin1), [])
    return (key(outer) for outer in held if key(outer) != key(place) and within(place, outer))


def _near(places: Mapping[Key, Place]) -> Iterable[tuple[Key, Key]]:
    """Places that lie in others by distance, as inner and outer."""
    mapped = [(place.lat, own) for own, place in places.items() if place.lat is not None]
    mapped.sort(key=lambda at: (at[0], str(at[1])))
    latitudes = [lat for lat, _ in mapped]
    for own, outer in places.items():
        if outer.lat is None or outer.radius_km is None or outer.precision == "country":
            continue
        edge = outer.radius_km if outer.precision == "area" else 0.0  # of the places at its edge
        reach = (outer.radius_km + edge) / _DEGREE_KM
        low, high = outer.lat - reach, outer.lat + reach
        for _, inner in mapped[bisect_left(latitudes, low) : bisect_right(latitudes, high)]:
            if inner != own and within(places[inner], outer):
                yield inner, own
