"""Groups join by the mean of all pairs between them, best pairs first."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.matching.clusters import cluster
from counterclaim.matching.comparison import Compared

Pairs = dict[tuple[int, int], tuple[float, bool]]

COUNT, THRESHOLD, CAP = 7, -1.5, 6.0
PAIRS = [(a, b) for a in range(COUNT) for b in range(a + 1, COUNT)]
# Quarters, so that sums are the same in whatever order they are made.
SCORES = st.integers(-32, 32).map(lambda quarters: quarters / 4)


def found(pairs: Pairs, never: list[tuple[int, int]]) -> list[list[int]]:
    held = sorted(pairs)
    compared = Compared(
        np.array([a for a, _ in held], np.int64),
        np.array([b for _, b in held], np.int64),
        np.array([pairs[pair][0] for pair in held], np.float64),
        np.array([pairs[pair][1] for pair in held], np.bool_),
    )
    return cluster(COUNT, compared, THRESHOLD, CAP, never)


def expected(pairs: Pairs, never: list[tuple[int, int]]) -> list[list[int]]:
    """The same, pair by pair, with nothing kept."""
    groups = {at: [at] for at in range(COUNT)}
    apart = {frozenset(pair) for pair in (*never, *(p for p, (_, told) in pairs.items() if told))}
    strong = [pair for pair, (score, _) in pairs.items() if score > THRESHOLD]
    for a, b in sorted(strong, key=lambda pair: (-pairs[pair][0], pair)):
        between = [(min(pair), max(pair)) for pair in product(groups[a], groups[b])]
        scores = [max(-CAP, min(CAP, pairs.get(pair, (-CAP, False))[0])) for pair in between]
        mean = sum(scores) / len(scores)
        held_apart = any(frozenset(pair) in apart for pair in between)
        if groups[a] is not groups[b] and mean > THRESHOLD and not held_apart:
            both = groups[a] + groups[b]
            groups |= dict.fromkeys(both, both)
    return sorted({tuple(sorted(group)): sorted(group) for group in groups.values()}.values())


@given(
    st.dictionaries(
        st.sampled_from(PAIRS), st.tuples(SCORES, st.sampled_from([False] * 5 + [True]))
    ),
    st.lists(st.sampled_from(PAIRS), max_size=2),
)
def test_groups_are_those_of_trying_every_pair(pairs: Pairs, never: list[tuple[int, int]]) -> None:
    assert found(pairs, never) == expected(pairs, never)


def test_one_ambiguous_claim_does_not_tie_two_facts_together() -> None:
    pairs = {(0, 1): (5.0, False), (2, 3): (5.0, False), (1, 2): (1.0, False)}
    assert found(pairs, [])[:2] == [[0, 1], [2, 3]]
