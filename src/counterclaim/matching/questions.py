"""The question that a fact answers, in plain and neutral words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from counterclaim.matching.profiles import Profile
from counterclaim.model import Place
from counterclaim.model.terms import ObjectClass

# With a count, and without one. Groups are named by class: labels stay with those who use them.
_ASKED: Final[Mapping[str, tuple[str, str]]] = {
    "killed": ("How many {whom} were killed", "Were {whom} killed"),
    "wounded": ("How many {whom} were wounded", "Were {whom} wounded"),
    "captured": ("How many {whom} were captured", "Were {whom} captured"),
    "missing": ("How many {whom} are missing", "Are {whom} missing"),
    "displaced": ("How many {whom} were displaced", "Were {whom} displaced"),
    "destroyed": ("How many {what} were destroyed or damaged", "What happened to {what}"),
    "attacked": ("How many attacks were there{on}", "Was there an attack{on}"),
    "seized": ("Who took{taken}", "Who took{taken}"),
    "held": ("Who holds{taken}", "Who holds{taken}"),
    "withdrew": ("Who left{taken}", "Who left{taken}"),
    "moved": ("How many{moving} were moved", "Were forces moved"),
    "violated": ("How often was an agreement or law broken", "Was an agreement or law broken"),
    "disrupted": ("How many {what} were disrupted", "Were {what} disrupted"),
    "supported": ("Who supported{taken}", "Who supported{taken}"),
}
_PEOPLE: Final[Mapping[str | None, str]] = {
    "civilians": "civilians",
    "combatants": "combatants",
    "children": "children",
    "women": "women",
    "staff": "medics, aid workers, journalists or police",
}
_ABOUT_PLACES = frozenset({"seized", "held", "withdrew"})


def question(
    members: Sequence[Profile],
    group: ObjectClass | None,
    where: Place | None,
    start: date | None,
    end: date | None,
) -> str:
    """For example "How many children were killed in Aleppo on 15 April 2017?"."""
    kind = members[0].claim.claim.type
    counted = any(_numbered(member) for member in members)
    thing = _thing(members)
    asked = _ASKED[kind][0 if counted else 1].format(
        whom=_PEOPLE.get(group, "people"),
        what=thing or "things",
        on=f" on {thing}" if thing else "",
        taken=f" {thing or (where.name if where else 'it')}",
        moving=f" {thing}" if thing else "",
    )
    named = (
        where is not None and kind in _ABOUT_PLACES and where.name.casefold() in asked.casefold()
    )
    place = f" in {where.name}" if where and not named else ""
    return f"{asked}{place}{when(start, end)}?"


def when(start: date | None, end: date | None) -> str:
    """ " on 15 April 2017", " from … to …", " since …", " until …", or nothing."""
    if start and end:
        return f" on {_day(start)}" if start == end else f" from {_day(start)} to {_day(end)}"
    if start:
        return f" since {_day(start)}"
    return f" until {_day(end)}" if end else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _numbered(member: Profile) -> bool:
    claim = member.claim.claim
    return claim.lower is not None or claim.upper is not None


def _thing(members: Sequence[Profile]) -> str:
    """What most claims say was hit, taken or moved; people by their class, never by a label."""
    named: Counter[str] = Counter()
    for member in members:
        claim = member.claim.claim
        if claim.object is None:
            continue
        if claim.object_class in ("combatants", "civilians", "children", "women", "people"):
            named[_PEOPLE.get(claim.object_class, "people")] += 1
        else:
            named[" ".join(claim.object.text.split())] += 1
    return named.most_common(1)[0][0] if named else ""
