"""Mentions that stand for a place named before, given the place that they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.grounding.extents import part_of
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.phrases import direction
from counterclaim.grounding.referring import Reference, Sort, meant
from counterclaim.grounding.spot import Spot
from counterclaim.model import Mention, Place
from counterclaim.model.terms import PlacePrecision


def referred(
    mention: Mention, what: Reference, places: Sequence[Place], gazetteer: Gazetteer
) -> Place:
    """The place that "the province", "the Syrian capital" or "the country's north" stands for.

    The last of its sort named before it; for a province, country or capital, that of the last
    place named where none is named itself.
    """
    start = mention.span.start
    place = meant(what.sort, start, places)
    why = f'"{mention.text}" is the last {_word(what.sort)} named before'
    if place is None:
        last = meant("place", start, places)
        place = _above(mention, what.sort, last, gazetteer) if last is not None else None
        why = f'"{mention.text}" is that of {last.name}, named last' if last is not None else ""
    if place is None or not why:
        return Place(mention, mention.text, reasons=("no place that it can stand for is named",))
    place = replace(place, mention=mention, reasons=(why,), candidates=())
    return _part(place, what) if what.part is not None else place


def _word(sort: Sort) -> str:
    return "place" if sort == "area" else sort


def _above(mention: Mention, sort: Sort, place: Place, gazetteer: Gazetteer) -> Place | None:
    """The province, country or capital that a place belongs to."""
    if sort == "area":
        return place
    country = place.country or ""
    spot: Spot | None = None
    if sort == "province" and place.admin1 is not None:
        spot = gazetteer.division(f"{country}.{place.admin1}")
    elif sort == "country":
        spot = gazetteer.countries.get(country)
    elif sort == "capital":
        spot = gazetteer.capital(country)
    if spot is None:
        return None
    level: PlacePrecision = "city"
    if sort == "province" or sort == "country":
        level = sort
    return Place(
        mention, spot.name, round(spot.lat, 4), round(spot.lon, 4), spot.radius,
        level, spot.geonameid, spot.country, place.admin1 if sort == "province" else None,
    )  # fmt: skip


def _part(place: Place, what: Reference) -> Place:
    """The part of a place that a direction names."""
    wind = direction(what.part or "")
    if wind is None or place.lat is None or place.lon is None:
        return place
    where = part_of(place.name, place.lat, place.lon, place.radius_km or 0.0, wind)
    return replace(
        place,
        lat=round(where.lat, 4),
        lon=round(where.lon, 4),
        radius_km=round(where.radius, 1),
        precision="area",
        reasons=(*place.reasons, where.reason or ""),
    )
