"""The map's plane: Web Mercator, in degrees, so that a degree of longitude is one unit across."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

# Towards the poles the projection runs off to infinity; web maps end here.
_FARTHEST = 85.0
_KM_OF_A_DEGREE = 111.32


@dataclass(frozen=True, slots=True)
class Box:
    """West, south, east and north in degrees of longitude and latitude (WGS 84)."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> Box:
        """The least box that holds these (longitude, latitude); of none, the whole map."""
        held = list(points)
        if not held:
            return cls(-180.0, -_FARTHEST, 180.0, _FARTHEST)
        across, upwards = zip(*held, strict=True)
        return cls(min(across), min(upwards), max(across), max(upwards))

    def holds(self, longitude: float, latitude: float) -> bool:
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north

    def widened(self, share: float, least: float) -> Box:
        """Wider on each side by a share of its size, at least by so many degrees."""
        x = max(least, share * (self.east - self.west))
        y = max(least, share * (self.north - self.south))
        return Box(
            max(-180.0, self.west - x),
            max(-_FARTHEST, self.south - y),
            min(180.0, self.east + x),
            min(_FARTHEST, self.north + y),
        )


def upward(latitude: float) -> float:
    """How far north of the equator a latitude lies in the plane."""
    held = math.radians(max(-_FARTHEST, min(_FARTHEST, latitude)))
    return math.degrees(math.log(math.tan(math.pi / 4 + held / 2)))


def across(kilometres: float, latitude: float) -> float:
    """What a distance on the ground measures in the plane at that latitude."""
    held = max(-_FARTHEST, min(_FARTHEST, latitude))
    return kilometres / (_KM_OF_A_DEGREE * math.cos(math.radians(held)))
