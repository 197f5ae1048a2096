"""Groups of claims that answer one question, without chaining.

Average-link clustering: two groups join only if the mean score over all pairs between them stays
above the threshold, so one ambiguous claim cannot tie two facts together; and never if they hold
two claims that a report tells apart by one word ("killed 58, including 11 children").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from counterclaim.matching.comparison import Comparison

Pair = tuple[int, int]


def cluster(
    count: int, compared: Mapping[Pair, Comparison], threshold: float, cap: float
) -> list[list[int]]:
    """Groups of the positions 0 … count - 1, in order.

    ``compared`` holds the pairs (low, high) that were compared; a pair that was not counts as
    ``-cap``. Scores are cut off at ±``cap``, so that no single pair decides alone.
    """
    groups = _Groups(count, compared, cap)
    tried = sorted(
        (pair for pair, found in compared.items() if found.score > threshold),
        key=lambda pair: (-compared[pair].score, pair),
    )
    for a, b in tried:
        groups.join(a, b, threshold)
    return groups.settled()


class _Groups:
    """Groups under way, with the sum of scores between each two of them."""

    def __init__(self, count: int, compared: Mapping[Pair, Comparison], cap: float) -> None:
        self._cap = cap
        self._members = {at: [at] for at in range(count)}
        self._group = list(range(count))
        # Sums and numbers of compared pairs between groups; pairs not compared count as -cap.
        self._sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        self._never: dict[int, set[int]] = defaultdict(set)
        for (a, b), found in compared.items():
            if found.told_apart:
                self._never[a].add(b)
                self._never[b].add(a)
            cut = max(-cap, min(cap, found.score))
            self._sums[a][b] = self._sums[b][a] = (cut, 1)

    def join(self, a: int, b: int, threshold: float) -> None:
        """Join the groups of two positions if the mean score between them is above threshold."""
        one, other = self._group[a], self._group[b]
        if one == other or other in self._never[one]:
            return
        pairs = len(self._members[one]) * len(self._members[other])
        total, compared = self._sums[one].get(other, (0.0, 0))
        if (total - self._cap * (pairs - compared)) / pairs > threshold:
            self._merge(min(one, other), max(one, other))

    def _merge(self, kept: int, gone: int) -> None:
        for member in self._members[gone]:
            self._group[member] = kept
        self._members[kept] += self._members.pop(gone)
        self._sums[kept].pop(gone, None)
        for other in self._never.pop(gone, ()):
            self._never[other] = self._never[other] - {gone} | {kept}
            self._never[kept].add(other)
        for other, (total, compared) in self._sums.pop(gone).items():
            if other == kept:
                continue
            del self._sums[other][gone]
            before, already = self._sums[kept].get(other, (0.0, 0))
            both = (before + total, already + compared)
            self._sums[kept][other] = self._sums[other][kept] = both

    def settled(self) -> list[list[int]]:
        return sorted(sorted(members) for members in self._members.values())


def strongest(members: Sequence[int], compared: Mapping[Pair, Comparison]) -> list[Pair]:
    """For each member but the first, the pair with an earlier member that holds it best."""
    held = []
    for at, member in enumerate(members[1:], start=1):
        pairs = [(earlier, member) for earlier in members[:at] if (earlier, member) in compared]
        if pairs:
            held.append(max(pairs, key=lambda pair: (compared[pair].score, pair)))
    return held
