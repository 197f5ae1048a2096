"""Ranges of numbers, either end of which may be open (None)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

Range = tuple[int | None, int | None]

LARGEST: Final = 10**12  # a larger number counts nothing that a report could mean


def meet(a: Range, b: Range) -> bool:
    """Whether one number can lie in both."""
    below = a[1] is not None and b[0] is not None and a[1] < b[0]
    above = a[0] is not None and b[1] is not None and a[0] > b[1]
    return not (below or above)


def inside(inner: Range, outer: Range) -> bool:
    """Whether every number of the first lies in the second."""
    low = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    high = outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    return low and high


def narrowed(ranges: Sequence[Range]) -> Range | None:
    """What lies in all the ranges; None where they do not all meet."""
    lowers = [low for low, _ in ranges if low is not None]
    uppers = [high for _, high in ranges if high is not None]
    lower, upper = max(lowers, default=None), min(uppers, default=None)
    if lower is not None and upper is not None and lower > upper:
        return None
    return lower, upper


def widened(ranges: Sequence[Range]) -> Range:
    """The least and the greatest number that the ranges name; None where they name none."""
    named = [value for bounds in ranges for value in bounds if value is not None]
    return min(named, default=None), max(named, default=None)


def together(ranges: Sequence[Range]) -> Range:
    """One report's numbers for one thing: what they share, else all that they span."""
    shared = narrowed(ranges)
    return widened(ranges) if shared is None else shared


def said(lower: int | None, upper: int | None) -> str:
    """A range in words: "43", "at least 43", "at most 120", "10 to 15", "no number"."""
    if lower is None and upper is None:
        return "no number"
    if lower is None:
        return f"at most {upper:,}"
    if upper is None:
        return f"at least {lower:,}"
    return f"{lower:,}" if lower == upper else f"{lower:,} to {upper:,}"
