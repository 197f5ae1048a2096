"""The line that a report opens with: where it was filed, on what day, by which agency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from counterclaim.model import Span
from counterclaim.reading.days import Day, days
from counterclaim.reading.names import known, mentions

#: A dateline stands near the start; looking further finds only talk about agencies.
REACH: Final = 2500
#: What stands before the brackets or the dash; then the agency; then the dash. A hyphen counts
#: with space around it, or right behind an agency ("Damascus, SANA-Army units …"). U+0096 and
#: U+0097 are dashes of Windows text that was badly decoded.
_HEAD: Final = re.compile(
    r"(?P<head>[^\n()\[\]–—―\x96\x97:]{0,90}?)\s{0,90}(?:[(\[](?P<credit>[^()\[\]\n]{2,60})[)\]]\s*)?"
    r"(?P<dash>--+|[–—―\x96\x97]|(?<=[\s)\]])-(?=[\s\"“A-Z])|(?<=[A-Z]{3})-(?=[A-Z][a-z]|\s)|:(?=\s))"
)
_PART: Final = re.compile(
    r"[^\W\d_][\w'’.-]*(?: (?:of |and |the |de |la |du ){0,3}[^\W\d_][\w'’.-]*){0,4}\Z"
)
#: "BEIRUT (Sputnik) Clashes …" in the midst of a text that has lost its line breaks.
_SHOUTED: Final = re.compile(
    r"\b(?P<place>[A-Z][A-Z'’-]{2,40}(?: [A-Z][A-Z'’-]{1,40}){0,2})(?:,? \(?[A-Z][a-z]{1,40}\)?)?"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:,? \d{4})?)? ?[(\[](?P<credit>[^()\[\]\n]{2,60})[)\]]"
)
#: Between place, wider place and agency; "Fla." keeps its full stop, "Moscow. 5 December." not.
_SEPARATOR: Final = re.compile(r",|(?<=\w{5})\.(?=\s|\Z)")
#: Sentences or lines from the start among which a dateline without day and agency may stand.
_FIRST: Final = 4
#: Words that never begin a place name.
_NOT_A_PLACE: Final = frozenset(
    "the a an in on at by for from of to and but as after before when while he she it they we"
    " update exclusive breaking watch photos video analysis opinion live factbox explainer note"
    " monday tuesday wednesday thursday friday saturday sunday summary editor editors".split()
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline as written: ``day`` may lack its year; ``credit`` is the agency's own words.

    ``name`` is the name that the agency is known by, or its own words where it is not listed.
    """

    span: Span
    place: str | None
    day: Day | None
    credit: Span | None
    name: str | None


def opening(text: str, start: int) -> Opening | None:
    """The dateline at or after ``start``: the first one in the first 2,500 characters.

    At the start of a line a place, a day or an agency in brackets, and a dash make one; so does
    an agency alone with a dash ("(MNA) - …"). Within a line only a place in capitals with a
    listed agency in brackets behind it does.
    """
    stop = min(len(text), start + REACH)
    for number, place in enumerate(_beginnings(text, start, stop)):
        found = _at(text, place, number)
        if found is not None:
            return found
    return _within(text, start, stop)


def _beginnings(text: str, start: int, stop: int) -> Iterator[int]:
    """Where lines and sentences begin."""
    fresh = True
    for at in range(start, stop):
        if fresh and not text[at].isspace() and text[at] not in "*_#>":
            yield at
            fresh = False
        elif text[at] in "\n\r" or (text[at].isspace() and text[at - 1] in ".!?" and at > start):
            fresh = True


def _at(text: str, place: int, number: int) -> Opening | None:
    """The dateline at the ``number``-th beginning, if there is one."""
    match = _HEAD.match(text, place, min(len(text), place + 180))
    if match is None:
        return None
    credit, name = _credit(match) if match["credit"] else (None, None)
    head, day = _dated(match)
    if day is not None and day.span.start == match.start():
        return None
    parts = [part.strip(" ,") for part in _SEPARATOR.split(head)]
    parts = [part for part in parts if part and part != "."]
    if name is None and parts and known(parts[-1]):
        name = known(parts.pop())
        credit = _last(match)
    if not all(_PART.match(part) and part[0].isupper() for part in parts) or len(parts) > 3:
        return None
    if match["credit"] and name is None and parts and (day or parts[0].isupper()):
        credit, name = _unlisted(match)
    if not _enough(parts, day, name, match, number):
        return None
    return Opening(Span(*match.span()), ", ".join(parts) or None, day, credit, name)


def _dated(match: re.Match[str]) -> tuple[str, Day | None]:
    """The head without its day, and the day."""
    begin, end = match.span("head")
    found = days(match.string, begin, end)
    if len(found) != 1:
        return match["head"], None
    cut = found[0].span
    return match.string[begin : cut.start] + "," + match.string[cut.end : end], found[0]


def _enough(
    parts: list[str], day: Day | None, name: str | None, match: re.Match[str], number: int
) -> bool:
    """Whether there is enough to call it a dateline and not a sentence with a dash."""
    if match["credit"] and name is None:
        return False
    if not parts:
        # An agency alone; behind a colon it speaks ("Reuters: we saw it").
        return name is not None and match["dash"] != ":"
    first = parts[0]
    if first.split()[0].lower() in _NOT_A_PLACE or known(first):
        return False
    if day is not None or name is not None:
        return True
    # A place in capitals alone is enough at the very start; behind a colon it may be a speaker.
    early = number < _FIRST if match["dash"] != ":" else number == 0
    return early and first.isupper() and len(first) > 3


def _last(match: re.Match[str]) -> Span:
    """Where the last word or words of the head stand, without what surrounds them."""
    begin, end = match.span("head")
    while match.string[end - 1] in " ,.":
        end -= 1
    cut = max(match.string.rfind(mark, begin, end - 1) for mark in (", ", ". "))
    return Span(cut + 2 if cut >= 0 else begin, end)


def _within(text: str, start: int, stop: int) -> Opening | None:
    for match in _SHOUTED.finditer(text, start, stop):
        credit, name = _credit(match)
        if name is not None and not known(match["place"]):
            found = days(match[0])
            day = _moved(found[0], match.start()) if len(found) == 1 else None
            return Opening(Span(*match.span()), match["place"], day, credit, name)
    return None


def _credit(match: re.Match[str]) -> tuple[Span | None, str | None]:
    """The listed agency that stands first in the brackets: "(The Associated Press Albert Aji)"."""
    begin, end = match.span("credit")
    for found in mentions(match.string, begin, end):
        if found.span.start <= begin + 1:
            return found.span, found.name
    return None, None


def _unlisted(match: re.Match[str]) -> tuple[Span | None, str | None]:
    """An agency that is not listed, as written, where the rest of the dateline vouches for it."""
    written = match["credit"].strip()
    if not written[0].isupper() or len(written.split()) > 4 or any(c.isdigit() for c in written):
        return None, None
    begin = match.start("credit") + match["credit"].index(written[0])
    return Span(begin, begin + len(written)), written


def _moved(day: Day, by: int) -> Day:
    span = Span(day.span.start + by, day.span.end + by)
    return Day(span, day.year, day.month, day.day, day.weekday, day.unsure)
