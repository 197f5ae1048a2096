"""Places of a copied passage that are surely the same on both sides."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np

from counterclaim.model import Passage
from counterclaim.tracing.words import Hashes, Numbers, words_of


@dataclass(frozen=True, slots=True)
class Anchors:
    """Characters of one text, ascending, and those of the other text that answer them."""

    here: tuple[int, ...]
    there: tuple[int, ...]

    def answer(self, place: int) -> int:
        """The character of the other text at a place of this one, between its two anchors."""
        at = min(max(bisect_right(self.here, place), 1), len(self.here) - 1)
        x, y = self.here[at - 1], self.here[at]
        u, v = self.there[at - 1], self.there[at]
        return u + (place - x) * (v - u) // max(1, y - x)


def ends_of(passage: Passage) -> Anchors:
    """The two ends of a passage alone, where its texts are not at hand."""
    return Anchors((passage.a.start, passage.a.end), (passage.b.start, passage.b.end))


def anchors_of(passage: Passage, a: str, b: str) -> Anchors:
    """The ends of a passage and every word between that each side has once, in the same order."""
    ends = ends_of(passage)
    left, right = words_of(passage.a.of(a)), words_of(passage.b.of(b))
    i, j = _met_once(left.hashes, right.hashes)
    inner = (left.starts[i] > 0) & (right.starts[j] > 0)
    i, j = i[inner], j[inner]
    rise = _rising(j)
    here = (left.starts[i[rise]] + passage.a.start).tolist()
    there = (right.starts[j[rise]] + passage.b.start).tolist()
    return Anchors((ends.here[0], *here, ends.here[1]), (ends.there[0], *there, ends.there[1]))


def _met_once(a: Hashes, b: Hashes) -> tuple[Numbers, Numbers]:
    """Positions of the words that stand exactly once in each row, in the order of the first."""
    one, at_one, many_one = np.unique(a, return_index=True, return_counts=True)
    two, at_two, many_two = np.unique(b, return_index=True, return_counts=True)
    one, at_one = one[many_one == 1], at_one[many_one == 1]
    two, at_two = two[many_two == 1], at_two[many_two == 1]
    _, p, q = np.intersect1d(one, two, assume_unique=True, return_indices=True)
    order = np.argsort(at_one[p])
    return at_one[p][order], at_two[q][order]


def _rising(values: Numbers) -> list[int]:
    """Indices of a longest rising row among the values."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values.tolist()):
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [index]
        before.append(ends[at - 1] if at else -1)
    row, index = [], ends[-1] if ends else -1
    while index >= 0:
        row.append(index)
        index = before[index]
    return row[::-1]
