"""The invented country of the grown ledgers: provinces, towns, and who fights there."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from counterclaim.model import Mention, Place
from counterclaim.model.terms import PlacePrecision

_NUMBER = 900_000_000  # identifiers above all those of the gazetteer
_SYLLABLES = "ba be da dor el fa ga hi ka la ma mir na or pa qa ra sa sha ta ur va wa ya za".split()


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, without the words that name it."""

    name: str
    number: int
    lat: float
    lon: float
    radius_km: float
    precision: PlacePrecision
    admin1: str | None

    def named(self, mention: Mention) -> Place:
        return Place(
            mention, self.name, self.lat, self.lon, self.radius_km, self.precision,
            _NUMBER + self.number, "XX", self.admin1,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Country:
    """``towns`` stand province by province; some provinces have many more events than others."""

    whole: Spot
    provinces: tuple[Spot, ...]
    towns: tuple[tuple[Spot, ...], ...]


def country(provinces: int, towns: int, seed: random.Random) -> Country:
    """A country of so many provinces, each with so many towns, on a grid of degrees."""
    names = _names(seed)
    whole = Spot(next(names), 0, 20.0, 30.0, 600.0, "country", None)
    held, within = [], []
    for at in range(provinces):
        lat, lon = 18.0 + at // 4, 28.0 + at % 4
        code, number = f"P{at:02}", (at + 1) * 10_000
        held.append(Spot(next(names), number, lat, lon, 60.0, "province", code))
        within.append(
            tuple(
                Spot(
                    next(names),
                    number + 1 + town,
                    lat + 0.4 * math.sin(town),
                    lon + 0.4 * math.cos(town),
                    4.0,
                    "village" if town > 4 else "city",
                    code,
                )
                for town in range(towns)
            )
        )
    return Country(whole, tuple(held), tuple(within))


def words(number: int, seed: random.Random) -> list[str]:
    """Invented words."""
    names = _names(seed)
    return [next(names).casefold() for _ in range(number)]


def _names(seed: random.Random):
    met: set[str] = set()
    while True:
        name = "".join(seed.choice(_SYLLABLES) for _ in range(seed.randint(2, 4))).capitalize()
        if name not in met:
            met.add(name)
            yield name
