"""Runs of equal words in two documents: where a copied passage may lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.policy import Policy
from counterclaim.tracing.blocks import Block
from counterclaim.tracing.places import GRAM, LONG, Places, Shared, portions, shared_places
from counterclaim.tracing.readings import Mask, Readings
from counterclaim.tracing.words import Numbers, Words

# Of documents too many to compare all with all, each is compared with this many that follow.
_NEXT = 2
# Days are small; undated documents are near to all others.
_FAR = 1 << 30
# What a number that is sorted can hold, beside its sign.
_BITS = 63


@dataclass(frozen=True, slots=True)
class Rows:
    """Equal words in two documents, one row for each run or place: the pair of documents by number
    (``a * documents + b``, a < b, where ``Seeds`` gives them), the word in each from which they
    are equal, how many are."""

    pairs: Numbers
    i: Numbers
    j: Numbers
    lengths: Numbers

    def __len__(self) -> int:
        return len(self.pairs)

    def where(self, which: Mask | Numbers | slice) -> Rows:
        """Some of the rows."""
        return Rows(self.pairs[which], self.i[which], self.j[which], self.lengths[which])

    @classmethod
    def joined(cls, portions: Iterable[Rows]) -> Rows:
        """Several portions of rows as one."""
        none = np.empty(0, dtype=np.int32)
        rows = [cls(none.astype(np.int64), none, none, none), *portions]
        columns = ([row.pairs for row in rows], [row.i for row in rows])
        more = ([row.j for row in rows], [row.lengths for row in rows])
        return cls(*map(np.concatenate, (*columns, *more)))


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
        return cls(days, own, shared_places(texts, days, policy, own))

    def runs(self, policy: Policy) -> Rows:
        """The unbroken runs of equal words of the pairs of documents that share enough places.

        Documents further apart than ``trace_window_days`` are not compared. Of those that share
        what very many print within days, each is compared with the next few only: that still ties
        a dispatch printed a thousand times into one family, and the work grows with the
        collection, not with its square.
        """
        shared, few = self.shared, policy.trace_common_places
        kinds = ((shared.short, few), (shared.long, few), (shared.news, _NEXT))
        longest = max(int(places.positions.max(initial=0)) for places, _ in kinds)
        found = (
            rows
            for places, reach in kinds
            for rows in self._pairs(places, reach, policy.trace_window_days)
        )
        ordered = sorted_rows(found, len(self.days), longest)
        return Rows.joined(_unbroken(self._often(rows, policy)) for rows in ordered)

    def pair(self, pairs: Numbers) -> tuple[Numbers, Numbers]:
        """The two documents of each row."""
        return pairs // len(self.days), pairs % len(self.days)

    def _pairs(self, places: Places, reach: int, window: int) -> Iterator[Rows]:
        """Each place with the next ones of its words, at most ``reach``."""
        last = np.where(self.days < 0, _FAR, self.days + window)
        for portion in portions(places.grams):
            grams, documents = places.grams[portion], places.documents[portion]
            positions = places.positions[portion]
            here = np.flatnonzero(documents < self.own)
            for step in range(1, reach + 1):
                here = here[: here.searchsorted(len(grams) - step)]
                here = here[grams[here + step] == grams[here]]
                if not len(here):
                    break
                a, b = documents[here], documents[here + step]
                near = (a != b) & (self.days[b] <= last[a])
                pairs = a[near].astype(np.int64) * len(self.days) + b[near]
                lengths = np.full(len(pairs), places.length, dtype=np.int32)
                i = here[near]
                yield Rows(pairs, positions[i], positions[i + step], lengths)

    def _often(self, rows: Rows, policy: Policy) -> Rows:
        """Without the pairs that share too few places: nearly all chance meetings."""
        heads = heads_of(rows.pairs)
        shared = np.diff(np.append(heads, len(rows)))
        a, b = self.pair(rows.pairs[heads])
        one_day = self.days[a] == self.days[b]
        asked = np.where(one_day, policy.trace_day_places, policy.trace_seed_places)
        return rows.where(np.repeat(shared >= asked, shared))


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


def sorted_rows(found: Iterable[Rows], documents: int, longest: int) -> Iterator[Rows]:
    """Rows by pair, by how much further on the words stand in one document, and by word; in
    portions, each pair in one. No word stands further on than ``longest``.

    A row is sorted as one number, if it fits into one: many times as fast as sorting columns.
    """
    word = (longest + 1).bit_length()
    if 2 * word + 2 + (documents * documents).bit_length() > _BITS:
        rows = Rows.joined(found)
        yield rows.where(np.lexsort((rows.lengths, rows.i, rows.i - rows.j, rows.pairs)))
        return
    packed: list[Numbers] = [np.empty(0, dtype=np.int64)]
    for rows in found:
        ahead = (rows.i - rows.j).astype(np.int64) + longest
        row = (rows.pairs << word + 1 | ahead) << word | rows.i
        packed.append(row << 1 | (rows.lengths == LONG))
    keys: Numbers = np.concatenate(packed)
    del packed
    keys.sort()
    for portion in portions(keys, 2 * word + 2):
        key = keys[portion]
        pairs, ahead = key >> 2 * word + 2, key >> word + 1 & (2 << word) - 1
        i = (key >> 1 & (1 << word) - 1).astype(np.int32)
        lengths = np.where(key & 1, LONG, GRAM).astype(np.int32)
        yield Rows(pairs, i, i - (ahead - longest).astype(np.int32), lengths)


def _unbroken(rows: Rows) -> Rows:
    """Rows as ``sorted_rows`` gives them, those joined that run on into each other."""
    if not len(rows):
        return rows
    new, slants = np.ones(len(rows), dtype=bool), rows.i - rows.j
    new[1:] = (rows.pairs[1:] != rows.pairs[:-1]) | (slants[1:] != slants[:-1])
    # Each line's words are counted on from those of the line before, so that all ends ascend.
    ends = rows.i.astype(np.int64) + rows.lengths
    before = np.cumsum(new) * int(ends.max())
    ends = np.maximum.accumulate(before + ends) - before
    new[1:] |= rows.i[1:] > ends[:-1]
    first = np.flatnonzero(new)
    last = np.append(first, len(rows))[1:] - 1
    i = rows.i[first]
    return Rows(rows.pairs[first], i, rows.j[first], (ends[last] - i).astype(np.int32))
