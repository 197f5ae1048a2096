"""Groups of claims that answer one question, without chaining.

Average-link clustering: two groups join only if the mean score over all pairs between them stays
above the threshold, so one ambiguous claim cannot tie two facts together; and never if they hold
two claims that a report tells apart (see ``comparison.Compared``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import count as counting

import numpy as np

from counterclaim.matching.arrays import Floats, Ints
from counterclaim.matching.comparison import Compared

Pair = tuple[int, int]

_AT_ONCE = 2**12  # pairs of which those that are in one group already are left out together


def cluster(
    count: int,
    compared: Compared,
    threshold: float,
    cap: float,
    never: Iterable[Pair] = (),
) -> list[list[int]]:
    """Groups of the positions 0 … count - 1, in order.

    ``compared`` holds the pairs (low, high) that were compared; a pair that was not counts as
    ``-cap``. Scores are cut off at ±``cap``, so that no single pair decides alone. Pairs of
    ``never`` do not come into one group.
    """
    strong = compared.taken(compared.scores > threshold)
    told_apart = compared.taken(compared.told_apart)
    groups = _Groups(
        _Pairs(count, compared, strong, cap),
        (*never, *zip(told_apart.a.tolist(), told_apart.b.tolist(), strict=True)),
        threshold,
    )
    order = np.lexsort((strong.b, strong.a, -strong.scores))  # the best first
    for at in range(0, len(order), _AT_ONCE):
        groups.join(strong.taken(order[at : at + _AT_ONCE]))
    return sorted(sorted(members) for members in groups.members.values())


class _Pairs:
    """The compared pairs of each position, among those that have a strong one: no others join."""

    def __init__(self, count: int, compared: Compared, strong: Compared, cap: float) -> None:
        self.count, self.cap = count, cap
        able = np.zeros(count, np.bool_)
        able[strong.a] = able[strong.b] = True
        part = compared.taken(able[compared.a] & able[compared.b] & (compared.scores > -cap))
        own = np.concatenate((part.a, part.b))
        order = np.argsort(own, kind="stable")
        self._others = np.concatenate((part.b, part.a))[order]
        # How far above -cap, which is where the pairs stand that were not compared.
        self._more = np.tile(np.minimum(cap, part.scores) + cap, 2)[order]
        self._starts = np.searchsorted(own[order], np.arange(count + 1)).tolist()

    def of(self, at: int) -> tuple[Ints, Floats]:
        """The positions that one was compared with, and how far above -cap each score lies."""
        own = slice(self._starts[at], self._starts[at + 1])
        return self._others[own], self._more[own]


class _Groups:
    """Groups under way. One that two groups make has a number of its own, so that what was found
    of two numbers stays so."""

    def __init__(self, pairs: _Pairs, held_apart: Iterable[Pair], threshold: float) -> None:
        self._pairs, self._threshold = pairs, threshold
        self._group = np.arange(pairs.count)
        self._numbers = counting(pairs.count)
        self.members = {at: [at] for at in range(pairs.count)}
        self._refused: set[Pair] = set()
        self._apart: dict[int, list[int]] = defaultdict(list)
        for a, b in held_apart:
            self._apart[a].append(b)
            self._apart[b].append(a)

    def join(self, tried: Compared) -> None:
        """Join the groups of each two positions if the mean score between them is above the
        threshold, and nothing holds them apart."""
        two = tried.taken(self._group[tried.a] != self._group[tried.b])
        for a, b in zip(two.a.tolist(), two.b.tolist(), strict=True):
            self._join(a, b)

    def _join(self, a: int, b: int) -> None:
        one, other = self._group.item(a), self._group.item(b)
        if one == other or (one, other) in self._refused:
            return
        if len(self.members[one]) > len(self.members[other]):
            one, other = other, one
        if self._held_apart(one, other) or self._mean(one, other) <= self._threshold:
            self._refused |= {(one, other), (other, one)}
        else:
            self._merge(one, other)

    def _held_apart(self, one: int, other: int) -> bool:
        group = self._group
        return any(group[b] == other for a in self.members[one] for b in self._apart.get(a, ()))

    def _mean(self, one: int, other: int) -> float:
        """The mean score over all pairs between two groups; quickest if the first is smaller."""
        found = 0.0
        for at in self.members[one]:
            others, more = self._pairs.of(at)
            found += float(more[self._group[others] == other].sum())
        return found / (len(self.members[one]) * len(self.members[other])) - self._pairs.cap

    def _merge(self, one: int, other: int) -> None:
        number, members = next(self._numbers), self.members.pop(one) + self.members.pop(other)
        self._group[members] = number
        self.members[number] = members


def strongest(group: Ints, compared: Compared) -> Compared:
    """Of each claim, by position, the pair with an earlier claim of its group that holds it best;
    ``group`` numbers the groups of the positions."""
    inner = compared.taken(group[compared.a] == group[compared.b])
    order = np.lexsort((inner.a, inner.scores, inner.b))
    last = np.flatnonzero(np.diff(inner.b[order], append=-1))
    return inner.taken(order[last])
