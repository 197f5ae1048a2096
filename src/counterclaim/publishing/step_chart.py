"""The toll over publication time as a step chart, drawn as plain SVG."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from counterclaim.publishing.glyphs import DASHES, glyph
from counterclaim.publishing.plain import plain
from counterclaim.publishing.series import Line, Series, Step
from counterclaim.publishing.wording import calendar, number, short_day, shortened

WIDTH, HEIGHT = 720, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, WIDTH - 190, 16, HEIGHT - 30
_LABEL_GAP = 15


@dataclass(frozen=True, slots=True)
class _Frame:
    """The chart's plane: days across, counts upwards from 0 to ``top``."""

    first: date
    last: date
    top: int

    def x(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(_LEFT + 8 + share * (_RIGHT - _LEFT - 16), 1)

    def y(self, value: int) -> float:
        return round(_BOTTOM - min(value / self.top, 1) * (_BOTTOM - _TOP), 1)


def step_chart(series: Series) -> Markup:
    """One line a voice, told apart by dash and sign as well as by colour.

    Its title tells the same in words.
    """
    days = series.days
    frame = _Frame(days[0], days[-1], _ceiling(series.top))
    parts = [
        Markup("<title>{}</title>").format(plain(series.summary)),
        *_count_axis(frame),
        *_day_axis(frame, days),
        *(_line(line, frame) for line in series.lines),
        *_labels(series.lines, frame),
    ]
    head = Markup('<svg class="chart" viewBox="0 0 {} {}" role="img">').format(WIDTH, HEIGHT)
    return Markup("").join([head, *parts, Markup("</svg>")])


def _ceiling(value: int) -> int:
    """The next number above that is round and has round quarters, at least 4."""
    power = 1
    while 80 * power < value:
        power *= 10
    return next(
        round * power for round in (4, 8, 12, 16, 20, 24, 32, 40, 60, 80) if round * power >= value
    )


def _count_axis(frame: _Frame) -> list[Markup]:
    parts = []
    for quarter in range(5):
        value = frame.top * quarter // 4
        y = frame.y(value)
        parts.append(
            Markup('<path class="g" d="M{} {}H{}"/><text class="n" x="{}" y="{}">{}</text>').format(
                _LEFT, y, _RIGHT, _LEFT - 8, y + 4, number(value)
            )
        )
    return parts


def _day_axis(frame: _Frame, days: tuple[date, ...]) -> list[Markup]:
    """First and last day, and those between that find room, 58 units apart."""
    chosen, edge = [days[0]], frame.x(days[-1])
    for day in days[1:-1]:
        if frame.x(day) - frame.x(chosen[-1]) >= 58 and edge - frame.x(day) >= 58:
            chosen.append(day)
    one_year = days[0].year == days[-1].year
    return [
        Markup('<path class="k" d="M{0} {1}v4"/><text class="d" x="{0}" y="{2}">{3}</text>').format(
            frame.x(day), _BOTTOM, _BOTTOM + 18, short_day(day) if one_year else calendar(day)
        )
        for day in [*chosen, days[-1]]
    ]


def _line(line: Line, frame: _Frame) -> Markup:
    steps = line.steps
    way = "".join(f"H{frame.x(step.day)}V{frame.y(step.value)}" for step in steps[1:])
    start = f"M{frame.x(steps[0].day)} {frame.y(steps[0].value)}" if way else ""
    rest = f"M{frame.x(steps[-1].day)} {frame.y(steps[-1].value)}H{_RIGHT}"
    tone = f"l{line.number % len(DASHES)}"
    parts = [
        Markup('<g class="{}"><title>{}</title>').format(tone, plain(shortened(line.name, 120))),
        Markup('<path class="s" d="{}"{}/>').format(start + way, DASHES[int(tone[1:])]),
        Markup('<path class="z" d="{}"/>').format(rest),
        *(_point(line.number, step, frame) for step in steps),
        Markup("</g>"),
    ]
    return Markup("").join(parts)


def _point(voice: int, step: Step, frame: _Frame) -> Markup:
    """A sign at the day's last word, with a whisker over its range, an arrow where it is open."""
    x, y = frame.x(step.day), frame.y(step.value)
    low = frame.y(step.low) if step.low is not None else y
    high = frame.y(step.high) if step.high is not None else y
    whisker = f"M{x} {low}V{high}" if low != high else ""
    if step.high is None:
        whisker += f"M{x} {y}v-11m-3 3l3 -3l3 3"
    elif step.low is None:
        whisker += f"M{x} {y}v11m-3 -3l3 3l3 -3"
    drawn = Markup('<path class="u" d="{}"/>').format(whisker) if whisker else Markup("")
    return drawn + glyph(voice, x, y)


def _labels(lines: tuple[Line, ...], frame: _Frame) -> list[Markup]:
    """Each line's name at its end, pushed apart where they would cover one another."""
    ends = sorted(lines, key=lambda line: (frame.y(line.steps[-1].value), line.number))
    room = [frame.y(line.steps[-1].value) + 4 for line in ends]
    for i in range(1, len(room)):
        room[i] = max(room[i], room[i - 1] + _LABEL_GAP)
    excess = max(0.0, room[-1] - (_BOTTOM + 4))
    for i in range(len(room) - 1, -1, -1):
        ceiling = room[i + 1] - _LABEL_GAP if i + 1 < len(room) else math.inf
        room[i] = min(room[i] - (excess if i == len(room) - 1 else 0), ceiling)
    return [
        Markup('<text class="m l{}" x="{}" y="{}">{}</text>').format(
            line.number % len(DASHES), _RIGHT + 8, round(y, 1), plain(shortened(line.name, 23))
        )
        for line, y in zip(ends, room, strict=True)
    ]
