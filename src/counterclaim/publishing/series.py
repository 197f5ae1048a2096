"""A toll over publication time, ready to be drawn: one line a voice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterclaim.model import Entry, Point
from counterclaim.publishing.wording import bounds, calendar, counted

# More lines than this cannot be told apart; the others are named in words.
MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Step:
    """What a voice last said on a day. ``value`` is drawn; ``low`` and ``high`` bound it, None
    where open."""

    day: date
    value: int
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One voice's figures by day. ``number`` is its place among the entry's voices, from 0."""

    number: int
    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The lines drawn, those with most steps kept; what was left out."""

    lines: tuple[Line, ...]
    undated: int
    voices_left_out: int

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(sorted({step.day for line in self.lines for step in line.steps}))

    @property
    def top(self) -> int:
        values = [v for line in self.lines for s in line.steps for v in (s.value, s.high)]
        return max((v for v in values if v is not None), default=0)

    @property
    def summary(self) -> str:
        """The whole in words, for those who do not see the picture."""
        said = (f"{line.name}: {', '.join(map(_told, line.steps))}" for line in self.lines)
        return f"Count by day of publication. {'; '.join(said)}."

    @property
    def note(self) -> str:
        """What is not drawn; empty where everything is."""
        voices, undated = self.voices_left_out, self.undated
        notes = [f"{counted(voices, 'voice')} not drawn"] if voices else []
        notes += [f"{counted(undated, 'undated report')} not drawn"] if undated else []
        return "; ".join(notes)


def _told(step: Step) -> str:
    return f"{bounds(step.low, step.high)} on {calendar(step.day)}"


def series(entry: Entry) -> Series | None:
    """The entry's counts over time; None where they fall on fewer than two days."""
    counted = [p for p in entry.series if p.lower is not None or p.upper is not None]
    lines = [
        Line(number, voice.name, steps)
        for number, voice in enumerate(entry.voices)
        if (steps := _steps(counted, voice.id))
    ]
    kept = sorted(lines, key=lambda line: (-len(line.steps), line.number))[:MOST_LINES]
    found = Series(
        tuple(sorted(kept, key=lambda line: line.number)),
        undated=sum(point.published is None for point in counted),
        voices_left_out=len(lines) - len(kept),
    )
    return found if len(found.days) >= 2 else None


def _steps(points: list[Point], voice: str) -> tuple[Step, ...]:
    by_day: dict[date, list[Point]] = {}
    for point in points:
        if point.voice == voice and point.published is not None:
            by_day.setdefault(point.published, []).append(point)
    return tuple(_step(day, said) for day, said in sorted(by_day.items()))


def _step(day: date, said: list[Point]) -> Step:
    """The day's last word, drawn at its lower bound, or at its upper where that alone is known."""
    last = said[-1]
    value = last.lower if last.lower is not None else last.upper
    return Step(day, value or 0, last.lower, last.upper)
