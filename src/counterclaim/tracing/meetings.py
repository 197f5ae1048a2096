"""Pairs of documents that share passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from counterclaim.policy import Policy
from counterclaim.tracing.alignment import Passages, aligned
from counterclaim.tracing.laid import Laid
from counterclaim.tracing.places import portions
from counterclaim.tracing.readings import Mask, Readings
from counterclaim.tracing.seeds import Rows, heads_of
from counterclaim.tracing.words import Numbers


@dataclass(frozen=True, slots=True)
class Meetings:
    """Pairs of documents, by number in the order of comparison, with the passages they share: at
    least one each, by the number of the pair."""

    a: Numbers
    b: Numbers
    passages: Passages

    def __len__(self) -> int:
        return len(self.a)

    @property
    def sides(self) -> tuple[Numbers, Numbers]:
        return self.a, self.b

    @property
    def heads(self) -> Numbers:
        """The first passage of each pair."""
        return heads_of(self.passages.pairs)

    @property
    def equal(self) -> Numbers:
        """How many words are equal in the passages of each pair."""
        return self.sums(self.passages.equal)

    def sums(self, values: Numbers) -> Numbers:
        """What the values of the passages of each pair make together."""
        return np.add.reduceat(values, self.heads) if len(self) else values

    def where(self, keep: Mask) -> Meetings:
        """Some of the pairs."""
        number = np.cumsum(keep) - 1
        held = self.passages.where(keep[self.passages.pairs])
        passages = Passages(number[held.pairs], held.first, held.last, held.equal, held.runs)
        return Meetings(self.a[keep], self.b[keep], passages)


#: The meetings of no documents.
NONE = Meetings(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), Passages.joined(()))


def meetings_of(
    readings: Readings, sides: tuple[Numbers, Numbers], rows: Rows, policy: Policy
) -> Meetings:
    """The pairs that share passages. ``sides`` are the two documents of each pair, ``rows`` their
    runs of equal words by the number of the pair, ascending."""
    numbers = np.unique(np.concatenate(sides))
    laid = Laid.of([readings.words(number) for number in numbers.tolist()])
    places = tuple(numbers.searchsorted(side) for side in sides)
    found = Passages.joined(_portions(laid, (places[0], places[1]), rows, policy))
    heads = heads_of(found.pairs)
    number = np.repeat(np.arange(len(heads)), np.diff(np.append(heads, len(found))))
    met = found.pairs[heads]
    passages = Passages(number, found.first, found.last, found.equal, found.runs)
    return Meetings(sides[0][met], sides[1][met], passages)


def _portions(
    laid: Laid, sides: tuple[Numbers, Numbers], rows: Rows, policy: Policy
) -> Iterator[Passages]:
    for portion in portions(rows.pairs):
        yield aligned(laid, sides, rows.where(portion), policy)
