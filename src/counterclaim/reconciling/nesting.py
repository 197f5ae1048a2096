"""Which facts are parts of which, and in what: a group, a place, a time."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from counterclaim.matching.levels import ASUNDER, place_level
from counterclaim.matching.questions import when
from counterclaim.model import Fact, Place
from counterclaim.model.terms import ObjectClass

_GROUPS: Mapping[ObjectClass | None, str] = {
    "staff": "medics, aid workers, journalists and police",
    None: "things",
    "other": "things",
    "place": "places",
}
# Groups of which no member belongs to the other. Women and children may be staff.
_APART = frozenset(
    frozenset(pair)
    for pair in (
        *combinations(("civilians", "combatants"), 2),
        *combinations(("children", "women"), 2),
        *(("combatants", group) for group in ("children", "women", "staff")),
    )
)


def narrower(part: Fact, whole: Fact) -> str:
    """What makes one fact a part of another, in words: "children are among people"."""
    ways = []
    if part.object_class != whole.object_class:
        ways.append(f"{_group(part)} are among {_group(whole)}")
    if part.place and whole.place and _known(part.place) != _known(whole.place):
        ways.append(_lies_in(part.place, whole.place))
    if (part.start, part.end) != (whole.start, whole.end):
        inner, outer = when(part.start, part.end).strip(), when(whole.start, whole.end).strip()
        undated = "told without days in one report with what happened"
        ways.append(f"{f'{inner} lies within' if inner else undated} “{outer or 'any time'}”")
    return ", and ".join(ways) or f"it lies within “{whole.question}”"


def _known(place: Place) -> tuple[str, int | None, str | None]:
    return place.name, place.geonameid, place.precision


def _lies_in(inner: Place, outer: Place) -> str:
    if inner.name != outer.name:
        return f"{inner.name} lies in {outer.name}"
    return f"{inner.name}, the {inner.precision}, lies in {outer.name}, the {outer.precision}"


def apart(one: Fact, other: Fact) -> bool:
    """Whether nothing can be counted in both: other groups, other places, or other days."""
    if frozenset((one.object_class, other.object_class)) in _APART:
        return True
    if one.place and other.place and place_level((one.place,), (other.place,)) in ASUNDER:
        return one.place.lat is not None and other.place.lat is not None
    first, second = sorted((one, other), key=lambda fact: str(fact.start))
    return bool(first.end and second.start and first.end < second.start)


def _group(fact: Fact) -> str:
    return _GROUPS.get(fact.object_class) or str(fact.object_class)
