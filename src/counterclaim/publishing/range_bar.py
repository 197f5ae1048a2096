"""A range as a small picture, all on one logarithmic scale so that rows can be compared."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.model import Entry

WIDTH = 132
HEIGHT = 18
_LEFT, _RIGHT, _MIDDLE = 5, WIDTH - 9, HEIGHT // 2


@dataclass(frozen=True, slots=True)
class Scale:
    """Counts from 0 to ``top``, a power of ten, along a bar's width; equal steps for equal
    factors."""

    top: int

    @classmethod
    def over(cls, entries: Iterable[Entry]) -> Scale:
        """The scale that holds every bound of these entries."""
        values = [v for e in entries for v in (e.low, e.best, e.high) if v is not None]
        return cls.up_to(max(values, default=1))

    @classmethod
    def up_to(cls, value: int) -> Scale:
        """The scale that holds every count up to a value."""
        return cls(10 ** max(1, len(str(value - 1))))

    def x(self, value: int) -> float:
        """Where a count lies, in the bar's units, one decimal."""
        share = math.log10(max(value, 0) + 1) / math.log10(self.top + 1)
        return round(_LEFT + (_RIGHT - _LEFT) * min(share, 1.0), 1)

    def decades(self) -> list[int]:
        """The powers of ten on the scale, at most seven so that their lines stay apart."""
        powers = len(str(self.top))
        return [10**power for power in range(0, powers, max(1, math.ceil(powers / 7)))]


def axis(scale: Scale) -> Markup:
    """The scale itself, for the head of the column; decoration beside numbers in words. It holds
    what the bars refer to: the scale's lines, and the dot of the best figure."""
    grid = f'<path id="grid" class="g" d="{_grid(scale)}"/>'
    dot = f'<circle id="best" cy="{_MIDDLE}" r="3.5"/>'
    labels = (f'<text x="{scale.x(d)}" y="9">{_short(d)}</text>' for d in scale.decades())
    return Markup(
        f'<svg class="axis" viewBox="0 0 {WIDTH} 11" aria-hidden="true">'
        f"<defs>{grid}{dot}</defs>{''.join(labels)}</svg>"
    )


def range_bar(entry: Entry, scale: Scale) -> Markup:
    """From low to high with a mark at best; an arrow where a bound is open. Empty without any.

    It repeats the numbers beside it, so it is hidden from screen readers.
    """
    if entry.low is None and entry.high is None:
        return Markup("")
    parts = ["<use href=#grid />"]
    left = scale.x(entry.low) if entry.low is not None else float(_LEFT)
    right = scale.x(entry.high) if entry.high is not None else float(_RIGHT)
    if not entry.low == entry.best == entry.high:
        ends = _end(left, entry.low is None, -1) + _end(right, entry.high is None, 1)
        parts.append(f'<path class=r d="M{left} {_MIDDLE}H{right}{ends}"/>')
    if entry.best is not None:
        parts.append(f"<use href=#best x={scale.x(entry.best):g} />")
    return Markup(f"<svg class=bar aria-hidden=true>{''.join(parts)}</svg>")


def _grid(scale: Scale) -> str:
    return "".join(f"M{scale.x(d)} 1V{HEIGHT - 1}" for d in scale.decades())


def _end(x: float, is_open: bool, side: int) -> str:
    if is_open:
        return f"M{x} {_MIDDLE - 4}l{4 * side} 4l{-4 * side} 4"
    return f"M{x} {_MIDDLE - 4}v8"


def _short(value: int) -> str:
    """1, 10, 100, 1k, 10k, 1M; powers of ten beyond as 10^n."""
    if value < 1000:
        return str(value)
    if value < 10**9:
        return f"{value // 1000}k" if value < 10**6 else f"{value // 10**6}M"
    return f"10^{len(str(value)) - 1}"
