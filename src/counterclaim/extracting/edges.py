"""Where the words of a value begin and end, whatever pieces the network pointed at.

In 12,000 annotated names of places, actors and speakers none says what its bearer did, and no
place holds a comma; so what was read beyond that is no part of the name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from counterclaim.extracting.readings import Span
from counterclaim.extracting.titles import untitled

#: Where the words begin and end that were pointed at: nothing if they are no value.
Edge = Callable[[str, int, int], Span | None]

_MARKS: Final = ",;:\ufe0f"  # the last makes an emoji of the sign before it
_OWNER: Final = re.compile(r"['’][sS]?(?=\s)")
_BEFORE: Final = re.compile(r"-\s|(?:and|at|by|in|of|or|to)\s")
_SMALL: Final = "a an and at by from in of on or the to with".split()
_BEHIND: Final = re.compile(rf"\s(?:{'|'.join(_SMALL)})\Z")
_LISTED: Final = re.compile(r",| (?:and|in|near|outside) ")
_DOING: Final = re.compile(
    r"(?<=\S)(?<! who)(?<! which)(?<! that) (?:accused|added|admitted|announced|attacked|bombed"
    r"|called|carried out|claimed|confirmed|denied|destroyed|fired|had|has|have|hinted|hit|insisted"
    r"|killed|launched|noted|reported|said|says|seized|shelled|stormed|struck|suggested|targeted"
    r"|told|vowed|warned|wounded)\b"
)
_NEXT: Final = re.compile(r"(?<=\S);")
# "the Houthi-run ministry" is no deed of the Houthis.
_RULED: Final = re.compile(r"-(?:administered|affiliated|controlled|held|linked|owned|run|ruled)\b")
_LONGEST: Final = 20  # characters of "Straits of "
_WATERS: Final = re.compile(r"\b(?:Bay|Cape|Gulf|Horn|Isle|Sea|Straits?) of \Z")
# "Ali Omar, head of the militia", "the Storm Battalions, the militia's armed wing".
_APPOSITION: Final = re.compile(
    r", (?:(?:a|an|the|its|his|her|their|who|which|known|chief|commander|director|head|leader"
    r"|spokes\w+)\b|[A-Z][\w-]*['’]s\b)(?!.* and )"
)
# "the Kurdish neighbourhood of Sheikh Maqsoud": who lives there is no place.
_PEOPLES: Final = frozenset(
    "Alawite Arab Armenian Assyrian Christian Druze Hazara Hindu Kurdish Muslim Shia Shiite "
    "Sunni Turkmen Tutsi Yazidi".split()
)
_QUARTER_OF: Final = re.compile(
    r"(?:-\w+)? (?:city|district|enclave|neighbou?rhood|quarter|suburb|town|village) of "
    r"(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"
)


def whole(text: str, start: int, end: int) -> Span | None:
    """A span without white space at its edges, and with the marks that belong to its last letter;
    nothing if no text is left."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return _without(text, start, end, str.isspace)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The whole span without a comma or the like at its edges, and without the end of a possessive
    ("'s army", "' jets") at its start; nothing if no text is left."""
    at = whole(text, start, end)
    if at is None:
        return None
    owner = _OWNER.match(text, *at)
    return _without(text, owner.end() if owner else at[0], at[1], _is_edge)


def _without(text: str, start: int, end: int, edge: Callable[[str], bool]) -> Span | None:
    while start < end and edge(text[start]):
        start += 1
    while end > start and edge(text[end - 1]):
        end -= 1
    return (start, end) if start < end else None


def _is_edge(letter: str) -> bool:
    return letter.isspace() or letter in _MARKS or unicodedata.category(letter) == "So"


def bare(text: str, start: int, end: int) -> Span | None:
    """A span without small words at its edges ("of a bakery", "the bridge and"); nothing if it has
    no others."""
    while (before := _BEFORE.match(text, start, end)) is not None:
        start = before.end()
    while (behind := _BEHIND.search(text[start:end])) is not None:
        end = start + behind.start()
    return None if text[start:end] in _SMALL else trimmed(text, start, end)


def place_name(text: str, start: int, end: int) -> Span | None:
    """The first of the places that were read as one ("Pansai, Hpaunghsai"), with the kind of water
    that is named after it ("Gulf of Aden"). Nothing if it has neither a capital letter nor a
    number: of 6,539 annotated places one is no name."""
    waters = _WATERS.search(text[max(0, start - _LONGEST) : start])
    start -= len(waters[0]) if waters else 0
    quarter = _QUARTER_OF.match(text, end) if text[start:end] in _PEOPLES else None
    if quarter:
        start, end = quarter.span("name")
    words = text[start:end]
    several = None if words.startswith("between ") else _LISTED.search(words)
    at = bare(text, start, start + several.start() if several else end)
    return at if at and any(map(_in_names, text[at[0] : at[1]])) else None


def _in_names(letter: str) -> bool:
    return letter.isupper() or letter.isdigit()


def party_name(text: str, start: int, end: int) -> Span | None:
    """Who acts or speaks, without a title before the name ("Col. Ali Omar") and what is said of
    them ("the army denied that its jets")."""
    if _RULED.match(text, end):
        return None
    for after in (_NEXT, _DOING, _APPOSITION):
        found = after.search(text, start, end)
        end = found.start() if found else end
    at = bare(text, start, end)
    return untitled(text, *at) if at else None
