"""Feasts whose day is certain: those of one date everywhere, and Easter, which can be computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from counterclaim.grounding.days import Days, Moment, shifted, valid

# Names as the words of an expression, longest first; month and day. "Labour Day", "Victory Day"
# and the like fall on other days in other countries, and feasts by the moon are announced: both
# stay unknown.
_FIXED: Final[Mapping[tuple[str, ...], tuple[int, int]]] = {
    ("international", "workers", "day"): (5, 1),
    ("international", "women", "s", "day"): (3, 8),
    ("international", "womens", "day"): (3, 8),
    ("new", "year", "s", "eve"): (12, 31),
    ("new", "year", "s", "day"): (1, 1),
    ("new", "years", "eve"): (12, 31),
    ("new", "years", "day"): (1, 1),
    ("valentine", "s", "day"): (2, 14),
    ("orthodox", "christmas", "eve"): (1, 6),
    ("orthodox", "christmas"): (1, 7),
    ("christmas", "eve"): (12, 24),
    ("christmas", "day"): (12, 25),
    ("christmas",): (12, 25),
    ("boxing", "day"): (12, 26),
    ("armistice", "day"): (11, 11),
    ("may", "day"): (5, 1),
    ("halloween",): (10, 31),
}
# Days from Easter Sunday.
_EASTER: Final[Mapping[tuple[str, ...], int]] = {
    ("good", "friday"): -2,
    ("palm", "sunday"): -7,
    ("easter", "eve"): -1,
    ("easter", "monday"): 1,
    ("easter", "sunday"): 0,
    ("easter",): 0,
}
_WESTERN: Final = frozenset({"western", "catholic", "protestant", "latin"})
_EASTERN: Final = frozenset({"orthodox", "eastern", "coptic"})


@dataclass(frozen=True, slots=True)
class _Feast:
    """A feast's name in an expression, and its day in a year (None where that is not certain)."""

    name: str
    in_year: Callable[[int], date | None]


def holiday(words: Sequence[str], when: Moment) -> Days | None:
    """ "New Year's Day", "Christmas 2022", "Orthodox Easter": in the year named, else the last one
    on or before publication.

    Easter is known where the text says whose it is, or where east and west keep it on one day.
    """
    feast = _fixed(words) or _easter(words)
    if feast is None:
        return None
    if _stands(("eve", "of"), words):
        feast = _before(feast)
    year = next((int(word) for word in words if _is_year(word)), None)
    if year is not None:
        return _days(feast, feast.in_year(year), f"{feast.name} of the year named")
    if when.anchor is None:
        return None
    return _days(feast, _last(feast, when.anchor), f"the last {feast.name} before publication")


def _before(feast: _Feast) -> _Feast:
    def in_year(year: int) -> date | None:
        day = feast.in_year(year)
        return shifted(day, -1) if day is not None else None

    return _Feast(f"eve of {feast.name}", in_year)


def _days(feast: _Feast, day: date | None, rule: str) -> Days:
    if day is None:
        return Days(None, None, "open", f"{feast.name}, which east and west keep on other days")
    return Days(day, day, "day", rule)


def _last(feast: _Feast, anchor: date) -> date | None:
    """A day or two ahead of publication is this year's, as with any date."""
    this_year = feast.in_year(anchor.year)
    if this_year is None or this_year <= shifted(anchor, 2):
        return this_year
    return feast.in_year(anchor.year - 1) if anchor.year > 1 else None


def _fixed(words: Sequence[str]) -> _Feast | None:
    name = next((name for name in _FIXED if _stands(name, words)), None)
    if name is None:
        return None
    month, day = _FIXED[name]
    return _Feast(_shown(name), lambda year: valid(year, month, day))


def _easter(words: Sequence[str]) -> _Feast | None:
    name = next((name for name in _EASTER if _stands(name, words)), None)
    if name is None:
        return None
    said, offset = set(words), _EASTER[name]

    def in_year(year: int) -> date | None:
        west, east = western_easter(year), orthodox_easter(year)
        if said & _EASTERN:
            return shifted(east, offset)
        return shifted(west, offset) if west == east or said & _WESTERN else None

    return _Feast(_shown(name), in_year)


def _stands(name: Sequence[str], words: Sequence[str]) -> bool:
    length = len(name)
    return any(tuple(words[at : at + length]) == name for at in range(len(words) - length + 1))


def _shown(name: Sequence[str]) -> str:
    return " ".join(word.title() for word in name).replace(" S ", "'s ")


def _is_year(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) == 4 and 1800 <= int(word) <= 2199


def western_easter(year: int) -> date:
    """Easter Sunday by the Gregorian rule (the anonymous computus of 1876)."""
    cycle, century, rest = year % 19, year // 100, year % 100
    corrected = (8 * century + 13) // 25
    moon = (19 * cycle + century - century // 4 - corrected + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (cycle + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday by the Julian rule (Meeus), as a date of the Gregorian calendar."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    behind = year // 100 - year // 400 - 2  # days by which the Julian calendar is late
    return shifted(date(year, month, day + 1), behind)
