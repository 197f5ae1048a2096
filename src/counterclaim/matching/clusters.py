"""Groups of claims that answer one question, without chaining.

Average-link clustering: two groups join only if the mean score over all pairs between them stays
above the threshold, so one ambiguous claim cannot tie two facts together; and never if they hold
two claims that a report tells apart (see ``comparison.Compared``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from counterclaim.matching.arrays import Ints
from counterclaim.matching.comparison import Compared

Pair = tuple[int, int]


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
    apart = defaultdict(set)
    for a, b in never:
        apart[a].add(b)
        apart[b].add(a)
    groups = {at: [at] for at in range(count)}
    for part in _parts(count, compared, threshold):
        own = _Groups(part, cap, apart)
        for a, b in _tried(part, threshold):
            own.join(a, b, threshold)
        for members in own.members.values():
            for at in members:
                del groups[at]
            groups[min(members)] = members
    return sorted(sorted(members) for members in groups.values())


def _parts(count: int, compared: Compared, threshold: float) -> Iterator[Compared]:
    """The pairs between claims that strong pairs tie, however loosely; only these can join."""
    strong = compared.taken(compared.scores > threshold)
    tied = np.array(_tied(count, strong))
    inner = np.flatnonzero(tied[compared.a] == tied[compared.b])
    order = inner[np.argsort(tied[compared.a[inner]], kind="stable")]
    bounds = np.flatnonzero(np.diff(tied[compared.a[order]])) + 1
    for part in np.split(order, bounds) if len(order) else ():
        yield compared.taken(part)


def _tied(count: int, strong: Compared) -> list[int]:
    """For each position the lowest one that strong pairs tie it to."""
    top = list(range(count))

    def above(at: int) -> int:
        while top[at] != at:
            top[at] = at = top[top[at]]
        return at

    for a, b in zip(strong.a.tolist(), strong.b.tolist(), strict=True):
        one, other = above(a), above(b)
        if one != other:
            top[max(one, other)] = min(one, other)
    return [above(at) for at in range(count)]


def _tried(part: Compared, threshold: float) -> Iterator[Pair]:
    """The pairs above the threshold, best first."""
    strong = part.taken(part.scores > threshold)
    order = np.lexsort((strong.b, strong.a, -strong.scores))
    return zip(strong.a[order].tolist(), strong.b[order].tolist(), strict=True)


class _Groups:
    """Groups under way, with what speaks for joining each two of them."""

    def __init__(self, part: Compared, cap: float, apart: dict[int, set[int]]) -> None:
        self._cap = cap
        self._group = {at: at for at in np.unique((part.a, part.b)).tolist()}
        self.members = {at: [at] for at in self._group}
        self._apart = {at: {*apart[at]} for at in self._group if at in apart}
        # Sums over the compared pairs between groups of how far their scores lie above -cap,
        # which is where the pairs stand that were not compared.
        self._sums: dict[int, dict[int, float]] = {at: {} for at in self._group}
        for a, b in zip(
            *(ends[part.told_apart].tolist() for ends in (part.a, part.b)), strict=True
        ):
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)
        cut = np.minimum(cap, part.scores) + cap
        counts = np.flatnonzero(cut > 0)
        for a, b, more in zip(
            part.a[counts].tolist(), part.b[counts].tolist(), cut[counts].tolist(), strict=True
        ):
            self._sums[a][b] = self._sums[b][a] = more

    def join(self, a: int, b: int, threshold: float) -> None:
        """Join the groups of two positions if the mean score between them is above threshold."""
        one, other = self._group[a], self._group[b]
        if one == other or other in self._apart.get(one, ()):
            return
        pairs = len(self.members[one]) * len(self.members[other])
        if self._sums[one].get(other, 0.0) / pairs - self._cap > threshold:
            fewer = len(self._sums[one]) < len(self._sums[other])
            self._merge(*((other, one) if fewer else (one, other)))

    def _merge(self, kept: int, gone: int) -> None:
        for member in self.members[gone]:
            self._group[member] = kept
        self.members[kept] += self.members.pop(gone)
        self._sums[kept].pop(gone, None)
        for other in self._apart.pop(gone, ()):
            self._apart.setdefault(kept, set()).add(other)
            if other in self._apart:
                self._apart[other].discard(gone)
                self._apart[other].add(kept)
        for other, more in self._sums.pop(gone).items():
            if other == kept:
                continue
            del self._sums[other][gone]
            both = self._sums[kept].get(other, 0.0) + more
            self._sums[kept][other] = self._sums[other][kept] = both


def strongest(group: Ints, compared: Compared) -> Compared:
    """Of each claim, by position, the pair with an earlier claim of its group that holds it best;
    ``group`` numbers the groups of the positions."""
    inner = compared.taken(group[compared.a] == group[compared.b])
    order = np.lexsort((inner.a, inner.scores, inner.b))
    last = np.flatnonzero(np.diff(inner.b[order], append=-1))
    return inner.taken(order[last])
