"""Places by name, from the file that the package build makes."""

from __future__ import annotations

import csv
import math
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from counterclaim.errors import InputError, ModelError
from counterclaim.grounding.overlay import Overlay, own_spot
from counterclaim.grounding.own_places import OwnPlace, fingerprint, read_places
from counterclaim.grounding.spelling import difference, exact_key, folded, skeleton
from counterclaim.grounding.spot import Match, Spot

_MATCHES: Final[tuple[Match, ...]] = ("name", "other name", "spelling")
_MOST: Final = 60  # places of one name that are looked at, the most populous first
_LONGEST: Final = 100  # characters of a name
_REMEDY: Final = "install the package again, or run 'python hatch_build.py' in a checkout"
_NEIGHBOUR: Final = 0.5  # degrees within which a place lies in the country of a known one


class Gazetteer:
    """Looks names up: as written, or under another spelling. Opens the file read-only.

    ``builder`` changes whenever it may hold other places: the packaged ones, or a user's own.
    """

    def __init__(self, connection: sqlite3.Connection, own: Sequence[OwnPlace] = ()) -> None:
        self._connection = connection
        self.builder = "+".join(filter(None, (self._builder(), fingerprint(own))))
        self._overlay = Overlay(())
        self._found = lru_cache(maxsize=20_000)(self._look_up)
        self._other = lru_cache(maxsize=20_000)(self._spelt)
        self._within = lru_cache(maxsize=2_000)(self._look_up_division)
        self._demonyms = {exact_key(word): code for word, code in _listed("demonyms")}
        self._capitals = {row["code"]: row["capital"] for row in _countries()}
        self._adjectives = {code: word for word, code in reversed(_listed("demonyms"))}
        self.neighbours: Mapping[str, tuple[str, ...]] = {
            row["code"]: tuple(filter(None, row["neighbours"].split("|"))) for row in _countries()
        }
        self.countries: Mapping[str, Spot] = MappingProxyType(self._countries())
        self.country_words: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = (
            MappingProxyType(self._country_words())
        )
        if own:
            self._add(own)

    @classmethod
    def load(
        cls, path: Path | None = None, own: Sequence[Path] = (), kept: Sequence[OwnPlace] = ()
    ) -> Gazetteer:
        """Open the packaged gazetteer, or one at ``path``, with a user's own places beside it.

        ``own`` are CSV or GeoJSON files (see ``own_places.read_places``), ``kept`` the places of
        further ones. Raises ModelError where the file is missing or is no gazetteer, InputError
        where one of a user's is wrong.
        """
        file = path or packaged()
        if not file.is_file():
            raise ModelError(f"{file}: the gazetteer is missing; {_REMEDY}")
        try:
            uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            return cls(connection, (*read_places(own), *kept))
        except (sqlite3.Error, KeyError, ValueError) as error:
            raise ModelError(f"{file}: the gazetteer is damaged ({error}); {_REMEDY}") from error

    def named(self, name: str) -> tuple[Spot, ...]:
        """The places that go by a name as it is written, case and accents aside.

        At most 60, the most populous first.
        """
        return self._found(name) if len(name) <= _LONGEST else ()

    def spelt(self, name: str) -> tuple[Spot, ...]:
        """The places whose name is another spelling of this one, those nearest to it first."""
        return self._other(name) if len(name) <= _LONGEST else ()

    def numbered(self, geonameid: int) -> Spot | None:
        """The place of a GeoNames number."""
        row = self._connection.execute(
            "SELECT id, geonameid, name, kind, country, admin1, population, lat, lon, radius"
            " FROM place WHERE geonameid = ? ORDER BY id",
            (geonameid,),
        ).fetchone()
        return _spot(row) if row else None

    def division(self, code: str) -> Spot | None:
        """The first-order division of a GeoNames code ("SY.09")."""
        return self._within(code)

    def capital(self, code: str) -> Spot | None:
        """The capital of a country, as GeoNames lists it."""
        name = self._capitals.get(code, "")
        found = (s for s in self.named(name) if s.country == code and s.kind == "city")
        return max(found, key=lambda spot: (spot.population, -spot.id), default=None)

    def adjective(self, code: str) -> str:
        """What is of a country: "Syrian"; its name where no such word is listed."""
        country = self.countries.get(code)
        return self._adjectives.get(code) or (country.name if country else code)

    def refused(self, places: Sequence[OwnPlace]) -> Mapping[OwnPlace, str]:
        """Of a user's places those that cannot lie where they are said to, with a line that says
        why."""
        near = self._near(places)
        wrong = {}
        for place in places:
            try:
                self._division_of(place, near)
            except InputError as error:
                wrong[place] = str(error)
        return wrong

    def _add(self, places: Sequence[OwnPlace]) -> None:
        """Serve a user's places too; where one names no country, its nearest neighbour's holds."""
        near = self._near(places)
        made = []
        for number, place in enumerate(places, start=1):
            country, admin1 = self._division_of(place, near)
            made.append((place, own_spot(place, number, country, admin1)))
        self._overlay = Overlay(made)
        for look_up in (self._found, self._other):
            look_up.cache_clear()

    def _near(self, places: Sequence[OwnPlace]) -> Mapping[OwnPlace, tuple[str | None, str | None]]:
        return self._neighbours([place for place in places if place.country is None])

    def _division_of(
        self, place: OwnPlace, near: Mapping[OwnPlace, tuple[str | None, str | None]]
    ) -> tuple[str | None, str | None]:
        country, admin1 = near.get(place, (place.country, None))
        return country, admin1 if place.admin1 is None else self._code(place, country)

    def _code(self, place: OwnPlace, country: str | None) -> str:
        """The code ("SY.12") of the division that a place is said to lie in, by name or code."""
        named = place.admin1 or ""
        code = f"{country}.{named}"
        if self.division(code) is not None:
            return code
        for spot in self.named(named):
            if spot.kind == "admin1" and spot.country == country and spot.admin1 is not None:
                return spot.admin1
        raise InputError(
            f"{place.where}: admin1 {named!r} is no province of {country or 'a known country'}; "
            "give its name or GeoNames code as the gazetteer has it, or leave it empty"
        )

    def _neighbours(
        self, places: Sequence[OwnPlace]
    ) -> Mapping[OwnPlace, tuple[str | None, str | None]]:
        """Country and division of the populated place nearest to each, within half a degree."""
        if not places:
            return {}
        cells: dict[tuple[int, int], list[tuple[float, float, str, str]]] = {}
        query = "SELECT lat, lon, country, admin1 FROM place WHERE kind = 'city' ORDER BY id"
        wanted = {cell for place in places for cell in _cells(place.lat, place.lon)}
        for row in self._connection.execute(query):
            cell = math.floor(row[0] / _NEIGHBOUR), math.floor(row[1] / _NEIGHBOUR)
            if cell in wanted:
                cells.setdefault(cell, []).append(row)
        return {place: _nearest(place, cells) for place in places}

    def _builder(self) -> str:
        """Which builder made the file: changes whenever it may hold other places."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = 'builder'").fetchone()
        return str(row[0]) if row else "unknown"

    def _look_up(self, name: str) -> tuple[Spot, ...]:
        key = exact_key(name)
        if len(key) < 2:
            return ()
        exact = (*self._overlay.named(key), *(spot for spot, _ in self._rows(key)))
        country = self._demonyms.get(key)
        if country is not None:
            exact = (replace(self.countries[country], match="other name"), *exact)
        return exact

    def _spelt(self, name: str) -> tuple[Spot, ...]:
        """Places whose spelling has the same bones and few other letters."""
        bones = skeleton(name)
        if len(bones) < 2:
            return ()
        sought = folded(name)
        most = max(1, len(bones) // 2)
        likely = list(self._overlay.spelt(name, bones, most))
        for spot, other in self._rows(f"~{bones}"):
            apart = difference(sought, other or folded(spot.name))
            if apart <= most:
                likely.append(replace(spot, differs=apart))
        likely.sort(key=lambda spot: (spot.differs, -spot.population, spot.id))
        return tuple(likely)

    def _rows(self, key: str) -> list[tuple[Spot, str | None]]:
        """The places under a key, with the spelling that a spelling's key was made from."""
        found = self._connection.execute(
            "SELECT p.id, p.geonameid, p.name, p.kind, p.country, p.admin1, p.population,"
            " p.lat, p.lon, p.radius, n.rank, n.folded FROM name n JOIN place p ON p.id = n.place"
            " WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT ?",
            (key, _MOST),
        )
        return [(_spot(row), row[11]) for row in found]

    def _look_up_division(self, code: str) -> Spot | None:
        row = self._connection.execute(
            "SELECT id, geonameid, name, kind, country, admin1, population, lat, lon, radius"
            " FROM place WHERE admin1 = ? AND kind = 'admin1'",
            (code,),
        ).fetchone()
        return _spot(row) if row else None

    def _countries(self) -> dict[str, Spot]:
        rows = self._connection.execute(
            "SELECT id, geonameid, name, kind, country, admin1, population, lat, lon, radius"
            " FROM place WHERE kind = 'country' ORDER BY country"
        )
        return {row[4]: _spot(row) for row in rows}

    def _country_words(self) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
        """Names and demonyms of countries, and of regions that tell of one, by their first word,
        the longest first."""
        listed: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        keys = self._connection.execute(
            "SELECT key, country FROM country_name ORDER BY key, country"
        ).fetchall()
        regions = [(exact_key(word), code) for word, code in _listed("regions")]
        for key, code in [*keys, *self._demonyms.items(), *regions]:
            words = tuple(key.split())
            listed.setdefault(words[0], []).append((words, code))
        return {
            word: tuple(sorted(rows, key=lambda r: -len(r[0]))) for word, rows in listed.items()
        }


def _spot(row: Sequence[Any]) -> Spot:
    """A row of the place table, and after it the rank of the name it was found by, if any."""
    spot = Spot(*row[:10])
    return replace(spot, match=_MATCHES[row[10]]) if len(row) > 10 else spot


def _cells(lat: float, lon: float) -> list[tuple[int, int]]:
    """The square of half a degree that a point lies in, and the eight around it."""
    north, east = math.floor(lat / _NEIGHBOUR), math.floor(lon / _NEIGHBOUR)
    return [(north + up, east + right) for up in (-1, 0, 1) for right in (-1, 0, 1)]


def _nearest(
    place: OwnPlace, cells: Mapping[tuple[int, int], Sequence[tuple[float, float, str, str]]]
) -> tuple[str | None, str | None]:
    around = [row for cell in _cells(place.lat, place.lon) for row in cells.get(cell, ())]
    narrow = math.cos(math.radians(place.lat))

    def apart(row: tuple[float, float, str, str]) -> float:
        return math.hypot(row[0] - place.lat, (row[1] - place.lon) * narrow)

    found = min(around, key=apart, default=None)
    return (found[2], found[3]) if found else (None, None)


def packaged() -> Path:
    """Where the package keeps its gazetteer."""
    return Path(str(files("counterclaim.grounding"))) / "data" / "gazetteer.sqlite"


def _listed(column: str) -> list[tuple[str, str]]:
    """The words that a column of the table of countries lists, each with its country."""
    return [(word, row["code"]) for row in _countries() for word in row[column].split("|") if word]


@lru_cache(maxsize=1)
def _countries() -> tuple[dict[str, str], ...]:
    source = files("counterclaim.grounding") / "data" / "countries.csv"
    return tuple(csv.DictReader(source.read_text(encoding="utf-8").splitlines()))
