"""A place that a text names, on the map."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.claim import Mention
from counterclaim.model.terms import PlacePrecision


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several places that a name may mean.

    ``score`` is its share (0 to 1) of what speaks for all of them, ``reasons`` what speaks for it.
    ``geonameid`` is None for a place of a user's own file that gives none; ``own_id`` is the
    identifier that such a file gives. ``lat`` and ``lon`` in degrees (WGS 84) are of the place
    itself, not of a part of it.
    """

    geonameid: int | None
    own_id: str | None
    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a place name of a claim lies.

    ``lat`` and ``lon`` in degrees (WGS 84) give the centre, ``radius_km`` how far from it the
    named thing reaches; ``precision`` the level that the name gives. A name that the gazetteer
    does not know has no coordinates (None) and precision None. ``country`` is ISO 3166-1 alpha-2,
    ``admin1`` the GeoNames code within it. ``reasons`` say in words why this place was taken.
    Where the name may mean several places, ``candidates`` are the likeliest of them, at most five,
    the one that was taken first; else there are none.
    """

    mention: Mention
    name: str
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: PlacePrecision | None = None
    geonameid: int | None = None
    country: str | None = None
    admin1: str | None = None
    reasons: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
