"""Where words of time begin and end, whatever pieces the network pointed at."""

from __future__ import annotations

import re
from typing import Final

from counterclaim.extracting.edges import trimmed
from counterclaim.extracting.readings import Span

_LONGEST: Final = 30  # characters of "for the first time ", "as of 12:00 GMT on "
_FIRST: Final = re.compile(r"(?:for the )?first time\s\Z")
_AS_OF: Final = re.compile(
    r"\bas of (?:(?:[0-9]{1,2}[:.][0-9]{2}|[0-9]{1,2} ?[ap]\.?m\.?|noon|midnight)(?: [A-Z]+)? )?"
    r"(?:on )?\Z",
    re.IGNORECASE,
)
_MONTHS: Final = "|".join("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_IN_MONTH: Final = rf"(?:{_MONTHS})[a-z]*\.? \d{{1,2}}"  # "Feb. 24"
# "February 24, 2022", but "3 May 2031" and "March 2031": "on May 3 2000 men left" tells no year.
_MONTH_DAY: Final = re.compile(rf"\b{_IN_MONTH}\Z")
_MONTH: Final = re.compile(rf"\b(?:{_MONTHS})[a-z]*\.?\Z")
_YEAR: Final = re.compile(r" (?:19|20)\d\d\b")
_FROM: Final = re.compile(r"(?:from|between) ", re.IGNORECASE)
_TO_DAY: Final = re.compile(r" (?:and|to|until) \d{1,2}\b(?!,\d)")
_CLOCK: Final = re.compile(r"(?:^| )[0-9]{1,2}(?:[:.][0-9]{2})?(?: ?[ap]\.?m\.?)?\Z", re.IGNORECASE)
_ITS_DAY: Final = re.compile(
    r"(?: ?[ap]\.?m\.?)?(?: local time| [A-Z]{3,4})?(?: \([^()\n]{1,20}\))?,?"
    rf"(?: on)?(?: early| late)? {_WEEKDAY}\b"
)
# "a week earlier, on April 15": the day is told twice, the second time for certain.
_AWAY: Final = re.compile(r"(?:after|before|earlier|later)\Z")
_ON_DAY: Final = re.compile(rf", on (?:{_IN_MONTH}|\d{{1,2}} (?:{_MONTHS})[a-z]*|{_WEEKDAY})\b")
_IN_FIGURES: Final = re.compile(r"[./-]\d{1,2}[./-](?:\d{4}|\d\d)\b")


def dated(text: str, start: int, end: int) -> Span | None:
    """Words of time with what belongs to them: "as of 12:00 on" before a day; behind it the day of
    a clock ("at 08.30 local time Sunday"), the year ("since February 24, 2022"), the last of
    several days ("from July 22 to 27"), the rest of a date in figures ("24.02.22"), the day that
    says it again ("a week earlier, on April 15"). Nothing where they tell when something happened
    last ("for the first time since 2016")."""
    at = trimmed(text, start, end)
    if at is None:
        return None
    start, end = at
    before = text[max(0, start - _LONGEST) : start]
    if _FIRST.search(before):
        return None
    as_of = _AS_OF.search(before)
    return start - len(as_of[0]) if as_of else start, _end(text, start, end)


def _end(text: str, start: int, end: int) -> int:
    words = text[start:end]
    if words[-1:].isdigit() and (figures := _IN_FIGURES.match(text, end)):
        return figures.end()
    month_day = _MONTH_DAY.search(words)
    if month_day and _FROM.match(words) and (last := _TO_DAY.match(text, end)):
        return last.end()
    if _AWAY.search(words) and (again := _ON_DAY.match(text, end)):
        return again.end()
    if _CLOCK.search(words) and (day := _ITS_DAY.match(text, end)):
        return day.end()
    comma = bool(month_day) and text[end : end + 1] == ","
    if not comma and not _MONTH.search(words):
        return end
    year = _YEAR.match(text, end + comma)
    return year.end() if year else end
