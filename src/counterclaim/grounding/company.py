"""What the places of a text tell of one another: which countries, divisions and squares they fill.

Every name counts once, shared out over the places it may mean; what a name tells of itself is
left out where it is weighed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from counterclaim.grounding.spot import Spot

Key = TypeVar("Key")
Square = tuple[int, int]
Shares = Mapping[str, float]

_SQUARE: Final = 1.0  # degrees of latitude and longitude of a square
_LEAST: Final = 0.01  # a place that a name means less likely than this tells nothing
_POINTS: Final = frozenset({"city", "admin2", "site"})


@dataclass(frozen=True, slots=True)
class Company:
    """How much of a text's names lies in each country and division, and in or beside each square.

    In all, and what each name brings to it.
    """

    names: int = 0
    codes: Shares = field(default_factory=dict)
    squares: Mapping[Square, float] = field(default_factory=dict)
    own_codes: Mapping[str, Shares] = field(default_factory=dict)
    own_squares: Mapping[str, Mapping[Square, float]] = field(default_factory=dict)

    def share(self, code: str | None, name: str) -> float:
        """The share (0 to 1) of the other names that lies in a country or division."""
        own = self.own_codes.get(name)
        others = self.names if own is None else self.names - 1
        if code is None or others < 1:
            return 0.0
        rest = self.codes.get(code, 0.0) - (own.get(code, 0.0) if own else 0.0)
        return max(0.0, rest) / others

    def around(self, spot: Spot, name: str) -> float:
        """How many of the other names lie in the square of a place and the eight around it."""
        if spot.kind not in _POINTS:
            return 0.0
        square = _square(spot)
        held = self.squares.get(square)
        if held is None:
            return 0.0
        own = self.own_squares.get(name)
        return max(0.0, held - own.get(square, 0.0)) if own else held


def company(weighed: Mapping[str, Sequence[tuple[float, Spot]]]) -> Company:
    """The company of a text's names, each with its places and what speaks for them (log-odds)."""
    codes: dict[str, float] = {}
    squares: dict[Square, float] = {}
    own_codes: dict[str, Shares] = {}
    own_squares: dict[str, Mapping[Square, float]] = {}
    for name, places in weighed.items():
        if not places:
            continue
        mine: dict[str, float] = {}
        here: dict[Square, float] = {}
        for share, spot in shares(places):
            if share < _LEAST:
                continue
            for code in (spot.country, spot.admin1):
                if code is not None:
                    mine[code] = mine.get(code, 0.0) + share
            if spot.kind in _POINTS:
                for square in _around(_square(spot)):
                    here[square] = here.get(square, 0.0) + share
        _add(codes, mine)
        _add(squares, here)
        own_codes[name], own_squares[name] = mine, here
    return Company(len(own_codes), codes, squares, own_codes, own_squares)


def shares(weighed: Sequence[tuple[float, Spot]]) -> list[tuple[float, Spot]]:
    """What speaks for each of several places (log-odds), as shares of 1."""
    if len(weighed) < 2:
        return [(1.0, spot) for _, spot in weighed]
    most = max(weight for weight, _ in weighed)
    powers = [math.exp(weight - most) for weight, _ in weighed]
    total = sum(powers)
    return [(power / total, spot) for power, (_, spot) in zip(powers, weighed, strict=True)]


def _add(to: dict[Key, float], found: Mapping[Key, float]) -> None:
    for key, value in found.items():
        to[key] = to.get(key, 0.0) + value


def _around(square: Square) -> list[Square]:
    north, east = square
    return [(north + up, east + right) for up in (-1, 0, 1) for right in (-1, 0, 1)]


def _square(spot: Spot) -> Square:
    return math.floor(spot.lat / _SQUARE), math.floor(spot.lon / _SQUARE)
