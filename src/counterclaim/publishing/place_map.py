"""The questions on a map: each place that they name, and those that no place is known for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.model import Entry, Place
from counterclaim.publishing.entry_table import report_days
from counterclaim.publishing.links import Link, to_entry
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.mercator import Box, across
from counterclaim.publishing.outlines import Outline, Plane, outlines
from counterclaim.publishing.wording import days

# Of many statuses at one place the circle has the first of these: what a reader should look at.
_GRAVEST = ("disputed", "denied", "revised", "corroborated", "single_voice")
_AREAS = frozenset({"province", "area", "country"})
# A few questions far from all others must not shrink the rest to a dot: the map opens on the middle
# of them, this share being left out on each side.
_APART = 0.05
_AROUND_VIEW, _AROUND_OUTLINES, _LEAST = 0.15, 0.6, 1.0
_DOT = 5  # units of the drawing, which is fit to a screen's pixels


@dataclass(frozen=True, slots=True)
class MappedQuestion:
    """``days`` are the days of its first and its last dated report, counted from 1 January of
    year 1; empty where none is dated."""

    link: Link
    status: str
    days: str


@dataclass(frozen=True, slots=True)
class MappedPlace:
    """A place with the questions about it. ``radius`` is how far it reaches in the drawing's
    units, ``area`` True where the name is of a stretch of land, not of a settlement or a site."""

    name: str
    precision: str
    lat: float
    lon: float
    radius_km: float | None
    x: int
    y: int
    radius: int
    area: bool
    status: str
    questions: tuple[MappedQuestion, ...]


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """``edges`` and ``view`` are west, south, east and north: of the whole drawing, and of the part
    that is shown at first; ``window`` is that part in the drawing's units. ``first`` and ``last``
    span the reports of the questions drawn."""

    places: tuple[MappedPlace, ...]
    outlines: tuple[Outline, ...]
    width: int
    height: int
    edges: str
    view: str
    window: str
    drawn: int
    first: date | None
    last: date | None
    missing: tuple[MappedQuestion, ...]

    @property
    def first_day(self) -> int:
        return self.first.toordinal() if self.first else 0

    @property
    def last_day(self) -> int:
        return self.last.toordinal() if self.last else 0

    @property
    def span(self) -> str:
        return days(self.first, self.last)


def place_map(lookup: Lookup) -> PlaceMap:
    """Every question of the collection, by its place; the widest places first, so that what is
    drawn later covers nothing."""
    groups, missing = _by_place(lookup.collection.entries)
    spots = [(place.lon, place.lat, len(held)) for place, held in groups.items()]
    view = _view(spots).widened(_AROUND_VIEW, _LEAST)
    whole = Box.around((lon, lat) for lon, lat, _ in spots).widened(_AROUND_OUTLINES, 4 * _LEAST)
    plane = Plane(whole, view)
    held = [_place(spot, entries, plane, lookup) for spot, entries in groups.items()]
    told = [day for entries in groups.values() for day in _days(entries, lookup)]
    return PlaceMap(
        places=tuple(sorted(held, key=lambda place: (-place.radius, place.name, place.lat))),
        outlines=outlines(plane) if held else (),
        width=plane.width,
        height=plane.height,
        edges=_edges(whole),
        view=_edges(view),
        window=_window(view, plane),
        drawn=sum(len(entries) for entries in groups.values()),
        first=min(told, default=None),
        last=max(told, default=None),
        missing=tuple(_question(entry, lookup) for entry in missing),
    )


@dataclass(frozen=True, slots=True)
class _Spot:
    """What makes two places of questions one on the map."""

    name: str
    lat: float
    lon: float
    radius_km: float | None
    precision: str


def _by_place(entries: Iterable[Entry]) -> tuple[dict[_Spot, list[Entry]], list[Entry]]:
    groups: dict[_Spot, list[Entry]] = {}
    missing = []
    for entry in entries:
        spot = _spot(entry.fact.place)
        if spot is None:
            missing.append(entry)
        else:
            groups.setdefault(spot, []).append(entry)
    return groups, missing


def _spot(place: Place | None) -> _Spot | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    return _Spot(place.name, place.lat, place.lon, place.radius_km, place.precision or "")


def _place(spot: _Spot, entries: Sequence[Entry], plane: Plane, lookup: Lookup) -> MappedPlace:
    x, y = plane.place(spot.lon, spot.lat)
    reach = across(spot.radius_km or 0, spot.lat) * plane.scale
    held = {entry.status for entry in entries}
    return MappedPlace(
        name=spot.name,
        precision=spot.precision,
        lat=round(spot.lat, 4),
        lon=round(spot.lon, 4),
        radius_km=spot.radius_km,
        x=x,
        y=y,
        radius=max(_DOT, round(reach)),
        area=spot.precision in _AREAS,
        status=next((status for status in _GRAVEST if status in held), ""),
        questions=tuple(_question(entry, lookup) for entry in entries),
    )


def _question(entry: Entry, lookup: Lookup) -> MappedQuestion:
    first, last = report_days(entry, lookup)
    return MappedQuestion(
        link=to_entry(entry),
        status=entry.status,
        days=f"{first.toordinal()}-{last.toordinal()}" if first and last else "",
    )


def _days(entries: Iterable[Entry], lookup: Lookup) -> Iterator[date]:
    for entry in entries:
        yield from (day for day in report_days(entry, lookup) if day)


def _view(spots: Sequence[tuple[float, float, int]]) -> Box:
    """The box of the places between which most questions lie, each way by itself."""
    if not spots:
        return Box.around(())
    east = [(lon, number) for lon, _, number in spots]
    north = [(lat, number) for _, lat, number in spots]
    shares = (_APART, 1 - _APART)
    return Box.around((_quantile(east, share), _quantile(north, share)) for share in shares)


def _quantile(weighted: Iterable[tuple[float, int]], share: float) -> float:
    """The value up to which this share of the weight lies."""
    ordered = sorted(weighted)
    room = share * sum(weight for _, weight in ordered)
    for value, weight in ordered:
        room -= weight
        if room <= 0:
            return value
    return ordered[-1][0]


def _window(view: Box, plane: Plane) -> str:
    """The part as an SVG's viewBox."""
    left, top = plane.place(view.west, view.north)
    right, bottom = plane.place(view.east, view.south)
    return f"{left} {top} {right - left} {bottom - top}"


def _edges(box: Box) -> str:
    return " ".join(f"{edge:.4f}" for edge in (box.west, box.south, box.east, box.north))
