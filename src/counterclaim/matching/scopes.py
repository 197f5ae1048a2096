"""Which facts lie within which: a city in its province, a day in its week, children in people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from counterclaim.matching.levels import within as place_within
from counterclaim.model import Fact
from counterclaim.model.terms import ObjectClass

_PARTS: Mapping[ObjectClass | None, frozenset[str]] = {
    "people": frozenset({"civilians", "combatants", "children", "women", "staff"}),
    "civilians": frozenset({"children", "women", "staff"}),
}


def contained(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts, each with the nearest facts of its type that contain it, in settled order.

    One fact lies within another if its place, days and group each lie within or equal the
    other's, and at least one of them is narrower.
    """
    outer: dict[str, list[Fact]] = {}
    for same in _by_type(facts):
        for fact in same:
            outer[fact.id] = [other for other in same if _within(fact, other)]
    return tuple(replace(fact, within=_nearest(fact, outer)) for fact in facts)


def _by_type(facts: Sequence[Fact]) -> list[list[Fact]]:
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.type].append(fact)
    return list(groups.values())


def _nearest(fact: Fact, outer: Mapping[str, Sequence[Fact]]) -> tuple[str, ...]:
    """Those that contain the fact and contain no other fact that contains it."""
    all_outer = outer[fact.id]
    farther = {beyond.id for other in all_outer for beyond in outer[other.id]}
    return tuple(sorted(other.id for other in all_outer if other.id not in farther))


def _within(inner: Fact, outer: Fact) -> bool:
    if inner.id == outer.id:
        return False
    narrower = (_group(inner, outer), _place(inner, outer), _time(inner, outer))
    return None not in narrower and any(narrower)


def _group(inner: Fact, outer: Fact) -> bool | None:
    """True: narrower; False: equal; None: neither."""
    if inner.object_class == outer.object_class:
        return False
    return True if inner.object_class in _PARTS.get(outer.object_class, ()) else None


def _place(inner: Fact, outer: Fact) -> bool | None:
    if inner.place is None or outer.place is None:
        return None
    if (inner.place.name, inner.place.geonameid) == (outer.place.name, outer.place.geonameid):
        return False
    return True if place_within(inner.place, outer.place) else None


def _time(inner: Fact, outer: Fact) -> bool | None:
    if (inner.start, inner.end) == (outer.start, outer.end):
        return False
    if inner.start is None or inner.end is None or outer.start is None:
        return None
    later = inner.start >= outer.start
    return True if later and (outer.end is None or inner.end <= outer.end) else None
