"""Days, weeks, months and years as plain date arithmetic, and what a rule found with them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from counterclaim.extracting.vocabulary import words
from counterclaim.model.terms import PeriodPrecision

WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "monday mondays mon",
            "tuesday tuesdays tue tues",
            "wednesday wednesdays wed",
            "thursday thursdays thu thur thurs",
            "friday fridays fri",
            "saturday saturdays sat",
            "sunday sundays sun",
        )
    )
    for name in names.split()
}
MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
PARTS_OF_DAY: Final = words(
    "morning afternoon evening night dawn dusk noon midday midnight daybreak sunset sunrise"
)


@dataclass(frozen=True, slots=True)
class Days:
    """Days found by a rule, both inclusive; None is open or not known to within a month."""

    start: date | None
    end: date | None
    precision: PeriodPrecision
    rule: str


@dataclass(frozen=True, slots=True)
class Moment:
    """From when a text speaks: its day of publication, and the day it named last before."""

    anchor: date | None
    named: date | None = None


def shifted(day: date, days: int) -> date:
    """So many days on (or back); at the ends of the calendar, the last day there is."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def on_or_before(day: date, weekday: int) -> date:
    """The last such weekday, ``day`` itself included."""
    return shifted(day, -((day.weekday() - weekday) % 7))


def week_of(day: date) -> tuple[date, date]:
    """Monday to Sunday around a day."""
    monday = shifted(day, -day.weekday())
    return monday, shifted(monday, 6)


def month_of(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def months_back(day: date, months: int) -> tuple[int, int]:
    """Year and month so many months before a day's."""
    count = day.year * 12 + day.month - 1 - months
    return max(1, count // 12), count % 12 + 1


def years_back(day: date, years: int) -> date:
    """The same date so many years before; 28 February for the 29th."""
    year = max(1, day.year - years)
    return valid(year, day.month, day.day) or date(year, 2, 28)


def valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def latest(month: int, day: int, anchor: date) -> date | None:
    """The last such day of a year on or before the anchor; a day or two ahead is this year's."""
    this_year = valid(anchor.year, month, day)
    if this_year is not None and this_year <= shifted(anchor, 2):
        return this_year
    return valid(anchor.year - 1, month, day) if anchor.year > 1 else None
