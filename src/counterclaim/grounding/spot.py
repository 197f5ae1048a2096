"""A place as the gazetteer knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PlaceKind = Literal["city", "admin1", "admin2", "country", "area", "site"]
Match = Literal["name", "other name", "spelling"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the gazetteer; ``match`` says how the name that was asked for fits it.

    ``lat`` and ``lon`` in degrees, ``radius`` in kilometres; ``differs`` counts the letters in
    which another spelling differs. ``own`` names the user's file that a place comes from, None for
    the packaged ones; ``own_id`` is the identifier that such a file gives it, if any.
    """

    id: int
    geonameid: int | None
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    population: int
    lat: float
    lon: float
    radius: float
    match: Match = "name"
    differs: int = 0
    own: str | None = None
    own_id: str | None = None
