"""Sentences that two reports tell in other words, in the same order: a weaker sign of copying."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, pairwise

import numpy as np

from counterclaim.policy import Policy
from counterclaim.tracing.readings import Mask, Reading

_END = re.compile(r"[.!?][\"'”’»)]?\s|\n")
# A word is compared by its first letters, so that "attacked" meets "attacking"; words shorter than
# these carry grammar rather than news. Figures always count.
_STEM, _SHORTEST = 5, 4
# A sentence three times as long tells three times as much: not the same sentence.
_LONGER = 3
# Sentences of a report that are looked at: the news stands in front.
_SENTENCES = 60

Stems = frozenset[str]


def retold(a: Sequence[Stems], b: Sequence[Stems], policy: Policy) -> int:
    """How many sentences of one report the other tells in the same order, in other words or not.

    Both are given as ``telling`` gives them. Two sentences tell the same if they share
    ``trace_retold_words`` telling words, and half of the shorter one's.
    """
    tails: list[int] = []
    all_of_b = frozenset[str]().union(*b)
    for stems in a:
        if len(stems & all_of_b) < policy.trace_retold_words:
            continue
        matches = [j for j, other in enumerate(b) if _alike(stems, other, policy)]
        # Longest increasing row of matches; later ones first, so that each sentence counts once.
        for j in reversed(matches):
            at = bisect_left(tails, j)
            tails[at : at + 1] = [j]
    return len(tails)


def _alike(one: Stems, other: Stems, policy: Policy) -> bool:
    short, long = sorted((len(one), len(other)))
    if long > _LONGER * short:
        return False
    return len(one & other) >= max(policy.trace_retold_words, short / 2)


def telling(reading: Reading, still: Mask | None) -> tuple[Stems, ...]:
    """The telling words of each sentence, in order; sentences with hardly any are left out.

    Quoted words are left out, and standing ones, which ``still`` marks: two reporters may share
    those without having read each other.
    """
    text, words = reading.document.text, reading.words
    counts = ~reading.quoted if still is None else ~reading.quoted & ~still
    places = np.flatnonzero(counts)
    starts, last = words.starts[places], words.ends[places].tolist()
    ends = [match.end() for match in _END.finditer(text)] + [len(text)]
    bounds = starts.searchsorted(ends).tolist()
    stems = [_stem(text[i:j]) for i, j in zip(starts.tolist(), last, strict=True)]
    sentences = (frozenset(stems[i:j]) - {""} for i, j in pairwise((0, *bounds)))
    return tuple(islice((one for one in sentences if len(one) >= _STEM), _SENTENCES))


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    bare = word.casefold()
    if not bare.isalnum():
        bare = "".join(char for char in bare if char.isalnum())
    return bare[:_STEM] if len(bare) >= _SHORTEST or bare.isdigit() else ""
