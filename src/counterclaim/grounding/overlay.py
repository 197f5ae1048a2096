"""A user's own places, looked up by name as the packaged ones are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from counterclaim.grounding.own_places import OwnPlace
from counterclaim.grounding.spelling import difference, exact_key, folded, skeleton
from counterclaim.grounding.spot import Match, Spot


class Overlay:
    """The places of a user's files, by name and by spelling."""

    def __init__(self, places: Iterable[tuple[OwnPlace, Spot]]) -> None:
        named: dict[str, list[Spot]] = {}
        spelt: dict[str, list[tuple[str, Spot]]] = {}
        for place, spot in places:
            for key, match in _keys(place).items():
                named.setdefault(key, []).append(replace(spot, match=match))
            for name in (place.name, *place.other_names):
                other = replace(spot, match="spelling")
                spelt.setdefault(skeleton(name), []).append((folded(name), other))
        self._named: Mapping[str, list[Spot]] = MappingProxyType(named)
        self._spelt: Mapping[str, list[tuple[str, Spot]]] = MappingProxyType(spelt)

    def named(self, key: str) -> tuple[Spot, ...]:
        """The places of an exact key, in the order of the files."""
        return tuple(self._named.get(key, ()))

    def spelt(self, name: str, bones: str, most: int) -> tuple[Spot, ...]:
        """The places of another spelling that differs in at most so many letters."""
        sought = folded(name)
        nearest: dict[int, Spot] = {}
        for other, spot in self._spelt.get(bones, ()):
            apart = difference(sought, other)
            if apart <= most and (spot.id not in nearest or apart < nearest[spot.id].differs):
                nearest[spot.id] = replace(spot, differs=apart)
        return tuple(nearest.values())


def own_spot(place: OwnPlace, number: int, country: str | None, admin1: str | None) -> Spot:
    """The place as the gazetteer holds it; identifiers of its own are below 0."""
    return Spot(
        id=-number,
        geonameid=place.geonameid,
        name=place.name,
        kind=place.kind,
        country=country,
        admin1=admin1,
        population=place.population,
        lat=place.lat,
        lon=place.lon,
        radius=place.radius,
        own=place.file,
        own_id=place.id,
    )


def _keys(place: OwnPlace) -> Mapping[str, Match]:
    others: dict[str, Match] = {exact_key(name): "other name" for name in place.other_names}
    return {key: match for key, match in {**others, exact_key(place.name): "name"}.items() if key}
