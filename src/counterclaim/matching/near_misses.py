"""Which facts nearly were one: what a reviewer looks at first when a fact seems cut in two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.matching.arrays import Floats, Ints, distinct
from counterclaim.matching.comparison import Compared, Comparing, probability
from counterclaim.model import NearMiss
from counterclaim.policy import Policy


@dataclass(frozen=True, slots=True)
class _Meetings:
    """Pairs of groups, ``one`` below ``other``: the mean score of all pairs between them, where
    the best of these pairs stands in ``compared``, and whether claims of them are told apart."""

    one: Ints
    other: Ints
    means: Floats
    best: Ints
    told_apart: Ints


def near_misses(
    names: Sequence[str],
    group: Ints,
    compared: Compared,
    comparing: Comparing,
    policy: Policy,
    decided: Sequence[tuple[int, int]] = (),
) -> Mapping[int, Sequence[NearMiss]]:
    """By group, the others that it nearly joined, the nearest first, at most ``match_near``.

    A near miss has a pair of claims that answer one question by themselves, with a score above
    the threshold, or one that lies less than ``match_margin`` below it. ``names`` are the
    identifiers of the groups' facts, ``group`` the group of each position. Of the groups that
    reviewers hold apart (``decided``, by positions of claims) nothing is told.
    """
    settled = {frozenset((int(group[a]), int(group[b]))) for a, b in decided}
    met = _meetings(group, compared, policy)
    found: dict[int, list[int]] = {}
    for at in np.lexsort((met.other, met.one, -met.means)).tolist():
        pair = (int(met.one[at]), int(met.other[at]))
        for own in pair if frozenset(pair) not in settled else ():
            if len(found.setdefault(own, [])) < policy.match_near:
                found[own].append(at)
    told = sorted({at for own in found.values() for at in own})
    best = met.best[told]
    reasons = dict(zip(told, comparing.explained(compared.a[best], compared.b[best]), strict=True))
    kept: dict[int, list[NearMiss]] = {}
    for own, meetings in found.items():
        for at in meetings:
            other = int(met.other[at] if met.one[at] == own else met.one[at])
            mean = float(met.means[at])
            why = (_why(met, at, policy), *reasons[at].reasons)
            score = round(probability(mean), 3)
            kept.setdefault(own, []).append(NearMiss(names[own], names[other], score, why))
    return kept


def _why(met: _Meetings, at: int, policy: Policy) -> str:
    if met.told_apart[at]:
        return "one report tells them apart"
    share = probability(policy.match_threshold)
    if met.means[at] > policy.match_threshold:
        return "held apart by what other claims of the two facts say"
    return f"all claims of the two facts taken together fall short of {share:.2f}"


def _meetings(group: Ints, compared: Compared, policy: Policy) -> _Meetings:
    """What stands between groups that have a pair near the threshold or above it."""
    size, cap = int(group.max(initial=0)) + 1, policy.match_cap
    one, other = group[compared.a], group[compared.b]
    keys = np.minimum(one, other) * size + np.maximum(one, other)
    outer = one != other
    near = distinct(keys[outer & (compared.scores > policy.match_threshold - policy.match_margin)])
    slot = np.searchsorted(near, keys)
    which = np.flatnonzero(outer & (np.append(near, -1)[slot] == keys))
    slot = slot[which]
    more = np.clip(compared.scores[which], -cap, cap) + cap
    members = np.bincount(group, minlength=size)
    pairs = members[near // size] * members[near % size]
    means = np.bincount(slot, more, len(near)) / np.maximum(1, pairs) - cap
    order = np.lexsort((which, -compared.scores[which], slot))
    first = order[np.flatnonzero(np.diff(slot[order], prepend=-1))]
    apart = np.bincount(slot, compared.told_apart[which], len(near)).astype(np.int64)
    return _Meetings(near // size, near % size, means, which[first], apart)
