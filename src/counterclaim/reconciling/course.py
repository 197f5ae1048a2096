"""How what one voice says moves from report to report, and what it last said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.model.ranges import Range, inside, together
from counterclaim.reconciling.tellings import Telling

# Without a number of its own these counts are told by round words; another one is better.
_ROUND = frozenset({"about", "vague"})

Numbers = Callable[[Telling], Range]


@dataclass(frozen=True, slots=True)
class Step:
    """A number that a voice gives anew, with the claim that first gives it."""

    telling: Telling
    numbers: Range


def in_time(said: Sequence[Telling]) -> list[list[Telling]]:
    """One voice's claims, report by report, in order of publication, undated ones last.

    Reports of one day, whose hours are not known, stand in the order of their numbers, the
    smallest first, since tolls grow.
    """
    if len(said) == 1:
        return [[*said]]
    reports: dict[str, list[Telling]] = {}
    for telling in said:
        reports.setdefault(telling.document.id, []).append(telling)
    return sorted(reports.values(), key=_when)


def _when(report: Sequence[Telling]) -> tuple[date, int]:
    values = [t.value for t in report if t.counted and not t.recalled and t.value is not None]
    return report[0].document.published or date.max, max(values, default=-1)


def as_told(telling: Telling) -> Range:
    return telling.numbers


def course(said: Sequence[Telling], numbers: Numbers = as_told) -> tuple[Step, ...]:
    """The numbers of one voice, each with the report that gives it first.

    Nothing new is said by a reprint; by a number that the text itself calls an earlier one, or
    that the voice gave before; or by a looser one ("more than 60" after "at least 68"). A number
    that is told with "at least" and without it has the hedge: outlets drop it in headlines.
    """
    told = ([t for t in report if t.counted and not t.reprint] for report in in_time(said))
    reports = [report for report in told if report]
    hedged = {numbers(t) for report in reports for t in report if numbers(t)[1] is None}
    steps: list[Step] = []
    given: set[int] = set()
    for report in reports:
        new = _new(report, given, steps[-1].telling.value if steps else None)
        given |= {telling.value for telling in report if telling.value is not None}
        if not new:
            continue
        ranges = [_with_hedge(numbers(telling), hedged) for telling in new]
        step = Step(new[0], together(ranges))
        if not steps or not inside(steps[-1].numbers, step.numbers):
            steps.append(step)
    return tuple(steps)


def latest(said: Sequence[Telling], numbers: Numbers = as_told) -> Range:
    """What a voice last said; (None, None) where it gives no number of its own."""
    steps = course(said, numbers)
    return steps[-1].numbers if steps else (None, None)


def _new(report: Sequence[Telling], given: set[int], held: int | None) -> list[Telling]:
    """The claims of a report with numbers that the voice has not given before.

    Where the report also gives the number that holds, a lower one is of a part ("98 of them"), and
    beside a number of all what was added to it says nothing by itself.
    """
    current = [telling for telling in report if not telling.recalled]
    current = [telling for telling in current if not telling.added] or current
    if held is None:
        current = current or list(report)
    repeats = any(telling.value == held for telling in current)
    least = held if repeats and held is not None else -1
    new = [t for t in current if t.value not in given and t.value is not None and t.value > least]
    plain = [telling for telling in new if _precision(telling) not in _ROUND]
    return plain or new


def _precision(telling: Telling) -> str | None:
    return telling.claim.quantity.precision if telling.claim.quantity else None


def _with_hedge(numbers: Range, hedged: set[Range]) -> Range:
    least = (numbers[0], None)
    return least if numbers[0] == numbers[1] and least in hedged else numbers
