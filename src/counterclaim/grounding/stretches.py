"""Stretches of time told from where the text stands: "over the past week", "since Friday"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from counterclaim.extracting.numerals import number, tokens
from counterclaim.grounding.dates import all_dated
from counterclaim.grounding.days import (
    MONTHS,
    PARTS_OF_DAY,
    Days,
    Moment,
    month_of,
    months_back,
    shifted,
    week_of,
    years_back,
)
from counterclaim.model.terms import PeriodPrecision

_UNITS: Final = {
    "hour": 0, "hours": 0, "day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30,
    "year": 365, "years": 365, "fortnight": 14, "fortnights": 14,
}  # fmt: skip
_LONGEST: Final = 36_500  # days; longer spans are no report's


def since(words: Sequence[str], when: Moment) -> Days | None:
    """ "since November 27": from that day to publication; an unknown beginning is left open."""
    if "since" not in words or when.anchor is None:
        return None
    at = words.index("since") + 1
    rest = words[at:]
    start, why = _beginning(rest, when)
    rule = f"from {why} to publication"
    return Days(start, when.anchor, "open" if start is None else "days", rule)


_UP_TO: Final = (("as", "of"), ("up", "to"), ("until",), ("till",), ("through",))


def until(words: Sequence[str], when: Moment) -> Days | None:
    """ "as of 19 March", "up to Tuesday", "until 14 May": what came before is counted too, from an
    unknown beginning on."""
    opening = next((said for said in _UP_TO if tuple(words[: len(said)]) == said), None)
    if opening is None:
        return None
    rest = words[len(opening) :]
    days = _last_date(rest, when) or near_day(rest, when)
    if days is None or days.end is None:
        return None
    return Days(None, days.end, "open", "up to the day that is named")


def _beginning(rest: Sequence[str], when: Moment) -> tuple[date | None, str]:
    for reader in (_first_of, _last_date, ago, near_day, calendar_stretch):
        days = reader(rest, when)
        if days is not None:
            return days.start, days.rule
    if set(rest[:2]) & (PARTS_OF_DAY | {"today"}):
        return when.anchor, "publication day"
    return None, "an unknown beginning"


def _first_of(words: Sequence[str], when: Moment) -> Days | None:
    """ "since the beginning of the year", "since the start of 2016", "… of the week", "… day"."""
    opening = [word for word in words[:5] if word != "the"]
    if opening[:1] not in (["beginning"], ["start"], ["turn"]) or opening[1:2] != ["of"]:
        return None
    if opening[2:] == ["day"] and when.anchor is not None:
        return Days(when.anchor, when.anchor, "day", "publication day")
    if opening[2:] in (["week"], ["month"]) and when.anchor is not None:
        first = week_of(when.anchor)[0] if opening[2] == "week" else when.anchor.replace(day=1)
        return Days(first, first, "day", f"the first day of this {opening[2]}")
    year = when.anchor.year if opening[2:3] == ["year"] and when.anchor else _year_in(opening[2:3])
    if year is None:
        return None
    first = date(year, 1, 1)
    return Days(first, first, "day", "the first day of the year")


def _year_in(words: Sequence[str]) -> int | None:
    """The year that the first word is, in figures."""
    if not words or not words[0].isascii() or not words[0].isdigit() or len(words[0]) != 4:
        return None
    return int(words[0]) or None


def _last_date(words: Sequence[str], when: Moment) -> Days | None:
    """The last date named: the middle of "mid-June", the last day of "the end of July"."""
    found = all_dated(words, when.anchor)
    if not found:
        return None
    days, _ = found[-1]
    if "end" in words and days.end is not None and days.precision == "days":
        return Days(days.end, days.end, "day", "the end of the month")
    if "mid" in words and days.start is not None and days.start.day == 11:
        middle = days.start.replace(day=15)
        return Days(middle, middle, "day", "the middle of the month")
    return days


def past(words: Sequence[str], when: Moment) -> Days | None:
    """ "in the past 24 hours", "over the last two weeks", "the past week": so long, up to now."""
    at = next((i for i, word in enumerate(words) if word in ("past", "last", "previous")), None)
    if at is None or when.anchor is None:
        return None
    length = _length(words, at + 1)
    if length is None or _is_calendar(words, at):
        return None
    if words[at : at + 2] == ("previous", "day"):
        return None  # a day, told from the one named before
    if len(words) > at + 2 and words[-2] in ("of", "in") and words[-1] in MONTHS:
        return _last_of_month(length, words, when)
    start = shifted(when.anchor, -length)
    if length % 365 == 0:
        start = years_back(when.anchor, length // 365)
    return Days(start, when.anchor, _size(length), _back(length))


def _is_calendar(words: Sequence[str], at: int) -> bool:
    """ "last week" is a week of the calendar; "the last week" and "the past week" end now."""
    return words[at] == "last" and words[at + 1] in _UNITS and words[at - 1 : at] != ("the",)


def _last_of_month(length: int, words: Sequence[str], when: Moment) -> Days | None:
    """ "the last 12 days of September"."""
    month = all_dated(words[-1:], when.anchor)[0][0]
    if month.end is None:
        return None
    return Days(shifted(month.end, 1 - length), month.end, "days", "the last days of the month")


def _back(length: int) -> str:
    return f"the {length} days up to publication" if length != 1 else "a day up to publication"


def _length(words: Sequence[str], at: int) -> int | None:
    """Days that a number and unit come to: "24 hours" 1, "few days" 3, "few hours" 0."""
    count, stop = _count(words, at)
    unit = words[stop] if stop < len(words) else ""
    if unit not in _UNITS or count is None:
        return None
    days = -(-count // 24) if unit.startswith("hour") else count * _UNITS[unit]
    if words[at] == "few" and unit.startswith("hour"):
        days = 0
    return days if days <= _LONGEST else None


def _count(words: Sequence[str], at: int) -> tuple[int | None, int]:
    """A number in figures or words at ``at`` (without one: one), and where the unit stands."""
    if at >= len(words):
        return None, at
    if words[at] in ("few", "couple"):
        stop = at + 2 if at + 1 < len(words) and words[at + 1] == "of" else at + 1
        return (3 if words[at] == "few" else 2), stop
    if words[at] in _UNITS:
        return (None if words[at].endswith("s") else 1), at
    if words[at] in ("a", "an"):
        return 1, at + 1
    toks = tokens(" ".join(words[at : at + 6]))
    found = number(toks, 0)
    if found is None or found.vague:
        return None, at
    return found.value, at + found.stop


def within(words: Sequence[str], when: Moment) -> Days | None:
    """ "over 24 hours", "in less than a week", "two-day": a span that ends with publication.

    "in two days" counts the day of publication in; a bare "two-day" counts back from it.
    """
    counted_in = bool(words) and words[0] in ("in", "within", "for", "during", "over")
    at = 1 if counted_in else 0
    while at < len(words) and words[at] in ("less", "than", "the", "matter", "of", "under"):
        at += 1
    length = _length(words, at)
    if not counted_in and at < len(words) and words[at] == "a":
        return None
    if when.anchor is None or length is None or not 0 < length <= 31 or words[at] == "day":
        return None
    hours = any(word.startswith("hour") for word in words)
    days = length - 1 if counted_in and not hours and length < 30 else length
    return Days(shifted(when.anchor, -days), when.anchor, _size(days), "so long, up to publication")


def part_of_month(words: Sequence[str], when: Moment) -> Days | None:
    """ "the first week of November", "the second half of May", "the week of May 6", "the first
    quarter of 2023"; "week ending" a date is the seven days up to it."""
    at = next((i for i, word in enumerate(words) if word in ("week", "half", "quarter")), None)
    if at is None or at + 2 >= len(words) or words[at + 1] not in ("of", "in", "ending"):
        return None
    found = all_dated(words[at + 2 :], when.anchor)
    part = _ORDINAL.get(words[at - 1] if at else "")
    if words[at] == "quarter":
        return _quarter(part, _year_in(words[-1:]))
    if not found:
        return None
    days = found[0][0]
    if words[at] == "week" and days.precision == "day" and days.end is not None:
        start, end = week_of(days.end)
        if words[at + 1] == "ending":
            start, end = shifted(days.end, -6), days.end
        return Days(start, end, "week", "the week of the date that is named")
    if part is None or days.precision != "month" or days.start is None or days.end is None:
        return None
    first, last = _within_month(words[at], part, days.end.day)
    rule = f"days {first} to {last} of the month"
    return Days(days.start.replace(day=first), days.start.replace(day=last), "days", rule)


_ORDINAL: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def _within_month(unit: str, part: int, length: int) -> tuple[int, int]:
    if unit == "half":
        return (1, 15) if part == 1 else (16, length)
    return 7 * part - 6, 7 * part


def _quarter(part: int | None, year: int | None) -> Days | None:
    if part is None or year is None:
        return None
    last = month_of(year, 3 * part)[1]
    return Days(date(year, 3 * part - 2, 1), last, "days", "a quarter: its three months")


def first_months(words: Sequence[str], when: Moment) -> Days | None:
    """ "the first six months of 2016", "the first half of the year"."""
    if "first" not in words or when.anchor is None:
        return None
    at = words.index("first") + 1
    count, stop = (6, at) if words[at : at + 1] == ("half",) else _count(words, at)
    if (
        count is None
        or not 1 <= count <= 12
        or words[stop : stop + 1] not in (("months",), ("half",))
    ):
        return None
    year = _year_in(words[-1:]) or when.anchor.year
    rule = f"the first {count} months of the year"
    return Days(date(year, 1, 1), month_of(year, count)[1], "days", rule)


def ago(words: Sequence[str], when: Moment) -> Days | None:
    """ "two days ago", "a week ago"; vaguer spans ("a month ago") date nothing."""
    if "ago" not in words or when.anchor is None:
        return None
    stop = words.index("ago")
    if words[stop - 1 : stop] in (("hour",), ("hours",), ("minutes",), ("minute",)):
        return _hours_ago(words, stop, when.anchor)
    length = _before(words, stop)
    if length is None or length > 14:
        return Days(None, None, "open", "too long ago to know the month")
    day = shifted(when.anchor, -length)
    return Days(day, day, "day", f"{length} days before publication")


def _hours_ago(words: Sequence[str], stop: int, anchor: date) -> Days:
    """A few hours ago is publication day; up to a day ago may be the day before."""
    found = number(tokens(" ".join(words[max(0, stop - 2) : stop - 1])), 0)
    if words[stop - 1].startswith("hour") and found is not None and found.value > _FEW_HOURS:
        start = shifted(anchor, -min(31, -(-found.value // 24)))
        return Days(start, anchor, "days", "hours before publication")
    return Days(anchor, anchor, "day", "publication day")


_FEW_HOURS: Final = 6


def _before(words: Sequence[str], stop: int) -> int | None:
    """The length of the span that ends just before word ``stop``."""
    for at in range(max(0, stop - 4), stop):
        length = _length(words, at)
        if length is not None and _count(words, at)[1] == stop - 1:
            return length
    return None


def calendar_stretch(words: Sequence[str], when: Moment) -> Days | None:
    """ "last week" (Monday to Sunday), "this month", "earlier this week" (up to publication)."""
    if when.anchor is None:
        return None
    for unit, reader in (
        ("week", _week),
        ("weekend", _weekend),
        ("month", _month),
        ("year", _year),
    ):
        if unit in words or f"{unit}s" in words:
            return reader(words, when.anchor)
    return None


def _week(words: Sequence[str], anchor: date) -> Days | None:
    monday, sunday = week_of(anchor)
    if "last" in words or "previous" in words:
        return Days(
            shifted(monday, -7), shifted(sunday, -7), "week", "the week before, from Monday"
        )
    told = _from_the(words, "week")
    if "this" not in words and not told:
        return None
    if "later" in words:
        return Days(anchor, sunday, "week", "from publication to Sunday")
    if "earlier" in words and anchor == monday:
        return Days(shifted(monday, -7), shifted(anchor, -1), "week", "the seven days before")
    return Days(monday, anchor, "week", "from Monday to publication")


def _from_the(words: Sequence[str], unit: str) -> bool:
    """ "earlier in the week", "the start of the month": this one."""
    told = {"earlier", "start", "beginning", "later"} & set(words)
    return bool(told) and words[-2:] == ("the", unit)


def _weekend(words: Sequence[str], anchor: date) -> Days:
    sunday = shifted(anchor, -((anchor.weekday() + 1) % 7))
    saturday = anchor if anchor.weekday() == 5 else shifted(sunday, -1)
    end = saturday if anchor.weekday() == 5 else sunday
    return Days(saturday, end, "days", "the last Saturday and Sunday")


def _month(words: Sequence[str], anchor: date) -> Days | None:
    if "last" in words or "previous" in words:
        first, last = month_of(*months_back(anchor, 1))
        return Days(first, last, "month", "the month before publication's")
    if "this" not in words and not _from_the(words, "month"):
        return None
    return Days(anchor.replace(day=1), anchor, "month", "this month, up to publication")


def _year(words: Sequence[str], anchor: date) -> Days | None:
    if "this" in words:
        return Days(date(anchor.year, 1, 1), anchor, "year", "this year, up to publication")
    if "last" in words or "previous" in words:
        return Days(None, None, "year", f"the year {anchor.year - 1}, not known to within a month")
    return None


_CALENDAR: Final = {"week": _week, "weekend": _weekend, "month": _month, "year": _year}


def near_day(words: Sequence[str], when: Moment) -> Days | None:
    """ "today", "yesterday", "last night", "overnight" (the day before and the day)."""
    anchor, said = when.anchor, set(words)
    if anchor is None:
        return None
    before = shifted(anchor, -1)
    if "tomorrow" in said:
        after = shifted(anchor, 1)
        return Days(after, after, "day", "the day after publication")
    if words[-3:] == ("day", "before", "yesterday"):
        day = shifted(anchor, -2)
        return Days(day, day, "day", "the second day before publication")
    if "overnight" in said:
        return Days(before, anchor, "days", "the night before publication and its morning")
    if "yesterday" in said or ("night" in said and "last" in said):
        return Days(before, before, "day", "the day before publication")
    if said & {"today", "now", "tonight"} or ("this" in said and said & PARTS_OF_DAY):
        return Days(anchor, anchor, "day", "publication day")
    return None


def _size(length: int) -> PeriodPrecision:
    """The precision of a span of so many days."""
    if length <= 1:
        return "days"
    return "days" if length < 7 else "week" if length == 7 else "month" if length <= 31 else "years"
