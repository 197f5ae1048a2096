from __future__ import annotations

import re
from hashlib import sha256
from importlib.resources import files

import pytest

from counterclaim.publishing.map_assets import map_script, map_style
from counterclaim.publishing.mercator import Box, across, upward
from counterclaim.publishing.outlines import Plane, outlines

VENDOR = files("counterclaim.publishing") / "static" / "vendor"
# The lakes of central Africa: land on all sides, so that every path fills the box.
INLAND = Plane(Box(24.0, -6.0, 34.0, 4.0), Box(28.0, -4.0, 31.0, 0.0))
STEP = re.compile(r"-?\d+")


def corners(path: str) -> list[tuple[int, int]]:
    """The points of a path, each as far as it has come."""
    found = []
    for ring in path.removesuffix("z").split("z"):
        numbers = [int(step) for step in STEP.findall(ring)]
        x = y = 0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
    return found


def test_what_comes_from_elsewhere_is_unchanged() -> None:
    told = (VENDOR / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([\w./-]+)` \|.*`([0-9a-f]{64})`", told, re.MULTILINE)
    assert len(listed) == 5
    for name, digest in listed:
        assert sha256((VENDOR / name).read_bytes()).hexdigest() == digest


def test_outlines_are_cut_to_the_box() -> None:
    found = outlines(INLAND)
    assert {"Uganda", "Rwanda", "Burundi", "Dem. Rep. Congo"} <= {each.name for each in found}
    assert "Egypt" not in {each.name for each in found}
    for each in found:
        assert all(
            0 <= x <= INLAND.width and 0 <= y <= INLAND.height for x, y in corners(each.path)
        )


def test_countries_cover_the_land_once() -> None:
    doubled = sum(
        abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)))
        for each in outlines(INLAND)
        for ring in (corners(part + "z") for part in each.path.split("z") if part)
    )
    # Lakes are not cut out of countries; rounding leaves slivers.
    assert doubled / 2 == pytest.approx(INLAND.width * INLAND.height, rel=0.01)


def test_a_country_on_both_sides_of_the_180th_meridian_crosses_no_ocean() -> None:
    pacific = Plane(Box(-180.0, -40.0, 180.0, 40.0), Box(-180.0, -40.0, 180.0, 40.0))
    (fiji,) = (each for each in outlines(pacific) if each.name == "Fiji")
    degree = pacific.scale
    for x, _ in corners(fiji.path):
        assert x < 5 * degree or x > pacific.width - 5 * degree
    assert len({x > pacific.width / 2 for x, _ in corners(fiji.path)}) == 2
    for ring in fiji.path.split("z"):
        across = [x for x, _ in corners(ring + "z")] if ring else [0]
        assert max(across) - min(across) < 5 * degree


def test_a_name_stands_where_its_country_has_room() -> None:
    by_name = {each.name: each for each in outlines(INLAND)}
    label = by_name["Rwanda"].label
    assert label is not None
    x, y = label
    at = INLAND.place(29.9, -2.0)  # the middle of the country
    degree = INLAND.scale
    assert abs(x - at[0]) < 0.2 * degree
    assert abs(y - at[1]) < 0.2 * degree


def test_what_is_shown_at_first_is_drawn_finely_and_the_rest_on_a_grid() -> None:
    wide = Plane(Box(-10.0, -30.0, 50.0, 30.0), Box(28.0, -4.0, 31.0, 0.0))
    grid = wide.width // 1500
    assert grid > 1
    inner = [wide.place(25.0, 4.0), wide.place(34.0, -8.0)]  # the view and as much again
    points = [point for each in outlines(wide) for point in corners(each.path)]
    fine = [(x, y) for x, y in points if x % grid or y % grid]
    assert fine
    for x, y in fine:
        on_edge = x in (0, wide.width) or y in (0, wide.height)
        assert on_edge or (inner[0][0] <= x <= inner[1][0] and inner[0][1] <= y <= inner[1][1])


def test_the_plane_is_web_mercator() -> None:
    assert upward(0) == pytest.approx(0)
    assert upward(85.0511287798) < 180.01
    assert upward(45) == pytest.approx(50.5, abs=0.05)
    assert across(111.32, 60) == pytest.approx(2, rel=0.01)
    assert INLAND.place(24.0, 4.0) == (0, 0)


def test_what_is_written_into_a_page_loads_nothing() -> None:
    assert not re.search(r"url\(|https?:|@import", map_style())
    script = map_script()
    assert "Redistributions in binary form must reproduce the above copyright" in script
    assert not re.search(r"sourceMappingURL|</script|XMLHttpRequest|\bfetch\(|\bimport\(", script)
