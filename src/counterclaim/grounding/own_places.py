"""A user's own places: CSV tables and GeoJSON points, read strictly.

Unlike reports, which are read as far as they can be, a file of places that a build names is
refused whole where a line of it is wrong: a place that is silently missing would move claims to
its namesakes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from counterclaim.errors import InputError
from counterclaim.grounding.spot import PlaceKind
from counterclaim.reading import listings

_KINDS: Final[Mapping[str, tuple[PlaceKind, float]]] = {
    "city": ("city", 5.0), "town": ("city", 3.0), "village": ("city", 2.0),
    "camp": ("city", 2.0), "neighbourhood": ("site", 2.0), "neighborhood": ("site", 2.0),
    "site": ("site", 1.0), "district": ("admin2", 20.0), "province": ("admin1", 60.0),
    "area": ("area", 30.0),
}  # fmt: skip
_NEEDED: Final = ("name", "lat", "lon")
_COLUMNS: Final = (
    *_NEEDED, "other_names", "kind", "country", "admin1", "population", "radius_km", "id",
    "geonameid",
)  # fmt: skip
_GEOJSON: Final = frozenset({".geojson", ".json"})
_LONGEST: Final = 64 * 2**20  # bytes of a file of places; more does not fit into memory beside it


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place as a user's file gives it: one row of a CSV table or one point of GeoJSON.

    ``lat`` and ``lon`` in degrees (WGS 84), ``radius`` in kilometres. ``country`` is a two-letter
    code; ``admin1`` a division's name or its GeoNames code within the country. ``file`` is the
    name of the file, ``where`` its path and the line.
    """

    name: str
    other_names: tuple[str, ...]
    lat: float
    lon: float
    kind: PlaceKind
    radius: float
    population: int
    country: str | None
    admin1: str | None
    id: str | None
    geonameid: int | None
    file: str
    where: str


# What a place says, apart from where it stands.
_TELLING: Final = tuple(
    each.name for each in fields(OwnPlace) if each.name not in ("file", "where")
)


def read_places(paths: Iterable[Path]) -> tuple[OwnPlace, ...]:
    """The places of CSV, JSON lines and GeoJSON (``.geojson``, ``.json``) files.

    Columns, or properties of the points: ``name``, ``lat``, ``lon`` (GeoJSON has them in its
    geometry), and if wanted ``other_names`` parted by semicolons, ``kind`` (city, town, village,
    camp, neighbourhood, site, district, province or area; village if not said), ``country``,
    ``admin1``, ``population``, ``radius_km``, ``id`` and ``geonameid``. Raises InputError, in one
    line, at the first that is wrong.
    """
    return tuple(place for path in paths for place in _all_right(path))


def each_place(path: Path) -> Iterator[tuple[Mapping[str, Any], OwnPlace] | str]:
    """The places of one file, each after its cells, and for each row or point that is wrong a line
    of text instead. Raises InputError where the whole file is."""
    text = listings.text_of(path, _LONGEST, "a file of places (CSV or GeoJSON)")
    if path.suffix.lower() in _GEOJSON:
        for number, feature in enumerate(_features(path, text), start=1):
            yield _point_found(path, number, feature)
    else:
        for row in listings.rows(text, str(path), _NEEDED, _COLUMNS):
            yield row if isinstance(row, str) else _found(row.cells, path, row.where)


def place_of(cells: Mapping[str, Any], file: str, where: str) -> OwnPlace:
    """A place of what stands in its cells. Raises InputError, which begins with ``where``."""
    name = _word(cells, "name")
    if name is None:
        raise InputError(f"{where}: has no name; give it one, or drop it")
    kind, reach = _kind(where, _word(cells, "kind") or "village")
    geonameid = _number(where, cells, "geonameid", 1, 1e12, "a GeoNames identifier")
    radius = _number(where, cells, "radius_km", 0.01, 5000.0, "kilometres")
    return OwnPlace(
        name=name,
        other_names=_names(cells.get("other_names")),
        lat=_coordinate(where, cells, "lat", 90.0),
        lon=_coordinate(where, cells, "lon", 180.0),
        kind=kind,
        radius=reach if radius is None else radius,
        population=round(_number(where, cells, "population", 0.0, 1e9, "inhabitants") or 0.0),
        country=_country(where, _word(cells, "country")),
        admin1=_word(cells, "admin1"),
        id=_word(cells, "id"),
        geonameid=round(geonameid) if geonameid is not None else None,
        file=file,
        where=where,
    )


def fingerprint(places: Sequence[OwnPlace]) -> str:
    """A short hash of what a user's places say, in their order; empty where there are none."""
    if not places:
        return ""
    told = [[getattr(place, name) for name in _TELLING] for place in places]
    return blake2b(json.dumps(told).encode(), digest_size=6).hexdigest()


def _all_right(path: Path) -> Iterator[OwnPlace]:
    empty = True
    for found in each_place(path):
        if isinstance(found, str):
            raise InputError(found)
        empty = False
        yield found[1]
    if empty:
        raise InputError(f"{path}: holds no places; give one place a line, with name, lat and lon")


def _found(
    cells: Mapping[str, Any], path: Path, where: str
) -> tuple[Mapping[str, Any], OwnPlace] | str:
    try:
        known = {name: cells[name] for name in _COLUMNS if cells.get(name) not in (None, "")}
        return known, place_of(cells, path.name, where)
    except InputError as error:
        return str(error)


def _point_found(
    path: Path, number: int, feature: object
) -> tuple[Mapping[str, Any], OwnPlace] | str:
    where = f"{path}, feature {number}"
    try:
        return _found(_point(where, feature), path, where)
    except InputError as error:
        return str(error)


def _features(path: Path, text: str) -> list[object]:
    try:
        held = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InputError(f"{path}, line {line}: is no JSON; check or export it again") from error
    features = held.get("features") if isinstance(held, dict) else None
    if not isinstance(features, list):
        raise InputError(f"{path}: is no GeoJSON feature collection; export it as one")
    return features


def _point(where: str, feature: object) -> Mapping[str, Any]:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    told = feature.get("properties") if isinstance(feature, dict) else None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind != "Point":
        raise InputError(f"{where}: is no point but {kind or 'nothing'}; give points only")
    at = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not isinstance(at, list) or len(at) < 2:
        raise InputError(f"{where}: has no coordinates; give [longitude, latitude]")
    cells = {str(name).lower(): value for name, value in told.items()} if told else {}
    return {**cells, "lat": at[1], "lon": at[0]}


def _word(cells: Mapping[str, Any], name: str) -> str | None:
    value = cells.get(name)
    plain = " ".join(str(value).split()) if value is not None else ""
    return plain or None


def _names(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else str(value or "").split(";")
    return tuple(name for each in listed if (name := " ".join(str(each).split())))


def _kind(where: str, word: str) -> tuple[PlaceKind, float]:
    found = _KINDS.get(word.lower())
    if found is None:
        raise InputError(f"{where}: kind {word!r} is not known; use one of {', '.join(_KINDS)}")
    return found


def _country(where: str, word: str | None) -> str | None:
    if word is None:
        return None
    if len(word) != 2 or not word.isascii() or not word.isalpha():
        raise InputError(
            f"{where}: country {word!r} is no two-letter code; give one (SY for Syria), or none"
        )
    return word.upper()


def _coordinate(where: str, cells: Mapping[str, Any], name: str, most: float) -> float:
    value = _number(where, cells, name, -most, most, "degrees")
    if value is None:
        raise InputError(f"{where}: has no {name}; give it in degrees, with a point ({name} 35.13)")
    return value


def _number(
    where: str, cells: Mapping[str, Any], name: str, least: float, most: float, unit: str
) -> float | None:
    """The number in a cell; None where the cell is empty."""
    word = _word(cells, name)
    if word is None:
        return None
    try:
        value = float(word)
    except ValueError:
        value = math.nan
    if not least <= value <= most:
        raise InputError(
            f"{where}: {name} {word!r} is no number from {least:g} to {most:g} ({unit}); correct it"
        )
    return value
