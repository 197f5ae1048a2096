"""A line with fewer corners, near enough to what it was (Douglas and Peucker, 1973)."""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]


def needed(line: Sequence[Point], slack: Sequence[float]) -> list[int]:
    """The numbers of the corners without which the line would leave another corner farther away
    than that one's slack, in the line's units; its ends are always among them."""
    kept, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        farthest, at = _farthest(line, slack, first, last)
        if farthest > 1:
            kept.add(at)
            todo += [(first, at), (at, last)]
    return sorted(kept)


def _farthest(
    line: Sequence[Point], slack: Sequence[float], first: int, last: int
) -> tuple[float, int]:
    """The corner between these two that lies farthest off the way from one to the other, and how
    many times its slack that is."""
    (x, y), (end_x, end_y) = line[first], line[last]
    across, up = end_x - x, end_y - y
    length = math.hypot(across, up)
    found, at = 0.0, first
    for i in range(first + 1, last):
        right, above = line[i][0] - x, line[i][1] - y
        off = abs(across * above - up * right) / length if length else math.hypot(right, above)
        if off > found * slack[i]:
            found, at = off / slack[i], i
    return found, at
