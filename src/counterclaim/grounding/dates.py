"""Dates that stand in words by themselves: "4 April 2017", "late June", "Friday night"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from counterclaim.grounding.days import (
    MONTHS,
    WEEKDAYS,
    Days,
    latest,
    month_of,
    on_or_before,
    shifted,
    valid,
)

_ISO = re.compile(r"\b([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})\b")
_NUMERIC = re.compile(r"\b([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([12][0-9]{3}|[0-9]{2})\b")
_ORDINALS: Final = frozenset({"st", "nd", "rd", "th"})
_PARTS: Final = {
    "early": (1, 10), "mid": (11, 20), "late": (21, 31), "beginning": (1, 10), "start": (1, 10),
    "middle": (11, 20), "end": (21, 31),
}  # fmt: skip
_SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}

Found = tuple[Days, int]


def numeric(text: str) -> tuple[date, ...]:
    """Full dates in figures: "2017-04-15", or day before month ("15/04/2017", "15.04.17").

    Where only month before day can be meant ("04/15/2017"), it is read so; a year of two figures is
    of this century.
    """
    found = [valid(*map(int, iso.groups())) for iso in _ISO.finditer(text)]
    if not found:
        found = [_in_figures(*map(int, each.groups())) for each in _NUMERIC.finditer(text)]
    return tuple(day for day in found if day is not None)


def _in_figures(first: int, second: int, year: int) -> date | None:
    year = year + 2000 if year < 100 else year
    return valid(year, second, first) or valid(year, first, second)


def dated(words: Sequence[str], at: int, anchor: date | None) -> Found | None:
    """The date, part of a month, month, season, year or weekday at word ``at``, and where it ends.

    Without a year, the last such day on or before the anchor is meant, or the anchor's own month.
    """
    for reader in (_day_of_month, _part_of_month, _month, _season, _weekday, _year):
        found = reader(words, at, anchor)
        if found is not None:
            return found
    return None


def all_dated(words: Sequence[str], anchor: date | None, start: int = 0) -> tuple[Found, ...]:
    """Every date in the words, in order, none inside another."""
    found, at = [], start
    while at < len(words):
        here = dated(words, at, anchor)
        if here is not None:
            found.append(here)
        at = here[1] if here is not None else at + 1
    return tuple(found)


def _at(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _number(word: str, largest: int) -> int | None:
    if word.isascii() and word.isdigit() and len(word) <= 4 and 1 <= int(word) <= largest:
        return int(word)
    return None


def _year_at(words: Sequence[str], at: int, anchor: date | None) -> tuple[int | None, int]:
    """A year in figures, or "(of) last year", "this year"; None and ``at`` where none follows."""
    at_word = at + 1 if _at(words, at) == "of" else at
    written = _number(_at(words, at_word), 2199)
    if written is not None and written >= 1800:
        return written, at_word + 1
    relative = {"last": -1, "this": 0, "next": 1}.get(_at(words, at_word))
    if relative is not None and _at(words, at_word + 1) == "year" and anchor is not None:
        return anchor.year + relative, at_word + 2
    return None, at


def _day_of_month(words: Sequence[str], at: int, anchor: date | None) -> Found | None:
    """ "April 15", "the 4th of April 2017", "Monday November 13"."""
    start = at + 1 if _at(words, at) in WEEKDAYS else at
    month, day, stop = _month_first(words, start)
    if month is None or day is None:
        month, day, stop = _day_first(words, start)
    if month is None or day is None:
        return None
    year, stop = _year_at(words, stop, anchor)
    if year is not None:
        found, rule = valid(year, month, day), "a date in full"
    elif anchor is not None:
        found, rule = latest(month, day, anchor), "the last such date on or before publication"
    else:
        return None
    return (Days(found, found, "day", rule), stop) if found else None


def _month_first(words: Sequence[str], at: int) -> tuple[int | None, int | None, int]:
    month = MONTHS.get(_at(words, at))
    day_at = at + 2 if _at(words, at + 1) == "the" else at + 1
    day = _number(_at(words, day_at), 31)
    stop = day_at + 2 if _at(words, day_at + 1) in _ORDINALS else day_at + 1
    return month, day, stop


def _day_first(words: Sequence[str], at: int) -> tuple[int | None, int | None, int]:
    start = at + 1 if _at(words, at) == "the" else at
    day = _number(_at(words, start), 31)
    month_at = start + 1
    while _at(words, month_at) in _ORDINALS or _at(words, month_at) == "of":
        month_at += 1
        if month_at > start + 3:
            break
    return MONTHS.get(_at(words, month_at)), day, month_at + 1


def _part_of_month(words: Sequence[str], at: int, anchor: date | None) -> Found | None:
    """ "early August" (1 to 10), "mid-June" (11 to 20), "the end of July" (21 to the end)."""
    part = _PARTS.get(_at(words, at))
    if part is None:
        return None
    month_at = at + 2 if _at(words, at + 1) == "of" else at + 1
    whole = _month(words, month_at, anchor)
    if whole is None or whole[0].start is None or whole[0].end is None:
        return None
    first, last = (min(day, whole[0].end.day) for day in part)
    month = whole[0].start
    rule = f"{_at(words, at)} in the month: days {first} to {last}"
    return Days(month.replace(day=first), month.replace(day=last), "days", rule), whole[1]


def _month(words: Sequence[str], at: int, anchor: date | None) -> Found | None:
    """ "April", "December 2016", "August last year"; "may" and "march" as verbs need a year."""
    before = at - 1
    month = MONTHS.get(_at(words, at))
    if month is None:
        return None
    year, stop = _year_at(words, at + 1, anchor)
    if year is None:
        if anchor is None:
            return None
        year = anchor.year if month <= anchor.month else anchor.year - 1
        if month == anchor.month and _at(words, before) == "last":
            year -= 1
        rule = "the last such month, publication's own included"
    else:
        rule = "a month with its year"
    return Days(*month_of(max(1, year), month), "month", rule), stop


def _season(words: Sequence[str], at: int, anchor: date | None) -> Found | None:
    month = _SEASONS.get(_at(words, at))
    year, stop = _year_at(words, at + 1, anchor)
    if month is None or year is None:
        return None
    last = month_of(year, month + 2)[1]
    return Days(date(year, month, 1), last, "days", "a season: its three months"), stop


def _weekday(words: Sequence[str], at: int, anchor: date | None) -> Found | None:
    weekday = WEEKDAYS.get(_at(words, at))
    if weekday is None or anchor is None:
        return None
    day = on_or_before(anchor, weekday)
    rule = "the last such weekday, publication day included"
    if _at(words, at - 1) == "last" and (anchor - day).days <= 1:
        day, rule = shifted(day, -7), "the last such weekday before this week's"
    if _at(words, at - 1) in ("next", "coming"):
        day, rule = shifted(day, 7), "the next such weekday"
    return Days(day, day, "day", rule), at + 1


def _year(words: Sequence[str], at: int, anchor: date | None) -> Found | None:
    """A year dates nothing to within a month: the days stay unknown, the rule names the year."""
    written = _number(_at(words, at), 2199)
    if written is None or written < 1800:
        return None
    return Days(None, None, "year", f"the year {written}, not known to within a month"), at + 1
