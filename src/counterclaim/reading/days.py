"""Days written out in English, with or without their year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from counterclaim.model import Span

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_WEEKDAY: Final = (
    r"(?:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:day|s?day|nesday|r?s?day|urday)?\b\.?,?\s+)?"
)
_NTH: Final = r"(?:st|nd|rd|th)?"
#: Each form names year, month and day. The year may follow the day without a space: so
#: "Jul 15, 2015" looks in texts that have lost their punctuation.
_FORMS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_WEEKDAY}(?P<day>\d{{1,2}}){_NTH}[\s-]+(?:of\s+)?(?P<month>{_MONTH}),?"
        r"(?:[\s-]+(?P<year>\d{4})(?!\d))?",
        rf"\b{_WEEKDAY}(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}}){_NTH}"
        r"(?:,?\s*(?P<year>\d{4})(?!\d)|(?!\d))",
        r"(?<!\d)(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)",
    )
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it stands in a text. ``year`` is None where it is not written.

    ``weekday`` counts from Monday, 0. ``unsure`` is true where day and month could change places,
    as in 05/12/2024; then day before month was taken.
    """

    span: Span
    year: int | None
    month: int
    day: int
    weekday: int | None = None
    unsure: bool = False

    def on(self, year: int) -> date | None:
        """The day in ``year``, or None where that year lacks it or gives another weekday."""
        try:
            found = date(year, self.month, self.day)
        except ValueError:
            return None
        return found if self.weekday in (None, found.weekday()) else None

    @property
    def full(self) -> date | None:
        """The day itself where its year is written. A wrong weekday beside it is ignored."""
        if self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    def near(self, other: date, window: int) -> tuple[date, ...]:
        """The days this may be that lie within ``window`` days of ``other``."""
        if self.full is not None:
            return (self.full,) if abs(self.full - other) <= timedelta(window) else ()
        years = range(max(other.year - 1, 1), min(other.year + 1, 9999) + 1)
        found = (self.on(year) for year in years)
        return tuple(day for day in found if day and abs(day - other) <= timedelta(window))


def days(text: str, start: int = 0, end: int | None = None) -> list[Day]:
    """The days written in ``text[start:end]``, in order; of those that overlap the longest."""
    stop = len(text) if end is None else end
    found = sorted(
        (day for form in _FORMS for day in _days(form, text, start, stop)),
        key=lambda day: (day.span.start, -day.span.end),
    )
    kept: list[Day] = []
    for day in found:
        if not kept or day.span.start >= kept[-1].span.end:
            kept.append(day)
    return kept


def parsed(written: str) -> Day | None:
    """The one day that ``written`` is, be it with a time of day behind it; else None."""
    bare = written.strip()
    found = days(bare[:80])
    if len(found) != 1 or found[0].span.start != 0 or found[0].full is None:
        return None
    rest = bare[found[0].span.end :]
    return found[0] if not rest or rest[0] in "T ,-" else None


def _days(form: re.Pattern[str], text: str, start: int, stop: int) -> Iterator[Day]:
    for match in form.finditer(text, start, stop):
        parts = match.groupdict()
        day, month = int(parts["day"]), _month(parts["month"])
        year = int(parts["year"]) if parts["year"] else None
        # The ISO order has the year first; only 05/12/2024 may be read two ways.
        unsure = parts.get("mark") == "/" and match.end("year") == match.end()
        if unsure and month > 12 >= day:
            day, month = month, day
        unsure = unsure and day <= 12 and day != month
        if 1 <= month <= 12 and 1 <= day <= 31 and (year is None or 1900 <= year <= 2100):
            weekday = _weekday(parts.get("weekday"))
            yield Day(Span(*_trimmed(match)), year, month, day, weekday, unsure)


def _month(written: str) -> int:
    if written.isdecimal():
        return int(written)
    return _MONTHS.index(written[:3].lower()) + 1


def _weekday(written: str | None) -> int | None:
    return _WEEKDAYS.index(written[:3].lower()) if written else None


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """Without a comma that the form allowed for but no year followed."""
    return match.start(), match.end() - (match[0][-1] == ",")
