"""Which facts lie within which: a city in its province, a day in its week, children in people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from counterclaim.matching.facts import most
from counterclaim.matching.measures import Measure
from counterclaim.matching.outer_places import Key, key, outer_places
from counterclaim.matching.profiles import Profile
from counterclaim.matching.shelves import Shelf
from counterclaim.model import Fact
from counterclaim.model.ranges import Range
from counterclaim.model.terms import ClaimType, ObjectClass

_PARTS: Mapping[ObjectClass | None, tuple[ObjectClass, ...]] = {
    "people": ("civilians", "combatants", "children", "women", "staff"),
    "civilians": ("children", "women", "staff"),
}


_SINCE: Final = timedelta(3)  # from the end of a period to the report that tells of it


@dataclass(frozen=True, slots=True)
class Scope:
    """A fact with the reports that tell of it, and what it measures.

    ``sentences`` are those of its claims, each a report and where it starts; ``numbers`` are all
    that its claims allow, with None for an open end; ``reported`` is the day of the first report.
    """

    fact: Fact
    documents: frozenset[str]
    measure: Measure | None
    sentences: frozenset[tuple[str, int]] = frozenset()
    numbers: Range = (None, None)
    reported: date | None = None


def scope(fact: Fact, members: Sequence[Profile]) -> Scope:
    def measured(member: Profile) -> Measure | None:
        return member.measure

    days = [member.published for member in members if member.published]
    claims = [member.claim.claim for member in members]
    return Scope(
        fact=fact,
        documents=frozenset(claim.document for claim in claims),
        measure=most(members, measured, measured),
        sentences=frozenset((claim.document, claim.sentence.start) for claim in claims),
        numbers=spanned([claim.bounds for claim in claims if claim.numbered]),
        reported=date.fromordinal(min(days)) if days else None,
    )


def spanned(ranges: Sequence[Range]) -> Range:
    lowers, uppers = ([bounds[end] for bounds in ranges] for end in (0, 1))
    least = None if None in lowers else min((n for n in lowers if n is not None), default=None)
    greatest = None if None in uppers else max((n for n in uppers if n is not None), default=None)
    return least, greatest


def contained(scopes: Sequence[Scope], most: int) -> tuple[Fact, ...]:
    """The facts, each with the nearest facts of its type that contain it, in settled order.

    One fact lies within another if its place, days and group each lie within or equal the
    other's, and at least one of them is narrower. Where its days are not known, one report must
    tell of both; the other's days must be unknown as well, or days of which the last is no more
    than three before the report ("over the past week"); and it cannot be of more than the other,
    unless one sentence says so. A new count ("12 more") lies within the total that the same report
    gives, unless their days are known to differ, and contains new counts only. At most ``most`` are
    kept, the narrowest.
    """
    kinds: dict[ClaimType, list[Scope]] = defaultdict(list)
    for scope in scopes:
        kinds[scope.fact.type].append(scope)
    outer: dict[str, list[Fact]] = {}
    for same in kinds.values():
        index = _Index(same, most)
        outer |= {scope.fact.id: index.around(scope) for scope in same}
    names = {inner: {fact.id for fact in around} for inner, around in outer.items()}
    return tuple(
        replace(scope.fact, within=_nearest(outer[scope.fact.id], names, most)) for scope in scopes
    )


def _nearest(around: Sequence[Fact], outer: Mapping[str, Set[str]], most: int) -> tuple[str, ...]:
    """Those that contain the fact and contain no other fact that contains it."""
    farther = set().union(*(outer[other.id] for other in around))
    return tuple(sorted([other.id for other in around if other.id not in farther][:most]))


Where = tuple[ClaimType, ObjectClass | None, Key]


class _Index:
    """Facts by type, group and place, to find those that may contain a fact."""

    def __init__(self, scopes: Sequence[Scope], most: int) -> None:
        self._scopes = {scope.fact.id: scope for scope in scopes}
        self._outer = outer_places(s.fact.place for s in scopes if s.fact.place)
        kinds: dict[Where, list[Fact]] = defaultdict(list)
        self._of_report: dict[tuple[ClaimType, str], list[Scope]] = defaultdict(list)
        for scope in scopes:
            fact = scope.fact
            if fact.place is not None:
                kinds[fact.type, fact.object_class, key(fact.place)].append(fact)
            for document in scope.documents:
                self._of_report[fact.type, document].append(scope)
        self._shelves = {where: Shelf(facts, most) for where, facts in kinds.items()}

    def around(self, inner: Scope) -> list[Fact]:
        """The facts that contain the fact, narrower ones first."""
        found = [*self._known(inner.fact), *self._told_together(inner)]
        distinct = {fact.id: fact for fact in found if fact.id != inner.fact.id}
        return [fact for fact in distinct.values() if self._may_hold(fact, inner)]

    def _may_hold(self, outer: Fact, inner: Scope) -> bool:
        """Those that came anew hold no total."""
        return inner.measure == "new" or self._scopes[outer.id].measure != "new"

    def _known(self, fact: Fact) -> Iterator[Fact]:
        """Those that contain it by what is known of their places and days."""
        if fact.place is None:
            return
        for group in (fact.object_class, *_wholes(fact.object_class)):
            for place in (key(fact.place), *self._outer[key(fact.place)]):
                same = (group, place) == (fact.object_class, key(fact.place))
                shelf = self._shelves.get((fact.type, group, place))
                for other in shelf.around(fact) if shelf else ():
                    if not same or (other.start, other.end) != (fact.start, fact.end):
                        yield other

    def _told_together(self, inner: Scope) -> Iterator[Fact]:
        """Those that contain it by what one report tells of both."""
        for document in sorted(inner.documents):
            for outer in self._of_report[inner.fact.type, document]:
                if self._part(inner, outer):
                    yield outer.fact

    def _part(self, inner: Scope, outer: Scope) -> bool:
        added = inner.measure == "new" and outer.measure == "total"
        if not (added or _news_of(inner, outer)):
            return False
        if added and _days_differ(inner.fact, outer.fact):
            return False
        narrower = (_group(inner.fact, outer.fact), self._place(inner.fact, outer.fact))
        return None not in narrower and (added or any(narrower))

    def _place(self, inner: Fact, outer: Fact) -> bool | None:
        """True: narrower; False: equal; None: neither."""
        if inner.place is None or outer.place is None:
            return None
        if key(inner.place) == key(outer.place):
            return False
        return True if key(outer.place) in self._outer[key(inner.place)] else None


def _news_of(inner: Scope, outer: Scope) -> bool:
    """Whether what is told without its days may be of another's, told in the same report."""
    first, last = outer.fact.start, outer.fact.end
    if inner.fact.start or inner.fact.end or (first is None) != (last is None):
        return False
    if first and last and not (inner.reported and last <= inner.reported <= last + _SINCE):
        return False
    if first == last and first is not None:
        return False
    least, greatest = inner.numbers[0], outer.numbers[1]
    more = least is not None and greatest is not None and least > greatest
    return not more or bool(inner.sentences & outer.sentences)


def _group(inner: Fact, outer: Fact) -> bool | None:
    """True: narrower; False: equal; None: neither."""
    if inner.object_class == outer.object_class:
        return False
    return True if inner.object_class in _PARTS.get(outer.object_class, ()) else None


def _wholes(group: ObjectClass | None) -> list[ObjectClass]:
    return [whole for whole, parts in _PARTS.items() if whole and group in parts]


def _days_differ(one: Fact, other: Fact) -> bool:
    """Whether both have known days, of which none is the same."""
    if not (one.start and other.start):
        return False
    return bool((one.end and one.end < other.start) or (other.end and other.end < one.start))
