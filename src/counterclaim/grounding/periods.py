"""Time expressions to days: each rule is tried in turn, and the period names the one that held."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Final

from counterclaim.extracting.numerals import number, tokens
from counterclaim.grounding.dates import all_dated, dated, numeric
from counterclaim.grounding.days import (
    MONTHS,
    PARTS_OF_DAY,
    WEEKDAYS,
    Days,
    Moment,
    month_of,
    months_back,
    shifted,
    valid,
    week_of,
)
from counterclaim.grounding.holidays import holiday
from counterclaim.grounding.stretches import (
    ago,
    calendar_stretch,
    first_months,
    near_day,
    part_of_month,
    past,
    since,
    until,
    within,
)
from counterclaim.model import Mention, Period

_LONGEST: Final = 200  # characters of a time expression that are read
_LONGEST_TEXT: Final = 100_000  # characters of a text in which days are looked for
_REACH: Final = 1_500  # characters before an expression in which the day last named is sought

Rule = Callable[[Sequence[str], Moment], Days | None]


def period(mention: Mention, anchor: date | None, named: date | None = None) -> Period:
    """The days that a time expression means, said on ``anchor``, the day of publication.

    ``named`` is the day that the text named last before it, from which "a day earlier" counts.
    Without an anchor only full dates are known. ``rule`` says in words what was understood;
    days that are not known to within a month stay None.
    """
    found = read(mention.text, Moment(anchor, named))
    if found is None:
        return Period(mention, None, None, None, "no rule reads this expression")
    return Period(mention, found.start, found.end, found.precision, found.rule)


def read(expression: str, when: Moment) -> Days | None:
    """What the words say; None where no rule reads them."""
    text = _undashed(expression[:_LONGEST])
    words = _words(text)
    if not words:
        return None
    days = numeric(text)
    if len(days) > 1:
        return Days(min(days), max(days), "days", "from the first to the last that is named")
    if days:
        end = when.anchor if "since" in words else days[0]
        return _in_order(Days(days[0], end, "day", "a date in figures"))
    for rule in _RULES:
        found = rule(words, when)
        if found is not None:
            return _in_order(found)
    return None


def _in_order(found: Days) -> Days:
    """The days, unless the first would come after the last: then only the last is kept."""
    if found.start is None or found.end is None or found.start <= found.end:
        return found
    return replace(found, start=None, precision="open", rule=f"{found.rule} (out of order)")


NamedDays = tuple[tuple[int, date], ...]


def named_days(text: str, anchor: date | None) -> NamedDays:
    """The days that a text names, with the character at which each name ends, in order.

    A date, a weekday, "yesterday" or "a day earlier" names a day.
    """
    found: list[tuple[int, date]] = []
    for match in _DAY.finditer(text[:_LONGEST_TEXT]):
        days = read(match.group(), Moment(anchor, last_named(found, match.start())))
        if days is not None and days.end is not None and days.precision == "day":
            found.append((match.end(), days.end))
    return tuple(found)


def last_named(days: Sequence[tuple[int, date]], before: int) -> date | None:
    """The day named last before a character, and not far off; None if there is none."""
    at = bisect_right(days, (before, date.max))
    if not at or days[at - 1][0] < before - _REACH:
        return None
    return days[at - 1][1]


_MONTH_NAMES = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
_WEEKDAY_NAMES = "|".join(name for name in WEEKDAYS if len(name) > 5)
_DAY = re.compile(
    rf"\b(?:(?:{_MONTH_NAMES})\.? [0-9]{{1,2}}(?:st|nd|rd|th)?\b(?:,? [12][0-9]{{3}}\b)?"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH_NAMES})\b(?: [12][0-9]{{3}}\b)?"
    rf"|(?:last )?(?:{_WEEKDAY_NAMES})\b|yesterday\b|today\b|(?:a|one|the) day (?:before|earlier)\b"
    r"|the previous day\b)",
    re.IGNORECASE,
)


# A dash between days: "27-30 November", "November 27–30", "Jan. 1-May 14".
_DASHED: Final = (
    re.compile(
        rf"(?<![0-9/.-])\b([0-9]{{1,2}})\s?[-–—]\s?([0-9]{{1,2}})(?=\s+(?:{_MONTH_NAMES})\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b((?:{_MONTH_NAMES})\.?\s+[0-9]{{1,2}})\s?[-–—]\s?((?:[0-9]{{1,2}}|{_MONTH_NAMES})\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b([0-9]{{1,2}}\s+(?:{_MONTH_NAMES}))\.?\s?[-–—]\s?([0-9]{{1,2}}\s+(?:{_MONTH_NAMES})\b)",
        re.IGNORECASE,
    ),
)


def _undashed(text: str) -> str:
    for pattern in _DASHED:
        text = pattern.sub(r"\1 to \2", text)
    return text


#: An hour of the clock, "23:30"; what it tells is that a part of a day is meant.
_CLOCK: Final = re.compile(r"\b[0-2]?[0-9]:[0-5][0-9]\b")
_HOUR: Final = "oclock"


def _words(text: str) -> tuple[str, ...]:
    words = tokens(_CLOCK.sub(_HOUR, text))
    return tuple(token.text for token in words if token.kind != "mark")


def _days_of_month(words: Sequence[str], when: Moment) -> Days | None:
    """ "between 5 and 11 May", "on 6 and 7 May", "May 5 to 11": the month is named once."""
    months = [word for word in words if word in MONTHS]
    for at in range(1, len(words) - 1):
        before, after = words[at - 1], words[at + 1]
        if words[at] not in _TO or not (before.isdigit() and after.isdigit()) or len(months) != 1:
            continue
        year = [word for word in words[at + 2 :] if word.isdigit() and len(word) == 4]
        ends = [dated([day, *months, *year], 0, when.anchor) for day in (before, after)]
        first, last = (end[0].start if end is not None else None for end in ends)
        if first is not None and last is not None and first <= last:
            return Days(first, last, "days", "from the first to the last day that is named")
    return None


_TO: Final = frozenset({"and", "to", "until", "till", "through"})


def _range(words: Sequence[str], when: Moment) -> Days | None:
    """ "from X to Y", "between X and Y", "Friday night and into Saturday": first to last."""
    found = [days for days, _ in all_dated(words, when.anchor)]
    if len(found) < 2 or not set(words) & {"and", "to", "until", "till", "through", "into"}:
        return None
    starts = [days.start for days in found if days.start is not None]
    ends = [days.end for days in found if days.end is not None]
    if len(starts) < len(found) or len(ends) < len(found):
        return Days(None, None, "years", "years, not known to within a month")
    return Days(min(starts), max(ends), "days", "from the first to the last that is named")


def _relative(words: Sequence[str], when: Moment) -> Days | None:
    """ "a day earlier", "the next day", "two days later": from the day named before.

    What a report dates by "a day after" is what happened that day before it.
    """
    step = _step(words)
    if step is not None and words[-1] == "after":
        step, when = -step, Moment(when.anchor)
    from_day = when.named or when.anchor
    if step is None or from_day is None:
        return None
    day = shifted(from_day, step)
    whence = "the day named before" if when.named else "publication"
    side = "before" if step < 0 else "after"
    return Days(
        day, day, "day", f"{abs(step)} {'day' if abs(step) == 1 else 'days'} {side} {whence}"
    )


def _step(words: Sequence[str]) -> int | None:
    """How many days back (negative) or on the words count."""
    said = set(words)
    if not said & _STEPS.keys():
        return None
    backward = bool(said & {"earlier", "before", "previous", "prior", "preceding"})
    forward = bool(said & {"after", "later", "following", "next"})
    if backward == forward or said & {"on", "in", "throughout", "past"}:
        return None
    count = _days_counted(words)
    return None if count is None else -count if backward else count


_STEPS: Final = {"day": 1, "days": 1, "week": 7, "weeks": 7}


def _days_counted(words: Sequence[str]) -> int | None:
    """The days that a number and unit come to: "two days" 2, "the day" 1, "a week" 7."""
    at = next(i for i, word in enumerate(words) if word in _STEPS)
    if words[at] in ("day", "week"):
        return _STEPS[words[at]]
    found = number(tokens(" ".join(words[max(0, at - 2) : at])), 0)
    return (
        found.value * _STEPS[words[at]] if found and not found.vague and found.value <= 31 else None
    )


def _same_day(words: Sequence[str], when: Moment) -> Days | None:
    """ "at dawn", "earlier in the day", "hours earlier", "that day": of the day spoken of."""
    said = set(words)
    parts = bool(said & (PARTS_OF_DAY | {"am", "pm", "gmt", _HOUR}))
    of_day = "day" in said and said & {"earlier", "later", "during", "throughout", "that", "same"}
    parts = parts or any(pair in (("a", "m"), ("p", "m")) for pair in pairwise(words))
    hours = "hours" in said and said & {"earlier", "later", "few"}
    day = when.anchor if hours else when.named or when.anchor
    if day is None or not (parts or of_day or hours or words[-2:] == ("that", "time")):
        return None
    rule = "the day named before" if when.named and not hours else "publication day"
    return Days(day, day, "day", rule)


def _day_alone(words: Sequence[str], when: Moment) -> Days | None:
    """ "on the morning of the 16th": the last such day of a month on or before publication."""
    anchor = when.anchor
    for day, ending in pairwise(words):
        if ending not in ("st", "nd", "rd", "th") or not day.isdigit() or anchor is None:
            continue
        for year, month in ((anchor.year, anchor.month), months_back(anchor, 1)):
            found = valid(year, month, min(99, int(day[:3])))
            if found is not None and found <= anchor:
                return Days(found, found, "day", "the last such day of a month")
    return None


def _same(words: Sequence[str], when: Moment) -> Days | None:
    """ "in the same week", "the same month": around the day named before."""
    day = when.named or when.anchor
    if "same" not in words or day is None:
        return None
    if "week" in words:
        return Days(*week_of(day), "week", "the week of the day named before, from Monday")
    if "month" in words:
        return Days(*month_of(day.year, day.month), "month", "the month of the day named before")
    return None


def _consecutive(words: Sequence[str], when: Moment) -> Days | None:
    """ "for the second consecutive day": the day before and the day."""
    if when.anchor is None or not set(words) & {"consecutive", "straight", "row"}:
        return None
    if "second" not in words:
        return None
    return Days(shifted(when.anchor, -1), when.anchor, "days", "two days up to publication")


def _recent(words: Sequence[str], when: Moment) -> Days | None:
    if not set(words) & {"recent", "recently", "previously", "before", "currently"}:
        return None
    return Days(None, None, "open", "a time that the words leave open")


def _one_date(words: Sequence[str], when: Moment) -> Days | None:
    """The most telling date of several ("Monday November 13"): a day before a month or a year."""
    found = [days for days, _ in all_dated(words, when.anchor)]
    order = {"day": 0, "days": 1, "month": 2, "year": 3}
    return min(found, key=lambda days: order.get(days.precision, 4), default=None)


_RULES: Final[tuple[Rule, ...]] = (
    since, until, holiday, first_months, _days_of_month, _range, part_of_month, past, ago,
    _one_date, _day_alone, _same, calendar_stretch, _consecutive, near_day, _relative, within,
    _same_day, _recent,
)  # fmt: skip
