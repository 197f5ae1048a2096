"""Runs of equal words in two documents: where a copied passage may lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.policy import Policy
from counterclaim.tracing.blocks import Block
from counterclaim.tracing.places import Places, Shared, shared_places
from counterclaim.tracing.readings import Readings
from counterclaim.tracing.words import Numbers, Words

# Of documents too many to compare all with all, each is compared with this many that follow.
_NEXT = 2
# Days are small; undated documents are near to all others.
_FAR = 1 << 30


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` equal words from word ``i`` of document ``a`` and word ``j`` of document ``b``."""

    i: int
    j: int
    length: int


@dataclass(frozen=True, slots=True)
class Rows:
    """Equal words in two documents, one row for each run or place: the two documents as one number
    (``a * documents + b``, a < b), the word in each from which they are equal, how many are."""

    pairs: Numbers
    i: Numbers
    j: Numbers
    lengths: Numbers

    def __len__(self) -> int:
        return len(self.pairs)


@dataclass(frozen=True, slots=True)
class Seeds:
    """Documents that lie within a time, by their days, and the words that they have in common.

    Days ascend, and are negative where unknown (those last). The first ``own`` are compared with
    one another and with all others.
    """

    days: Numbers
    own: int
    shared: Shared

    @classmethod
    def of(cls, texts: Sequence[Words], days: Numbers, own: int, policy: Policy) -> Seeds:
        return cls(days, own, shared_places(texts, days, policy))

    def runs(self, policy: Policy) -> Rows:
        """The unbroken runs of equal words of the pairs of documents that share enough places.

        Documents further apart than ``trace_window_days`` are not compared. Of those that share
        what very many print within days, each is compared with the next few only: that still ties
        a dispatch printed a thousand times into one family, and the work grows with the
        collection, not with its square.
        """
        shared, few = self.shared, policy.trace_common_places
        found = [
            rows
            for places, reach in ((shared.short, few), (shared.long, few), (shared.news, _NEXT))
            for rows in self._pairs(places, reach, policy.trace_window_days)
        ]
        return _joined(self._often(found, policy))

    def pair(self, pairs: Numbers) -> tuple[Numbers, Numbers]:
        """The two documents of each row."""
        return pairs // len(self.days), pairs % len(self.days)

    def _pairs(self, places: Places, reach: int, window: int) -> Iterator[Rows]:
        """Each place with the next ones of its words, at most ``reach``."""
        last = np.where(self.days < 0, _FAR, self.days + window)
        here = np.flatnonzero(places.documents < self.own)
        for step in range(1, reach + 1):
            here = here[: here.searchsorted(len(places) - step)]
            here = here[places.grams[here + step] == places.grams[here]]
            if not len(here):
                return
            a, b = places.documents[here], places.documents[here + step]
            near = here[(a != b) & (self.days[b] <= last[a])]
            a, b = places.documents[near], places.documents[near + step]
            i, j = places.positions[near], places.positions[near + step]
            pairs = a.astype(np.int64) * len(self.days) + b
            yield Rows(pairs, i, j, np.full(len(near), places.length, dtype=np.int8))

    def _often(self, found: Sequence[Rows], policy: Policy) -> Rows:
        """In order, without the pairs that share too few places: nearly all chance meetings."""
        pairs = np.concatenate([np.empty(0, dtype=np.int64), *(rows.pairs for rows in found)])
        order = np.argsort(pairs)
        pairs = pairs[order]
        heads = heads_of(pairs)
        shared = np.diff(np.append(heads, len(order)))
        a, b = self.pair(pairs[heads])
        one_day = self.days[a] == self.days[b]
        asked = np.where(one_day, policy.trace_day_places, policy.trace_seed_places)
        keep = np.repeat(shared >= asked, shared)
        order = order[keep]
        i, j, lengths = (
            np.concatenate([np.empty(0, dtype=np.int32), *columns])[order]
            for columns in (
                [rows.i for rows in found],
                [rows.j for rows in found],
                [rows.lengths for rows in found],
            )
        )
        return Rows(pairs[keep], i, j, lengths)


def seeds_of(readings: Readings, block: Block, days: Sequence[int], policy: Policy) -> Seeds:
    """What the documents of a block share; ``days`` are those of all dated documents."""
    numbers = block.numbers()
    day = np.array([days[n] if n < len(days) else -1 for n in numbers], dtype=np.int32)
    return Seeds.of([readings.words(n) for n in numbers], day, len(block.own), policy)


def heads_of(pairs: Numbers) -> Numbers:
    """Where each pair of documents begins, in rows in order of pairs."""
    new = np.ones(len(pairs), dtype=bool)
    np.not_equal(pairs[1:], pairs[:-1], out=new[1:])
    return np.flatnonzero(new)


def _joined(rows: Rows) -> Rows:
    """Rows in order of pairs, those joined that run on into each other in both documents."""
    if not len(rows):
        return rows
    ranks = np.cumsum(np.diff(rows.pairs, prepend=-1) != 0)
    slants = rows.i.astype(np.int64) - rows.j
    lines = ranks * (int(slants.max()) - int(slants.min()) + 1) + slants
    order = np.lexsort((rows.i, lines))
    lines, i = lines[order], rows.i[order].astype(np.int64)
    new = np.ones(len(order), dtype=bool)
    np.not_equal(lines[1:], lines[:-1], out=new[1:])
    # Each line's words are counted on from those of the line before, so that all ends ascend.
    ends = i + rows.lengths[order]
    before = np.cumsum(new) * int(ends.max())
    ends = np.maximum.accumulate(before + ends) - before
    new[1:] |= i[1:] > ends[:-1]
    first = np.flatnonzero(new)
    last = np.append(first, len(order))[1:] - 1
    begins = order[first]
    return Rows(rows.pairs[begins], i[first], rows.j[begins], ends[last] - i[first])
