"""The question that a fact answers, in plain and neutral words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from counterclaim.matching.profiles import Profile, head
from counterclaim.model import Place
from counterclaim.model.terms import ObjectClass

# With a count, and without one. {whom} is a group by its class, {thing} a noun, {it} a place or
# whoever is backed: labels stay with the outlets that use them.
_ASKED: Final[Mapping[str, tuple[str, str]]] = {
    "killed": ("How many {whom} were killed", "Were {whom} killed"),
    "wounded": ("How many {whom} were wounded", "Were {whom} wounded"),
    "captured": ("How many {whom} were captured", "Were {whom} captured"),
    "missing": ("How many {whom} are missing", "Are {whom} missing"),
    "displaced": ("How many {whom} were displaced", "Were {whom} displaced"),
    "destroyed": ("How many {things} were destroyed or damaged", "Was there damage to {things}"),
    "attacked": ("How many attacks were there{on}", "Was there an attack{on}"),
    "seized": ("Who took {it}", "Who took {it}"),
    "held": ("Who holds {it}", "Who holds {it}"),
    "withdrew": ("Who left {it}", "Who left {it}"),
    "moved": ("How many {things} were moved", "Were {things} moved"),
    "violated": ("How often was an agreement or law broken", "Was an agreement or law broken"),
    "disrupted": ("How many {things} were disrupted", "Was there disruption of {things}"),
    "supported": ("Who supported {it}", "Who supported {it}"),
}
_GROUPS: Final[Mapping[str | None, str]] = {
    "civilians": "civilians",
    "combatants": "combatants",
    "children": "children",
    "women": "women",
    "people": "people",
    "staff": "medics, aid workers, journalists or police",
}
_ABOUT_PLACES: Final = frozenset({"seized", "held", "withdrew"})
# Nouns that have no plural, or are one.
_MASS: Final = frozenset(
    "equipment ammunition infrastructure blood water power electricity internet damage property "
    "machinery artillery weaponry livestock aircraft traffic aid food fuel gas police".split()
)


def question(
    members: Sequence[Profile],
    group: ObjectClass | None,
    where: Place | None,
    start: date | None,
    end: date | None,
) -> str:
    """For example "How many children were killed in Aleppo on 15 April 2017?"."""
    kind = members[0].claim.claim.type
    counted = any(member.claim.claim.numbered for member in members)
    thing = _thing(members)
    it = where.name if where and kind in _ABOUT_PLACES else thing or "it"
    more = "more " if 2 * sum(member.measure == "new" for member in members) > len(members) else ""
    asked = _ASKED[kind][0 if counted else 1].format(
        whom=more + _GROUPS.get(group, "people"),
        things=plural(thing) if thing else "things",
        on=f" on {plural(thing)}" if thing and group != "place" else "",
        it=it,
    )
    place = f" in {where.name}" if where and f" {where.name}" not in asked else ""
    whole = 2 * sum(member.war is not None for member in members) > len(members)
    return f"{asked}{place}{' in the whole war' if whole else when(start, end)}?"


def when(start: date | None, end: date | None) -> str:
    """ " on 15 April 2017", " from … to …", " since …", " until …", or nothing."""
    if start and end:
        return f" on {_day(start)}" if start == end else f" from {_day(start)} to {_day(end)}"
    if start:
        return f" since {_day(start)}"
    return f" until {_day(end)}" if end else ""


def plural(noun: str) -> str:
    """ "depot" → "depots"; names, nouns without a plural, and plurals, stay."""
    if noun[:1].isupper() or noun in _MASS or noun.endswith("s") or noun in _GROUPS.values():
        return noun
    if noun.endswith(("ch", "sh", "x", "z")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _thing(members: Sequence[Profile]) -> str:
    """What most claims say was hit or moved: people by class, places by name, things by noun."""
    named: Counter[str] = Counter()
    for member in members:
        claim = member.claim.claim
        if claim.object is not None:
            words = " ".join(claim.object.text.split())
            name = words if claim.object_class == "place" else head(words)
            named[_GROUPS.get(claim.object_class) or name or ""] += 1
    return named.most_common(1)[0][0] if named else ""
