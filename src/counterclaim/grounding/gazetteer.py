"""Places by name, from the file that the package build makes."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

from counterclaim.errors import ModelError
from counterclaim.grounding.spelling import difference, exact_key, folded, skeleton

PlaceKind = Literal["city", "admin1", "admin2", "country", "area"]
Match = Literal["name", "other name", "spelling"]

_MATCHES: Final[tuple[Match, ...]] = ("name", "other name", "spelling")
_MOST: Final = 60  # places of one name that are looked at, the most populous first
_LONGEST: Final = 100  # characters of a name
_REMEDY: Final = "install the package again, or run 'python hatch_build.py' in a checkout"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the gazetteer; ``match`` says how the name that was asked for fits it.

    ``lat`` and ``lon`` in degrees, ``radius`` in kilometres; ``differs`` counts the letters in
    which another spelling differs.
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


class Gazetteer:
    """Looks names up: as written, or under another spelling. Opens the file read-only."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.builder = self._builder()
        self._found = lru_cache(maxsize=20_000)(self._look_up)
        self._other = lru_cache(maxsize=20_000)(self._spelt)
        self._within = lru_cache(maxsize=2_000)(self._look_up_division)
        self._demonyms = {exact_key(word): code for word, code in _demonyms()}
        self._adjectives = {code: word for word, code in reversed(_demonyms())}
        self.countries: Mapping[str, Spot] = MappingProxyType(self._countries())
        self.country_words: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = (
            MappingProxyType(self._country_words())
        )

    @classmethod
    def load(cls, path: Path | None = None) -> Gazetteer:
        """Open the packaged gazetteer, or one at ``path``.

        Raises ModelError where the file is missing or is no gazetteer.
        """
        file = path or packaged()
        if not file.is_file():
            raise ModelError(f"{file}: the gazetteer is missing; {_REMEDY}")
        try:
            uri = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            return cls(connection)
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

    def division(self, code: str) -> Spot | None:
        """The first-order division of a GeoNames code ("SY.09")."""
        return self._within(code)

    def adjective(self, code: str) -> str:
        """What is of a country: "Syrian"; its name where no such word is listed."""
        country = self.countries.get(code)
        return self._adjectives.get(code) or (country.name if country else code)

    def _builder(self) -> str:
        """Which builder made the file: changes whenever it may hold other places."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = 'builder'").fetchone()
        return str(row[0]) if row else "unknown"

    def _look_up(self, name: str) -> tuple[Spot, ...]:
        key = exact_key(name)
        if len(key) < 2:
            return ()
        exact = tuple(spot for spot, _ in self._rows(key))
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
        likely = []
        for spot, other in self._rows(f"~{bones}"):
            apart = difference(sought, other or folded(spot.name))
            if apart <= max(1, len(bones) // 2):
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
        """Names and demonyms of countries by their first word, the longest first."""
        listed: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        keys = self._connection.execute(
            "SELECT key, country FROM country_name ORDER BY key, country"
        ).fetchall()
        for key, code in [*keys, *self._demonyms.items()]:
            words = tuple(key.split())
            listed.setdefault(words[0], []).append((words, code))
        return {
            word: tuple(sorted(rows, key=lambda r: -len(r[0]))) for word, rows in listed.items()
        }


def _spot(row: Sequence[Any]) -> Spot:
    """A row of the place table, and after it the rank of the name it was found by, if any."""
    spot = Spot(*row[:10])
    return replace(spot, match=_MATCHES[row[10]]) if len(row) > 10 else spot


def _longest(row: tuple[tuple[str, ...], str]) -> int:
    return -len(row[0])


def packaged() -> Path:
    """Where the package keeps its gazetteer."""
    return Path(str(files("counterclaim.grounding"))) / "data" / "gazetteer.sqlite"


def _demonyms() -> list[tuple[str, str]]:
    source = files("counterclaim.grounding") / "data" / "countries.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return [(word, row["code"]) for row in rows for word in row["demonyms"].split("|") if word]
