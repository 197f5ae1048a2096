"""Where a text names places, found without a model: by the gazetteer and rules that can be read.

Names are looked up in spans of capitalised words, the longest first. What the words around a name
make of it decides whether it is one: persons, months, streets and common words are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.given_names import ALSO_GIVEN, GIVEN
from counterclaim.grounding.mention_words import (
    BODIES,
    BODIES_OF,
    COMMON,
    COMPASS,
    DAYS,
    LETTERS,
    LEVELS,
    LINKS,
    NO_PLACES,
    OWNED,
    PARTIES,
    PLACING,
    RESIDENTS,
    SAYING,
    STREETS,
    TITLES,
)
from counterclaim.grounding.spelling import exact_key
from counterclaim.grounding.spot import Spot
from counterclaim.grounding.tokens import Token, begins_name, is_joined, tokens
from counterclaim.model import Document, Mention, Span

Sort = Literal["country", "division", "place"]

DATELINE: Final = re.compile(r" ?(?:—|–|--|\()")
_READER: Final = "place names"
_MOST: Final = 5  # words of a name
_SHORT: Final = 5  # letters from which another name of a state stands by itself
_TOWN: Final = 1_000  # people from which a name beside a plain sign is taken for a place
_CITY: Final = 50_000  # people from which it is taken for one where no sign speaks


@dataclass(slots=True)
class _Reading:
    """One text being read: its words, what stands out as persons, the names found so far."""

    text: str
    words: Sequence[Token]
    gazetteer: Gazetteer
    persons: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Found:
    """A name of the gazetteer in the text: the words ``[first, last)`` and what it may mean."""

    first: int
    last: int
    spots: tuple[Spot, ...]
    sort: Sort


def place_mentions(document: Document, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The place names of a text in the order of the text, each as a mention that does not overlap.

    Demonyms ("Syrian") and shortened states ("Ky.") are among them. Which place each means is
    told by ``grounding.places_in``.
    """
    reading = _Reading(document.text, tokens(document.text), gazetteer)
    found = [each for each in _names(reading) if not _is_common(reading, each)]
    reading.persons = set(_persons(reading, found))
    taken = {each.first for each in found if _is_sure(reading, each)}
    sure = {_key(reading, each) for each in found if each.first in taken}
    taken |= {each.first for each in found if _is_likely(reading, each, sure)}
    taken |= {each.first for each in _listed(reading, found, taken)}
    return tuple(_mention(reading, each) for each in found if each.first in taken)


def _mention(reading: _Reading, found: _Found) -> Mention:
    span = Span(reading.words[found.first].start, reading.words[found.last - 1].end)
    return Mention(span.of(reading.text), span, _READER)


def _key(reading: _Reading, found: _Found) -> str:
    start, end = reading.words[found.first].start, reading.words[found.last - 1].end
    return exact_key(reading.text[start:end])


def _names(reading: _Reading) -> Iterator[_Found]:
    """The gazetteer's names in the text, the longest first, none within another."""
    at = 0
    while at < len(reading.words):
        found = _longest(reading, at) if begins_name(reading.words, at) else None
        if found is not None:
            yield found
        at = found.last if found is not None else at + 1


def _longest(reading: _Reading, at: int) -> _Found | None:
    listed = reading.words
    ends = [at + 1]
    for end in range(at + 1, min(len(listed), at + _MOST)):
        if not is_joined(listed, end):
            break
        if listed[end].is_capital:
            ends.append(end + 1)
        elif listed[end].text not in LINKS:
            break
    for last in reversed(ends):
        found = _named(reading, at, last)
        if found is not None:
            return found
    return None


def _named(reading: _Reading, first: int, last: int) -> _Found | None:
    start, end = reading.words[first].start, reading.words[last - 1].end
    name = reading.text[start:end]
    if name in LETTERS:
        return _Found(first, last, (), "country")
    if len(name) < 3 or (name.isupper() and len(name) < 4 and "." not in name):
        return None
    spots = tuple(
        spot
        for spot in reading.gazetteer.named(name)
        if not _is_short(spot, name) or "." in reading.text[start : end + 1]
    )
    if not spots or name.lower() in NO_PLACES:
        return None
    kinds = {spot.kind for spot in spots if spot.match == "name" or spot.population > 100_000}
    if spots[0].kind == "country" or kinds & {"country", "area"}:
        return _Found(first, last, spots, "country")
    large = any(spot.kind == "admin1" and spot.population > 500_000 for spot in spots)
    return _Found(first, last, spots, "division" if large else "place")


def _is_short(spot: Spot, name: str) -> bool:
    """A shortened state, which a full stop follows: "Kan." is Kansas, "Kan" a broadcaster."""
    return spot.kind == "admin1" and spot.match != "name" and len(name) < _SHORT


def _is_common(reading: _Reading, found: _Found) -> bool:
    """Whether a single word is one of every day, or a month: "March", "Police"."""
    if found.last - found.first > 1:
        return False
    word = reading.words[found.first].text.lower()
    return word in COMMON or word[:2] in ("i'", "i’")


def _persons(reading: _Reading, found: Sequence[_Found]) -> Iterator[str]:
    """Surnames: names of places that stand after a forename, a title or an unknown name."""
    for each in found:
        if each.sort == "country":
            continue
        left, right = _left(reading, each), _right(reading, each)
        if _is_person(reading, each):
            yield _key(reading, each)
            if right is not None:
                yield exact_key(right.text)
        elif left is not None and not left.opens and left.text.lower() not in COMPASS:
            yield _key(reading, each)


def _is_person(reading: _Reading, found: _Found) -> bool:
    """Whether the words around a name make it one of a person: "Sheila D. Williams"."""
    at = found.first
    before = reading.words[at - 1] if at else None
    if before is not None and before.is_capital and reading.words[at].gap in (" ", ". "):
        initial = len(before.text) == 1 and reading.words[at].gap == ". "
        if initial or before.text.title() in GIVEN or before.text.lower() in TITLES:
            return True
    right = _right(reading, found)
    plain = right is not None and right.text.lower() not in BODIES and right.gap != "-"
    return plain and found.last - at == 1 and reading.words[at].text in GIVEN | ALSO_GIVEN


def _is_sure(reading: _Reading, found: _Found) -> bool:
    """Whether a name is one of a place by itself, or by the words around it."""
    if _is_person(reading, found):
        return False
    if found.sort == "country" or _has_state(reading, found) or _is_level(reading, found):
        return True
    if _is_street(reading, found):
        return False
    free = _is_free(reading, found)
    if _is_beside(reading, found):
        return True
    if found.sort == "division":
        left = _left(reading, found)
        return left is None or left.opens or left.text.lower() in COMPASS
    known = _key(reading, found) in reading.persons
    return free and not known and _is_placed(reading, found)


def _is_likely(reading: _Reading, found: _Found, sure: set[str]) -> bool:
    """Whether a name is taken for a place because the text has it elsewhere, or it is large."""
    if _is_person(reading, found) or _is_street(reading, found):
        return False
    key = _key(reading, found)
    if key in sure:
        return True
    if key in reading.persons or not _is_free(reading, found) or _is_speaker(reading, found):
        return False
    people = max((spot.population for spot in found.spots if spot.match == "name"), default=0)
    if found.last - found.first > 1 or _has_resident(reading, found):
        return people >= _TOWN
    return people >= _CITY and reading.words[found.first].text not in GIVEN


def _listed(reading: _Reading, found: Sequence[_Found], taken: set[int]) -> Iterator[_Found]:
    """Names that stand in a list with places: "in Harwinton, Bantam and Winsted"."""
    listed = set(taken)
    for one, other in pairwise(found):
        if one.first not in listed or not _is_next(reading, one, other):
            continue
        if other.first not in listed and _may_stand(reading, other):
            listed.add(other.first)
            yield other


def _is_next(reading: _Reading, one: _Found, other: _Found) -> bool:
    """Whether nothing but a comma, a hyphen or "and" stands between two names."""
    gap = reading.words[other.first].gap
    if other.first == one.last:
        return gap in (", ", "-")
    linked = other.first - one.last == 1 and reading.words[one.last].text in ("and", "or")
    return linked and gap == " "


def _may_stand(reading: _Reading, found: _Found) -> bool:
    clear = _right(reading, found) is None and not _is_person(reading, found)
    return clear and _key(reading, found) not in reading.persons


def _left(reading: _Reading, found: _Found) -> Token | None:
    """The capitalised word just before a name, in one span with it."""
    at = found.first
    if at == 0 or not is_joined(reading.words, at):
        return None
    before = reading.words[at - 1]
    return before if before.is_capital and before.text.lower() not in DAYS else None


def _right(reading: _Reading, found: _Found) -> Token | None:
    at = found.last
    if at >= len(reading.words) or not is_joined(reading.words, at):
        return None
    after = reading.words[at]
    return after if after.is_capital else None


def _is_street(reading: _Reading, found: _Found) -> bool:
    """Whether a street is named after the place: "Dublin Road", "Jones Bend Road"."""
    right, listed, following = _right(reading, found), reading.words, found.last + 1
    if right is None or found.sort == "country" or _is_level(reading, found):
        return False
    beyond = following < len(listed) and is_joined(listed, following)
    last = listed[following] if beyond and listed[following].is_capital else None
    if right.text.lower() in STREETS:
        return last is None or last.text != "Patrol"
    if right.text.lower() in BODIES:
        return False
    return last is not None and last.text.lower() in STREETS


def _is_level(reading: _Reading, found: _Found) -> bool:
    """Whether the name ends in what makes it a place: "Laurel County"."""
    last = reading.words[found.last - 1].text.lower()
    right = _right(reading, found)
    if right is not None and right.text.lower() in ("county", "township", "parish"):
        return True
    return found.last - found.first > 1 and last in LEVELS


def _has_state(reading: _Reading, found: _Found) -> bool:
    """Whether a division or country that holds it follows: "Albany, Ga."."""
    at = found.last
    if at >= len(reading.words) or reading.words[at].gap != ", ":
        return False
    holder = _longest(reading, at) if begins_name(reading.words, at) else None
    if holder is None or holder.sort == "place":
        return False
    codes = {spot.admin1 for spot in holder.spots if spot.kind == "admin1"}
    lands = {spot.country for spot in holder.spots if spot.kind == "country"}
    return any(spot.admin1 in codes or spot.country in lands for spot in found.spots)


def _is_beside(reading: _Reading, found: _Found) -> bool:
    """Whether what stands beside a name belongs to places alone: "Berea Police", "CLINTON —"."""
    listed, at = reading.words, found.first
    right = _right(reading, found)
    if right is not None and right.text.lower() in OWNED and _left(reading, found) is None:
        return True
    before = listed[at - 1] if at else None
    if before is not None and before.text in PARTIES and listed[at].gap == "-":
        return True
    if before is not None and before.text == "of" and at > 1 and listed[at].gap == " ":
        owner = listed[at - 2].text.lower() in BODIES_OF and listed[at - 2].is_capital
        if right is None and (owner or listed[at - 1].gap == ", "):  # "Mr Smith, 30, of Melo"
            return True
    if found.last == len(listed):
        return False
    after = listed[found.last]
    if after.gap == "-" and after.text in ("based", "born", "area"):
        return True
    shouted = reading.text[listed[at].start : listed[found.last - 1].end].isupper()
    return shouted and listed[at].opens and bool(DATELINE.match(after.gap))


def _is_placed(reading: _Reading, found: _Found) -> bool:
    """Whether a word of place stands before the name: "in", "near", "downtown"."""
    at = found.first
    return (
        bool(at) and reading.words[at].gap == " " and reading.words[at - 1].text.lower() in PLACING
    )


def _has_resident(reading: _Reading, found: _Found) -> bool:
    """Whether somebody or something of the place follows: "a Chapin man", "A Danbury mason"."""
    listed, at = reading.words, found.first
    if found.last >= len(listed) or listed[found.last].gap != " ":
        return False
    after = listed[found.last].text
    before = listed[at - 1].text.lower() if at and listed[at].gap == " " else ""
    return after in RESIDENTS or (before in ("a", "an") and after.islower())


def _is_free(reading: _Reading, found: _Found) -> bool:
    """Whether no other capitalised word makes the name a part of another."""
    left, right = _left(reading, found), _right(reading, found)
    if left is not None and left.text.lower() not in COMPASS and not left.opens:
        return False
    return right is None or right.text.lower() in BODIES


def _is_speaker(reading: _Reading, found: _Found) -> bool:
    before = reading.words[found.first - 1].text.lower() if found.first else ""
    after = reading.words[found.last].text.lower() if found.last < len(reading.words) else ""
    return before in SAYING or after in SAYING
