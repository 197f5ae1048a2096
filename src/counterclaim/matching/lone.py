"""Undated tellings of an event that only one known fact can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from counterclaim.matching.arrays import Ints
from counterclaim.matching.comparison import Compared
from counterclaim.matching.levels import group_level, place_level
from counterclaim.matching.means import RARE
from counterclaim.matching.profiles import Profile

Pair = tuple[int, int]

_SINCE: Final = 3  # days from the event to the report
_TIMES: Final = 3  # how much larger the one fact must be than any rival
WHY: Final = "the only fact of these days with so rare a means; the headline or lead tells of it"


@dataclass(frozen=True, slots=True)
class Lone:
    """Groups with the undated ones put to the dated ones that they tell of; ``links`` are pairs of
    positions, one of each, for which that was done."""

    groups: list[list[int]]
    links: tuple[Pair, ...]


def lone(
    groups: Sequence[Sequence[int]],
    profiles: Sequence[Profile],
    compared: Compared,
    never: Iterable[Pair] = (),
) -> Lone:
    """Put undated groups to the one dated group that they can be about.

    A report may tell of an event without its day and with a place no finer than a country, so that
    few words are left to compare. If it tells of it in its headline or lead, by a means that is
    rare (``means.RARE``), and only one group of claims so told is of the three days before, in a
    place that may be the same, then it is that one. A group three times as large as any other is
    the only one too. Groups that hold claims told apart, or are ``never`` to be one, stay two.
    """
    group = _numbers(groups, len(profiles))
    apart = _crossing(group, compared, never)
    hosts: dict[int, dict[int, Pair]] = defaultdict(dict)
    for a, b in _rare(profiles, compared, group):
        for own, other in ((a, b), (b, a)):
            pair = int(group[own]), int(group[other])
            if pair in apart or not _may_be(profiles[own], profiles[other]):
                continue
            if _undated_story(groups[pair[0]], profiles) and _day(groups[pair[1]], profiles):
                hosts[pair[0]].setdefault(pair[1], (own, other))
    return _joined(groups, hosts)


def _joined(groups: Sequence[Sequence[int]], hosts: Mapping[int, Mapping[int, Pair]]) -> Lone:
    members = {at: list(held) for at, held in enumerate(groups)}
    links: list[Pair] = []
    for own, found in sorted(hosts.items()):
        by_size = sorted(found, key=lambda at: (-len(groups[at]), at))
        rivals = [len(groups[at]) for at in by_size[1:]]
        if rivals and len(groups[by_size[0]]) < _TIMES * rivals[0]:
            continue
        members[by_size[0]] += members.pop(own)
        links.append(found[by_size[0]])
    return Lone(sorted(sorted(held) for held in members.values()), tuple(links))


def _rare(profiles: Sequence[Profile], compared: Compared, group: Ints) -> Iterable[Pair]:
    """Compared pairs of two groups which name a rare means both, the best pairs first."""
    rare = np.array([bool(p.means & RARE) for p in profiles], np.bool_)
    both = rare[compared.a] & rare[compared.b] & (group[compared.a] != group[compared.b])
    found = compared.taken(both)
    order = np.lexsort((found.b, found.a, -found.scores))
    return zip(found.a[order].tolist(), found.b[order].tolist(), strict=True)


def _may_be(telling: Profile, told: Profile) -> bool:
    """Whether an undated claim can be of the event that a dated one tells of."""
    if telling.published is None or told.start is None:
        return False
    groups = group_level(telling.claim.claim.object_class, told.claim.claim.object_class)
    return (
        0 <= telling.published - told.start <= _SINCE
        and bool(telling.means & told.means & RARE)
        and place_level(telling.places, told.places) in ("same", "within")
        and groups in ("same", "unspecified", "unknown")
    )


def _undated_story(members: Sequence[int], profiles: Sequence[Profile]) -> bool:
    held = [profiles[at] for at in members]
    return any(p.leading for p in held) and not any(p.start or p.end for p in held)


def _day(members: Sequence[int], profiles: Sequence[Profile]) -> bool:
    """Whether the group tells of a few days that are known."""
    held = (profiles[at] for at in members)
    return any(p.start and p.end and p.end - p.start <= _SINCE for p in held)


def _crossing(group: Ints, compared: Compared, never: Iterable[Pair]) -> set[Pair]:
    """Pairs of groups that hold claims which are told apart, either way round."""
    apart = compared.taken(compared.told_apart)
    pairs = [*zip(apart.a.tolist(), apart.b.tolist(), strict=True), *never]
    found = {(int(group[a]), int(group[b])) for a, b in pairs}
    return found | {(b, a) for a, b in found}


def _numbers(groups: Sequence[Sequence[int]], count: int) -> Ints:
    group = np.zeros(count, np.int64)
    for number, members in enumerate(groups):
        group[members] = number
    return group
