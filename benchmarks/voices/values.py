"""One spelling for values that mean the same: times, numbers, gates, lists of authors."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping

_TIME = re.compile(
    r"\b(\d{1,2}):(\d{2})\s*(?:([ap])\.?(?:m\b|m\.|m?(?=[A-Z ]|$))|\b)", re.IGNORECASE
)
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_TIMES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
_NOTHING = frozenset({"", "-", "--", "n/a", "na", "none", "null", "not available", "unknown"})
_DAY = 24 * 60

MINUTES = 10  # Li et al. (2012) take times this near to be one
SHARE = 0.01  # and numbers within this share of the attribute's median


def plain(text: str) -> str | None:
    """A value as told, without case and spaces; None if it says that there is none."""
    folded = " ".join(html.unescape(text).casefold().split())
    return None if folded in _NOTHING else folded


def same(text: str) -> str | None:
    """A value as told; numbers by what they are ("48.0", "48")."""
    told = plain(text)
    try:
        return told and f"{float(told):.12g}"
    except ValueError:
        return told


def minutes(text: str) -> int | None:
    """The time of day in minutes after midnight; the day that stands beside it is not read."""
    found = _TIME.search(text)
    if found is None:
        return None
    hour, half = int(found[1]), (found[3] or "").casefold()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return (hour * 60 + int(found[2])) % _DAY


def number(text: str) -> float | None:
    """The number, with its "M" or "B"; signs of currency and percent are not read."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    unit = text[found.end() :].strip()[:1].casefold()
    return float(found[0].replace(",", "")) * _TIMES.get(unit, 1.0)


def gate(text: str) -> str | None:
    """ "F80" of " f 80/A"; None if no place is named."""
    told = plain(text.split("/")[0])
    return None if told is None else "".join(filter(str.isalnum, told)) or None


_ASIDE = re.compile(r"\((?:joint |with )?(?:author|editor|edt|contributor)[^)]*\)|\bby \(author\)")
_REST = re.compile(r"\bet\.? ?al\b\.?|\betc\b\.?|\bby\b|\([^)]*\)|[\"\[\]:]")
_BETWEEN = re.compile(r"[;/&]|\band\b|\bwith\b")
_TITLES = frozenset({"jr", "sr", "ii", "iii", "phd", "dr", "ph", "d", "prof"})


def authors(text: str) -> str | None:
    """The surnames of a list of authors, in the order of the alphabet.

    Stores write "Knuth, Donald E.", "Donald Knuth", "KNUTH" for one; the surname is all that they
    have in common. What stands before a comma is a surname unless all parts have first names.
    """
    told = plain(text)
    if told is None:
        return None
    told = _REST.sub(" ", _ASIDE.sub(";", told))
    names = {name for part in _BETWEEN.split(told) for name in _surnames(part)}
    return "; ".join(sorted(names)) or None


def _surnames(part: str) -> list[str]:
    parts = [words for words in map(_words, part.split(",")) if words]
    if len(parts) > 1 and not (all(len(words) > 1 for words in parts) and _named(parts[-1])):
        parts = parts[:-1]
    return [words[-1] for words in parts]


def _named(words: list[str]) -> bool:
    """Whether the last part is a name, not the initials of one."""
    return len(words[-1]) > 1


def _words(part: str) -> list[str]:
    words = re.sub(r"[^\w\s'-]", " ", part).split()
    return [word for word in words if word not in _TITLES]


def near(told: Mapping[str, float], truth: float | None, width: float, turn: float = 0) -> tuple[
    Mapping[str, str], str | None
]:  # fmt: skip
    """Values and truth as the steps of ``width`` that they lie from the value told most often.

    So did Li et al. (2012): the step is counted from that value, half of it to each side. ``turn``
    is what the values count round, as a day does.
    """
    middle = _commonest(told.values())

    def step(value: float) -> str:
        off = value - middle
        if turn:
            off = (off + turn / 2) % turn - turn / 2
        return f"{middle:g}{round(off / width):+d}" if width else f"{value:g}"

    return (
        {source: step(value) for source, value in told.items()},
        None if truth is None else step(truth),
    )


def _commonest(values: Iterable[float]) -> float:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))
