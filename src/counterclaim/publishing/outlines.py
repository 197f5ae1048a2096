"""Outlines of countries, cut to the part of the world that a map shows.

They are those of Natural Earth at 1:50 million, as the npm package world-atlas gives them in
TopoJSON (github.com/topojson/topojson-specification): arcs in whole numbers, each point as its
distance from the one before, shared by the countries on both sides.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from counterclaim.publishing.corners import Point, needed
from counterclaim.publishing.mercator import Box, upward

Ring = tuple[Point, ...]

# Units across the part that is shown at first, about a screen's pixels. Farther from it than its
# own size, corners keep to a grid of so many to the drawing: far coasts must not swell the page.
_ACROSS_VIEW = 1200
_GRIDS = 1500
# Corners are left out where that moves the line by no more: by half a unit, far off by one grid.
_FINE = 0.5
_LEAST_NAMED = 0.004  # of the drawing's area; less of a country has no room for its name


@dataclass(frozen=True, slots=True)
class Outline:
    """A country within the drawing: ``path`` is its SVG path in the drawing's units, ``label``
    where its name finds room, None where it finds none."""

    name: str
    path: str
    label: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Plane:
    """The drawing: a box of the world in units from its north-west corner; ``view`` is the part
    that is shown at first, and drawn finely with as much again on each side."""

    box: Box
    view: Box

    @property
    def scale(self) -> float:
        """Units of a degree of longitude."""
        return _ACROSS_VIEW / (self.view.east - self.view.west)

    @property
    def width(self) -> int:
        return round((self.box.east - self.box.west) * self.scale)

    @property
    def height(self) -> int:
        return round((upward(self.box.north) - upward(self.box.south)) * self.scale)

    @property
    def grid(self) -> int:
        """Units from one line of the grid to the next."""
        return max(1, self.width // _GRIDS)

    @property
    def near(self) -> Box:
        """The part that is drawn finely."""
        return self.view.widened(1, 0)

    def exact(self, longitude: float, latitude: float) -> Point:
        x = (longitude - self.box.west) * self.scale
        y = (upward(self.box.north) - upward(latitude)) * self.scale
        return x, y

    def place(self, longitude: float, latitude: float) -> tuple[int, int]:
        x, y = self.exact(longitude, latitude)
        return round(x), round(y)

    def corner(self, longitude: float, latitude: float) -> tuple[int, int]:
        """The place of a corner of an outline, on the grid where it is out of the view."""
        x, y = self.place(longitude, latitude)
        if self.near.holds(longitude, latitude):
            return x, y
        grid = self.grid
        return min(round(x / grid) * grid, self.width), min(round(y / grid) * grid, self.height)


@lru_cache(maxsize=16)  # most lists of one ledger lie in one part of the world
def outlines(plane: Plane) -> tuple[Outline, ...]:
    """The countries that the drawing touches, by name."""
    arcs, shapes = _world()
    drawn = [_simplified(arc, plane) for arc in arcs]
    found = (_outline(name, _whole(rings, drawn), plane) for name, rings in shapes)
    return tuple(sorted((each for each in found if each), key=lambda each: each.name))


def _outline(name: str, rings: Iterable[Ring], plane: Plane) -> Outline | None:
    cut = (_cut(ring, plane.box) for ring in rings)
    drawn = [_drawn(ring, plane) for ring in cut if ring]
    shown = [ring for ring in drawn if len(ring) > 3]
    if not shown:
        return None
    largest = max(shown, key=lambda ring: abs(_doubled_area(ring)))
    roomy = abs(_doubled_area(largest)) / 2 > _LEAST_NAMED * plane.width * plane.height
    path = "".join(_path(ring) for ring in shown)
    return Outline(name, path, _middle(largest) if roomy else None)


@lru_cache(maxsize=1)
def _world() -> tuple[tuple[Ring, ...], tuple[tuple[str, tuple[Sequence[int], ...]], ...]]:
    """The arcs, decoded once, and every country's name and rings, outer ones and holes alike, as
    numbers of arcs."""
    home = files("counterclaim.publishing") / "static" / "vendor" / "world-atlas"
    world = json.loads((home / "countries-50m.json").read_text(encoding="utf-8"))
    arcs = tuple(tuple(_decoded(arc, world["transform"])) for arc in world["arcs"])
    geometries = world["objects"]["countries"]["geometries"]
    return arcs, tuple((shape["properties"]["name"], tuple(_rings(shape))) for shape in geometries)


def _decoded(arc: Sequence[Sequence[int]], transform: Any) -> Iterator[Point]:
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield x * wide + left, y * high + low


def _rings(shape: Any) -> Iterator[Sequence[int]]:
    if shape["type"] == "Polygon":
        yield from shape["arcs"]
    elif shape["type"] == "MultiPolygon":
        for polygon in shape["arcs"]:
            yield from polygon


def _simplified(arc: Ring, plane: Plane) -> Ring:
    """The arc with the corners that are seen; by arcs, so that neighbours still share them."""
    near, grid = plane.near, plane.grid
    slack = [_FINE if near.holds(*corner) else grid for corner in arc]
    return tuple(arc[i] for i in needed([plane.exact(*corner) for corner in arc], slack))


def _whole(rings: Iterable[Sequence[int]], arcs: Sequence[Ring]) -> Iterator[Ring]:
    return (part for ring in rings for part in _unrolled(_joined(ring, arcs)))


def _joined(ring: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    """The arcs of a ring one after another; ~n is arc n the other way."""
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)


def _unrolled(ring: Ring) -> Iterator[Ring]:
    """A ring that crosses the 180th meridian, once on either side of the map.

    One that goes around a pole (Antarctica's) closes nowhere on this map and is left out.
    """
    turns, shifted = 0, [ring[0]]
    for before, point in pairwise(ring):
        step = point[0] - before[0]
        turns += (step < -180) - (step > 180)
        shifted.append((point[0] + 360 * turns, point[1]))
    if turns:
        return
    yield tuple(shifted)
    if any(abs(longitude) > 180 for longitude, _ in shifted):
        way = -360 if max(longitude for longitude, _ in shifted) > 180 else 360
        yield tuple((longitude + way, latitude) for longitude, latitude in shifted)


def _cut(ring: Ring, box: Box) -> Ring:
    """The part of a ring within the box (Sutherland and Hodgman, 1974)."""
    sides = ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1))
    for axis, bound, sign in sides:
        ring = tuple(_within(ring, _inside(axis, bound, sign), _crossing(axis, bound)))
        if not ring:
            break
    return ring


def _inside(axis: int, bound: float, sign: int) -> Callable[[Point], bool]:
    return lambda point: sign * (point[axis] - bound) >= 0


def _crossing(axis: int, bound: float) -> Callable[[Point, Point], Point]:
    def crossing(a: Point, b: Point) -> Point:
        share = (bound - a[axis]) / (b[axis] - a[axis])
        other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
        return (bound, other) if axis == 0 else (other, bound)

    return crossing


def _within(
    ring: Ring, inside: Callable[[Point], bool], crossing: Callable[[Point, Point], Point]
) -> Iterator[Point]:
    for before, point in zip((ring[-1], *ring[:-1]), ring, strict=True):
        if inside(point):
            if not inside(before):
                yield crossing(before, point)
            yield point
        elif inside(before):
            yield crossing(before, point)


def _drawn(ring: Ring, plane: Plane) -> list[tuple[int, int]]:
    """The ring in whole units, without points that fall on the one before, or on the way between
    their neighbours."""
    held: list[tuple[int, int]] = []
    for point in (plane.corner(*corner) for corner in ring):
        if held and point == held[-1]:
            continue
        if len(held) > 1 and _straight_on(held[-2], held[-1], point):
            held.pop()
        held.append(point)
    return held


def _straight_on(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    first, second = (b[0] - a[0], b[1] - a[1]), (c[0] - b[0], c[1] - b[1])
    turned = first[0] * second[1] - first[1] * second[0]
    return turned == 0 and first[0] * second[0] + first[1] * second[1] > 0


def _path(ring: Sequence[tuple[int, int]]) -> str:
    x, y = ring[0]
    steps = ((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ring))
    return f"M{x} {y}l" + " ".join(f"{dx} {dy}" for dx, dy in steps).replace(" -", "-") + "z"


def _doubled_area(ring: Sequence[tuple[int, int]]) -> int:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))


def _middle(ring: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The centre of the ring's area."""
    area, x, y = _doubled_area(ring), 0, 0
    for a, b in zip(ring, (*ring[1:], ring[0]), strict=True):
        part = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * part, y + (a[1] + b[1]) * part
    return round(x / (3 * area)), round(y / (3 * area))
