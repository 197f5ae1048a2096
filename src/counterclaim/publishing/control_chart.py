"""A control timeline as a picture: a row a side, the days from left to right, as plain SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from counterclaim.model import ControlStep, ControlTimeline
from counterclaim.publishing.control_words import numbers, said, when
from counterclaim.publishing.glyphs import glyph
from counterclaim.publishing.plain import plain
from counterclaim.publishing.wording import calendar, counted, shortened

_SIGNS: Final = {"seized": 2, "held": 0, "withdrew": 4}
_WIDTH, _LEFT, _RIGHT, _TOP, _ROW, _GAP = 720, 216, 60, 14, 34, 15
# More cannot be told apart; the table below has them all.
_DAYS, _SIDES = 8, 6
_NOBODY = "a side not named"
_KEY = (
    "▲ taken, ● held, ▼ left; hollow: denied or unverified. By the day that is claimed, else the "
    "day of the report; days stand at equal distances."
)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A step at its place: in the row of its side, on its day, beside others of that day."""

    step: ControlStep
    row: int
    day: int
    beside: int


def control_chart(timeline: ControlTimeline) -> Markup:
    """A sign a step, with the step's number and in words; empty where all fall on one day.

    Of many days the last are drawn.
    """
    days = sorted({step.day for step in timeline.steps if step.day})[-_DAYS:]
    if len(days) < 2:
        return Markup("")
    dated = [step for step in timeline.steps if step.day in days]
    sides = list(dict.fromkeys(step.side or _NOBODY for step in dated))[:_SIDES]
    signs = tuple(_placed(dated, sides, days))
    number = numbers(timeline.steps)
    height = _TOP + _ROW * len(sides) + 24
    head = '<svg class="chart sides" viewBox="0 0 {} {}" role="img"><title>{}</title>'
    drawn = Markup("").join(
        [
            Markup(head).format(_WIDTH, height, plain(_summary(signs))),
            *_rows(sides),
            *_axis(days, height),
            *(_sign(sign, len(days), number[sign.step.id]) for sign in signs),
            Markup("</svg>"),
        ]
    )
    left = len(timeline.steps) - len(signs)
    note = f" {counted(left, 'step')} not drawn." if left else ""
    figure = '<figure><div class="scroll">{}</div><figcaption>{}{}</figcaption></figure>'
    return Markup(figure).format(drawn, _KEY, note)


def _placed(
    steps: Sequence[ControlStep], sides: Sequence[str], days: Sequence[date]
) -> Iterator[_Sign]:
    """The steps for which there is room; of one side and day they stand beside each other."""
    apart = (_WIDTH - _LEFT - _RIGHT - 24) / (len(days) - 1)
    room = max(1, int(min(apart, _RIGHT) // _GAP))
    taken: Counter[tuple[int, int]] = Counter()
    for step in steps:
        side = step.side or _NOBODY
        if side in sides and step.day:
            at = sides.index(side), days.index(step.day)
            if taken[at] < room:
                yield _Sign(step, *at, taken[at])
            taken[at] += 1


def _summary(signs: Sequence[_Sign]) -> str:
    return "; ".join(f"{when(sign.step)}, {said(sign.step)}" for sign in signs)


def _x(day: int, days: int) -> float:
    return round(_LEFT + 24 + day * (_WIDTH - _LEFT - _RIGHT - 24) / (days - 1), 1)


def _y(row: int) -> float:
    return _TOP + _ROW * row + _ROW / 2


def _rows(sides: Sequence[str]) -> Iterator[Markup]:
    line = '<path class="g" d="M{} {}H{}"/><text class="n" x="{}" y="{}">{}</text>'
    for row, side in enumerate(sides):
        name = plain(shortened(side, 28))
        yield Markup(line).format(_LEFT, _y(row), _WIDTH, _LEFT - 10, _y(row) + 4, name)


def _axis(days: Sequence[date], height: int) -> Iterator[Markup]:
    for at, day in enumerate(days):
        x = _x(at, len(days))
        yield Markup('<text class="d" x="{}" y="{}">{}</text>').format(x, height - 6, calendar(day))


def _sign(sign: _Sign, days: int, number: int) -> Markup:
    x, y = _x(sign.day, days) + _GAP * sign.beside, _y(sign.row)
    step = sign.step
    hollow = "" if step.polarity == "asserted" else " hollow"
    drawn = '<g class="l{}{}"><title>{}</title>{}<text class="i" x="{}" y="{}">{}</text></g>'
    told = plain(f"{when(step)}: {said(step)}")
    shape = glyph(_SIGNS[step.type], x, y)
    return Markup(drawn).format(sign.row, hollow, told, shape, x, y - 8, number)
