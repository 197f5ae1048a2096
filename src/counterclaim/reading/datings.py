"""The lines of a page that say when it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from counterclaim.model import Span
from counterclaim.reading.days import Day, days
from counterclaim.reading.lines import is_date_line, lines, trimmed
from counterclaim.reading.names import mentions

#: How far into the text a date line may stand, and how near the end one with a label may.
HEAD: Final = 1500
TAIL: Final = 400
_EDGE: Final = 160
#: Lines behind the headline in which a date without a label may be that of publication.
_LINES: Final = 5
#: Longest line that ends in a date and is the head of a statement: "Weekly summary, 5 May 2016".
_STATEMENT: Final = 50
_TIME: Final = r"(?:[\s(:|,-]*\d{1,2}[:.]?\d{2}(?: ?[ap]m)?)?[\s:|,-]*\Z"
_PUBLISHED: Final = re.compile(
    r"(?:\b(?:First )?(?:Published|Posted|Publication date|Date of publication|Publish date"
    r"|News date|Date|Released|Issued|Submitted|Created)"
    r"|^\W*(?:published|posted|news date|date))(?: (?:on|online|at|in))*" + _TIME
)
_UPDATED: Final = re.compile(
    r"(?:\b(?:Last [Uu]pdated?|Updated?|Last [Mm]odified|Last [Ee]dited|Revised)"
    r"|^\W*(?:last )?updated?|\(updated)"
    r"(?: (?:on|at))*" + _TIME
)
_CLOSING: Final = " \t|,·•-–—:"
_NUMERIC: Final = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\Z")
_CLOCK_BEFORE: Final = re.compile(r"\s{0,40}\d{1,2}[:.]?\d{2}\s{0,40}\Z")
_CLOCK_AFTER: Final = re.compile(r"(?: at)?[\s,]*\d{1,2}:?\d{2}\b")
#: Behind these a date belongs to a sentence: "… since 15.04.2017".
_PREPOSITION: Final = re.compile(
    r"\b(?:on|of|since|by|until|till|from|before|after|at|in|the|to|and|between|for|dated|through"
    r"|around|last|this|or|than)\s*\(?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dating:
    """A date line: the day it gives (with its year) and the characters that are the line.

    ``updated`` says that it tells when the page was last changed, not when it was published;
    ``weak`` that it may date something else and counts only where nothing is given.
    """

    day: Day
    span: Span
    updated: bool = False
    weak: bool = False


def datings(text: str, title: Span | None) -> tuple[Dating, ...]:
    """The date lines near the start of the text, and those with a label at its end.

    A date counts where its line holds nothing else, where a label stands before it ("Published:
    …"), where it opens the report or its first lines, or right behind the agency's name or the
    headline's second appearance ("… Monitor AFP Monday 13 Nov 2017 Air strikes …").
    """
    headline = title.of(text) if title else ""
    opens = _openings(text, title)
    found: list[Dating] = []
    for day in days(text, 0, min(len(text), HEAD)):
        dating = _dating(text, day, headline, opens)
        if dating is not None:
            found.append(dating)
    for day in days(text, max(HEAD, len(text) - TAIL)):
        dating = _labelled(text, day, _before(text, day))
        if dating is not None:
            found.append(dating)
    return tuple(found)


def _openings(text: str, title: Span | None) -> frozenset[int]:
    """Where the first lines behind the headline begin."""
    start = title.end if title else 0
    return frozenset(line.start for line, _ in zip(lines(text, start), range(_LINES), strict=False))


def _dating(text: str, day: Day, headline: str, opens: frozenset[int]) -> Dating | None:
    if day.full is None:
        return None
    before = _before(text, day)
    labelled = _labelled(text, day, before)
    if labelled is not None:
        return labelled
    line = _line(text, day.span.start)
    if line is not None and len(line) <= 120 and is_date_line(line.of(text)):
        return Dating(day, line)
    start = day.span.start - len(before.lstrip())
    if start not in opens and not _opens(text, day, before):
        return None
    return _unlabelled(text, day, before, headline, line)


def _opens(text: str, day: Day, before: str) -> bool:
    """Whether the day stands so far into its line that the line's start is out of sight, and yet
    near the start of the text: lines that have lost their breaks are long."""
    return len(before) >= _EDGE and day.span.start < HEAD // 2


def _unlabelled(
    text: str, day: Day, before: str, headline: str, line: Span | None
) -> Dating | None:
    bare = before.rstrip(_CLOSING)
    after = text[day.span.end : day.span.end + 20]
    clocked = _CLOCK_AFTER.match(after) is not None
    goes_on = after.lstrip()[:1].islower() and not clocked
    if not bare.strip("*_#> "):
        return None if goes_on else Dating(day, day.span)
    stands = (
        (bool(headline) and bare.endswith(headline))
        or (_behind_a_name(bare) and (day.weekday is not None or not goes_on))
        or _stamped(text, day, clocked, before)
    )
    if stands:
        return Dating(day, day.span)
    ends = line is not None and len(line) <= _STATEMENT and line.end == day.span.end
    if ends and line is not None and not _PREPOSITION.search(before):
        return Dating(day, line, weak=True)
    return None


def _stamped(text: str, day: Day, clocked: bool, before: str) -> bool:
    """Whether the date is written as machines write it: with a time behind it, or in figures and
    behind no word of a sentence."""
    bare = _CLOCK_BEFORE.sub("", before).rstrip()
    if clocked:
        return _PREPOSITION.search(bare) is None
    word = bare.split()[-1] if bare else ""
    return _NUMERIC.match(day.span.of(text)) is not None and not word[:1].islower()


def _labelled(text: str, day: Day, before: str) -> Dating | None:
    if day.full is None:
        return None
    for form, updated in ((_UPDATED, True), (_PUBLISHED, False)):
        label = form.search(before)
        if label is not None:
            start = day.span.start - len(before) + label.start()
            span = trimmed(text, start, day.span.end)
            return Dating(day, span or day.span, updated)
    return None


def _before(text: str, day: Day) -> str:
    """What stands on the same line before the day, at most 160 characters."""
    start = max(0, day.span.start - _EDGE)
    cut = max(text.rfind(mark, start, day.span.start) for mark in "\n\r")
    return text[max(start, cut + 1) : day.span.start]


def _line(text: str, place: int) -> Span | None:
    """The line that ``place`` stands on, if it is short."""
    before = max(text.rfind(mark, max(0, place - _EDGE), place) for mark in "\n\r")
    if before < 0 and place > _EDGE:
        return None
    return next(lines(text, before + 1, before + 1 + 2 * _EDGE), None)


def _behind_a_name(before: str) -> bool:
    start = max(0, len(before) - 60)
    return any(named.span.end == len(before) for named in mentions(before, start))
