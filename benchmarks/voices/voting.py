"""Votes on what is right: each source has one, or each independent voice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from counterclaim.reconciling.joined import Joined

Pairs = frozenset[frozenset[str]]  # sources of which one copies the other
NONE: Pairs = frozenset()


def votes(given: Mapping[str, str], pairs: Pairs = NONE) -> Mapping[str, int]:
    """How many voices give each value of one question.

    Sources that copy one another and give the same value are one voice; where a source departs
    from the one it copies, it speaks for itself. As in reconciling, where claims are joined by
    the passage that was copied, not by the papers that printed it.
    """
    if not pairs:
        return Counter(given.values())
    by_value: dict[str, list[str]] = {}
    for source, value in given.items():
        by_value.setdefault(value, []).append(source)
    return {value: len(voices(sources, pairs)) for value, sources in by_value.items()}


def voices(sources: list[str], pairs: Pairs) -> list[list[str]]:
    """Sources that say the same, those that copy one another together."""
    joined = Joined(sources)
    for at, one in enumerate(sources):
        for other in sources[at + 1 :]:
            if frozenset((one, other)) in pairs:
                joined.join(one, other)
    return joined.settled()


def winners(counts: Mapping[str, int]) -> list[str]:
    """The values with most votes, in the order of the alphabet."""
    most = max(counts.values())
    return sorted(value for value, count in counts.items() if count == most)


def winner(given: Mapping[str, str], pairs: Pairs = NONE) -> str:
    values = set(given.values())
    return values.pop() if len(values) == 1 else winners(votes(given, pairs))[0]


def right(counts: Mapping[str, int], truth: str) -> float:
    """1 if the vote finds the truth; if it is tied, the chance that a draw among them does."""
    best = winners(counts)
    return 1 / len(best) if truth in best else 0.0
