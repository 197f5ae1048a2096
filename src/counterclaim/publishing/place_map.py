"""The questions on a map: each place that they name, and those that no place is known for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.model import Entry
from counterclaim.publishing.entry_table import report_days
from counterclaim.publishing.links import Link, to_entry
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.mercator import Box, across
from counterclaim.publishing.outlines import Outline, Plane, outlines
from counterclaim.publishing.wording import STATUSES, days

# Of many statuses at one place the circle has the first of these: what a reader should look at.
_GRAVEST = ("disputed", "denied", "revised", "corroborated", "single_voice")
_AREAS = frozenset({"province", "area", "country"})
# A few questions far from all others must not shrink the rest to a dot: the map opens on the middle
# of them, this share being left out on each side.
_APART = 0.05
_AROUND_VIEW, _AROUND_OUTLINES, _LEAST = 0.15, 0.6, 1.0
_DOT = 5  # units of the drawing, which is fit to a screen's pixels


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a question lies: what makes two places of questions one on the map."""

    name: str
    lat: float
    lon: float
    radius_km: float | None
    precision: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the map: ``spot`` is None where no place is known, ``first`` and ``last`` are
    the days of its first and its last dated report."""

    link: Link
    status: str
    spot: Spot | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class MappedQuestion:
    """``days`` are the days of its first and its last dated report, counted from 1 January of
    year 1: "752201-752204", one number where they are one, empty where none is dated."""

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
    span the reports of the questions drawn. ``left_out`` questions have a place and are not drawn;
    of all that have none, ``unplaced``, the map may name only the first, ``missing``."""

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
    unplaced: int
    left_out: int = 0

    @property
    def statuses(self) -> tuple[tuple[str, str], ...]:
        """Each status with its words, for the legend."""
        return tuple(STATUSES.items())

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
    """Every question of the collection, by its place."""
    return drawn(_question(entry, lookup) for entry in lookup.collection.entries)


def drawn(questions: Iterable[Question]) -> PlaceMap:
    """The map of these questions; the widest places first, so that what is drawn later covers
    nothing."""
    groups, missing = _by_place(questions)
    spots = [(spot.lon, spot.lat, len(held)) for spot, held in groups.items()]
    view = _view(spots).widened(_AROUND_VIEW, _LEAST)
    whole = Box.around((lon, lat) for lon, lat, _ in spots).widened(_AROUND_OUTLINES, 4 * _LEAST)
    plane = Plane(whole, view)
    places = [_place(spot, held, plane) for spot, held in groups.items()]
    told = [day for held in groups.values() for each in held for day in _days(each)]
    return PlaceMap(
        places=tuple(sorted(places, key=lambda place: (-place.radius, place.name, place.lat))),
        outlines=outlines(plane) if places else (),
        width=plane.width,
        height=plane.height,
        edges=_edges(whole),
        view=_edges(view),
        window=_window(view, plane),
        drawn=sum(len(held) for held in groups.values()),
        first=min(told, default=None),
        last=max(told, default=None),
        missing=tuple(map(_mapped, missing)),
        unplaced=len(missing),
    )


def _question(entry: Entry, lookup: Lookup) -> Question:
    first, last = report_days(entry, lookup)
    return Question(to_entry(entry), entry.status, _spot(entry), first, last)


def _spot(entry: Entry) -> Spot | None:
    place = entry.fact.place
    if place is None or place.lat is None or place.lon is None:
        return None
    return Spot(place.name, place.lat, place.lon, place.radius_km, place.precision or "")


def _by_place(questions: Iterable[Question]) -> tuple[dict[Spot, list[Question]], list[Question]]:
    groups: dict[Spot, list[Question]] = {}
    missing = []
    for question in questions:
        if question.spot is None:
            missing.append(question)
        else:
            groups.setdefault(question.spot, []).append(question)
    return groups, missing


def _place(spot: Spot, questions: Sequence[Question], plane: Plane) -> MappedPlace:
    x, y = plane.place(spot.lon, spot.lat)
    reach = across(spot.radius_km or 0, spot.lat) * plane.scale
    held = {question.status for question in questions}
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
        questions=tuple(map(_mapped, questions)),
    )


def _mapped(question: Question) -> MappedQuestion:
    first, last = question.first, question.last
    days = dict.fromkeys(day.toordinal() for day in (first, last) if day)
    return MappedQuestion(question.link, question.status, "-".join(map(str, days)))


def _days(question: Question) -> Iterator[date]:
    yield from (day for day in (question.first, question.last) if day)


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
