"""Facts from groups of claims: which place, days and group they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import TypeVar

from counterclaim.grounding.spelling import folded
from counterclaim.matching.profiles import Profile
from counterclaim.matching.questions import question
from counterclaim.model import Fact, Join, NearMiss, identifier
from counterclaim.model.terms import ObjectClass

Value = TypeVar("Value", bound=Hashable)


def fact(
    members: Sequence[Profile],
    joins: Sequence[Join] = (),
    near: Sequence[NearMiss] = (),
    left_out: int = 0,
) -> Fact:
    """The fact that these claims answer; they stand in order of publication.

    ``joins`` are why they were put together, ``near`` which other facts they nearly joined, and
    ``left_out`` counts comparisons that were not made.
    """
    where = most(members, _place_key, lambda p: p.places[0] if p.places else None)
    start, end = _days(members)
    group = _group(members)
    return Fact(
        id=named(members),
        question=question(members, group, where, start, end),
        type=members[0].type,
        object_class=group,
        place=where,
        start=start,
        end=end,
        claims=tuple(member.claim.claim.id for member in members),
        joins=tuple(joins),
        within=(),
        near=tuple(near),
        left_out=left_out,
    )


def named(members: Sequence[Profile]) -> str:
    """The identifier of a fact: that of its first claim, so a later report does not rename it."""
    return identifier("fact", members[0].claim.claim.id)


def most(
    members: Sequence[Profile],
    key: Callable[[Profile], Hashable | None],
    value: Callable[[Profile], Value | None],
) -> Value | None:
    """The value that most claims give; of equals, the one that was given first."""
    keys = Counter(found for member in members if (found := key(member)) is not None)
    if not keys:
        return None
    common = keys.most_common(1)[0][0]
    return next(value(member) for member in members if key(member) == common)


def _place_key(member: Profile) -> Hashable | None:
    if not member.places:
        return None
    place = member.places[0]
    return (place.geonameid, place.precision) if place.geonameid else folded(place.name)


def _days(members: Sequence[Profile]) -> tuple[date | None, date | None]:
    def days(member: Profile) -> tuple[date | None, date | None] | None:
        period = member.claim.period
        if period is None or (period.start is None and period.end is None):
            return None
        return period.start, period.end

    return most(members, days, days) or (None, None)


def _group(members: Sequence[Profile]) -> ObjectClass | None:
    def group(member: Profile) -> ObjectClass | None:
        return member.claim.claim.object_class

    return most(members, group, group)
