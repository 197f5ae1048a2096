"""When a report was published, and how that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.datelines import Opening
from counterclaim.reading.datings import HEAD, Dating
from counterclaim.reading.days import Day, days

#: Years are looked for in this much of a text.
_SEARCHED: Final = 20_000
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PATH: Final = re.compile(r"[/=_-](?P<date>(?:19|20)\d\d[/-]?\d{1,2}[/-]?\d{1,2})(?=[/_.?&#-]|\Z)")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")


@dataclass(frozen=True, slots=True)
class Publication:
    """The day, in words how it was found, and what was doubtful."""

    day: date | None
    source: str | None
    notes: tuple[str, ...] = ()


def publication(
    given: Day | None,
    giver: str,
    lines: tuple[Dating, ...],
    opening: Opening | None,
    text: str,
    url: str | None,
    policy: Policy = DEFAULT,
) -> Publication:
    """The publication day of a report.

    A date line in the text holds, also against what the record gives. Else the record's own date
    holds, else the dateline's, else the one in the address. A dateline without a year takes it
    from the address, from full dates in the text, or from a weekday beside it and the years that
    the text names; where that leaves more than one year, or none, the day stays open.
    """
    line = _line(lines, given, policy.read_year_window)
    if line is not None:
        return _by_line(line, text, given, giver)
    if given is not None and given.full is not None:
        notes = ("day and month of the given date may have changed places",) if given.unsure else ()
        return Publication(given.full, f"given by {giver}", notes)
    address = url_day(url)
    if opening is not None and opening.day is not None:
        found = _by_dateline(opening.day, opening.span.of(text), text, address, policy)
        if found.day is not None or address is None:
            return found
    if address is not None:
        return Publication(address, "the date in the address")
    return Publication(None, None, ("no publication date was found",))


def url_day(url: str | None) -> date | None:
    """The day that an address has in its path: ".../2024/12/05/…", "…-20241205.html"."""
    for match in _PATH.finditer(url[:2000] if url else ""):
        written = _COMPACT.sub(r"\1-\2-\3", match["date"]).replace("/", "-")
        found = days(written)
        if len(found) == 1 and found[0].full is not None:
            return found[0].full
    return None


def _line(lines: tuple[Dating, ...], given: Day | None, window: int) -> Dating | None:
    """The date line that holds: of publication before one of a change.

    A line that tells of a change holds against a given date that is later, or only days earlier
    where it stands at the head of the page; a change long after says nothing of the publication.
    """
    first = next((line for line in lines if not line.updated and not line.weak), None)
    if first is not None or not lines:
        return first
    changed = next((line for line in lines if line.updated), None)
    if given is None or given.full is None:
        return changed or lines[0]
    if changed is None or changed.day.full is None:
        return None
    later = (changed.day.full - given.full).days
    near = window if changed.span.start < HEAD else 0
    return changed if later <= near else None


def _by_line(line: Dating, text: str, given: Day | None, giver: str) -> Publication:
    day, written = line.day.full, line.span.of(text)
    other = given.full if given is not None else None
    if day is None or (line.day.unsure and other is not None and _turned(line.day) == other):
        return Publication(other, f"given by {giver}")
    source = f"the date line in the text, “{written}”"
    if other is None or other == day:
        return Publication(day, source)
    note = f"{giver} says {other}, the date line in the text {day}: the date line holds"
    return Publication(day, source, (note,))


def _turned(day: Day) -> date | None:
    """The day with day and month in each other's place."""
    return Day(day.span, day.year, day.day, day.month).full


def _by_dateline(
    day: Day, written: str, text: str, address: date | None, policy: Policy
) -> Publication:
    source = f"the dateline “{written}”"
    if day.full is not None:
        return Publication(day.full, source)
    if address is not None:
        near = day.near(address, policy.read_year_window)
        if len(near) == 1:
            return Publication(near[0], f"{source}, its year from the address")
    full = {found.full for found in days(text, 0, _SEARCHED) if found.full is not None}
    near = tuple({d for other in full for d in day.near(other, policy.read_year_window)})
    if len(near) == 1:
        return Publication(near[0], f"{source}, its year from other dates in the text")
    if not near and day.weekday is not None:
        named = sorted({int(year[0]) for year in _YEAR.finditer(text[:_SEARCHED])})[-1:]
        fitting = {found for year in named for y in (year, year + 1) if (found := day.on(y))}
        if len(fitting) == 1:
            return Publication(fitting.pop(), f"{source}, its year from the weekday")
    return Publication(None, None, (f"{source} gives no year, and nothing else does: left open",))


def dateline_day(day: Day | None, published: date | None, policy: Policy = DEFAULT) -> date | None:
    """The day a dateline means, its year taken from the publication day nearby."""
    if day is None or day.full is not None or published is None:
        return day.full if day else None
    near = day.near(published, policy.read_year_window)
    return near[0] if len(near) == 1 else None
