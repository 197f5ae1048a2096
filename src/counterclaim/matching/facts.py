"""Facts from groups of claims: which place, days and group they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from counterclaim.matching.clusters import Pair, strongest
from counterclaim.matching.comparison import Comparison
from counterclaim.matching.profiles import Profile
from counterclaim.matching.questions import question
from counterclaim.model import Fact, Join, identifier
from counterclaim.model.terms import ObjectClass

Value = TypeVar("Value", bound=Hashable)


def fact(members: Sequence[Profile], compared: Mapping[Pair, Comparison]) -> Fact:
    """The fact that these claims answer; they stand in order of publication.

    Its identifier is that of its first claim, so a later report does not rename it.
    """
    first = members[0].claim.claim
    where = most(members, _place_key, lambda p: p.places[0] if p.places else None)
    start, end = _days(members)
    group = _group(members)
    return Fact(
        id=identifier("fact", first.id),
        question=question(members, group, where, start, end),
        type=first.type,
        object_class=group,
        place=where,
        start=start,
        end=end,
        claims=tuple(member.claim.claim.id for member in members),
        joins=_joins(members, compared),
        within=(),
    )


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
    return (place.geonameid, place.precision) if place.geonameid else place.name.casefold()


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


def _joins(members: Sequence[Profile], compared: Mapping[Pair, Comparison]) -> tuple[Join, ...]:
    by_position = {member.position: member.claim.claim.id for member in members}
    held = strongest([member.position for member in members], compared)
    return tuple(
        Join(
            by_position[a],
            by_position[b],
            round(compared[a, b].probability, 3),
            compared[a, b].reasons,
        )
        for a, b in held
    )
