from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.publishing.corners import Point, needed

POINTS = st.tuples(st.integers(-50, 50), st.integers(-50, 50))
LINES = st.lists(st.tuples(POINTS, st.sampled_from([0.5, 4.0])), min_size=2, max_size=20)


def off(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the straight line through two others."""
    across, up = end[0] - start[0], end[1] - start[1]
    right, above = point[0] - start[0], point[1] - start[1]
    length = math.hypot(across, up)
    return abs(across * above - up * right) / length if length else math.hypot(right, above)


@given(LINES)
def test_no_corner_is_left_farther_off_than_its_slack(line: list[tuple[Point, float]]) -> None:
    points, slack = [point for point, _ in line], [each for _, each in line]
    kept = needed(points, slack)
    assert kept[0] == 0
    assert kept[-1] == len(points) - 1
    for first, last in pairwise(kept):
        for i in range(first + 1, last):
            assert off(points[i], points[first], points[last]) <= slack[i]


def test_a_straight_line_keeps_its_ends_and_a_bend_its_corner() -> None:
    assert needed([(0, 0), (5, 0), (10, 0)], [0.5] * 3) == [0, 2]
    assert needed([(0, 0), (5, 5), (10, 0)], [0.5] * 3) == [0, 1, 2]
    assert needed([(0, 0), (5, 5), (10, 0)], [6.0] * 3) == [0, 2]


def test_an_island_keeps_its_shape() -> None:
    island = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0), (0.0, 0.0)]
    assert needed(island, [0.5] * 5) == [0, 1, 2, 3, 4]
