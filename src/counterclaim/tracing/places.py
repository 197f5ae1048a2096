"""Where documents have the same words in turn: five of them, or ten where five are common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.policy import Policy
from counterclaim.tracing.readings import Mask
from counterclaim.tracing.words import Hashes, Numbers, Words, mixed

#: Words in turn that make a place, and those of a long one: two places, one behind the other.
GRAM, LONG = 5, 10
# A page that repeats itself (a menu, a refrain) counts this often at most.
_REPEATS = 3
# An odd number of no other meaning: its powers tell the words of a place by their order.
_BASE = 0x9E3779B97F4A7C15
# Words whose places are worked out at once: what a processor holds near.
_AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True)
class Places:
    """``length`` words in turn that more than one document has: which, by number, ascending; then
    the document and the word at which they begin, in order."""

    length: int
    grams: Numbers
    documents: Numbers
    positions: Numbers

    def __len__(self) -> int:
        return len(self.grams)

    def where(self, keep: Mask) -> Places:
        """Some of the places."""
        return Places(self.length, self.grams[keep], self.documents[keep], self.positions[keep])


@dataclass(frozen=True, slots=True)
class Shared:
    """What documents have in common.

    ``short`` are five words that few documents have; ``long`` ten words that few have, though many
    have their first five or their last; ``news`` ten words that many have within days: a dispatch;
    ``stock`` ten words that many have on days apart: nobody's own.
    """

    short: Places
    long: Places
    news: Places
    stock: Places


def shared_places(texts: Sequence[Words], days: Numbers, policy: Policy) -> Shared:
    """The words in turn that documents have in common, by how common they are.

    ``days`` is each document's day, ascending, negative where unknown (those last). In a large
    collection any five words come back in reports that have nothing to do with each other, so of
    five words that are common the ten are looked at: these are common only where they have been
    copied. Memory and time are linear in the words.
    """
    laid = _Laid.of(texts)
    words, grams = laid.repeated(*laid.grams())
    common = np.bincount(grams)[grams] > policy.trace_rare_places
    short = laid.places(GRAM, words[~common], grams[~common])
    long = laid.places(LONG, *laid.repeated(*laid.doubled(words, grams, common)))
    many = np.bincount(long.grams)[long.grams] > policy.trace_common_places
    stock = many & _wide(long, days, policy.trace_news_days)
    return Shared(short, long.where(~many), long.where(many & ~stock), long.where(stock))


def _wide(places: Places, days: Numbers, news: int) -> Mask:
    """Whether most of the documents that have a place's words lie more than so many days apart."""
    starts = np.flatnonzero(_new(places.grams))
    counts = np.diff(np.append(starts, len(places)))
    day = days[places.documents]
    spread = day[starts + counts * 9 // 10] - day[starts + counts // 10]
    return np.repeat((spread > news) & (day[starts] >= 0), counts)


@dataclass(frozen=True, slots=True)
class _Laid:
    """The words of all documents, one document after the other: hash and document of each word,
    and the first word of each document."""

    hashes: Hashes
    documents: Numbers
    firsts: Numbers

    @classmethod
    def of(cls, texts: Sequence[Words]) -> _Laid:
        sizes = np.array([len(text) for text in texts], dtype=np.int64)
        hashes = np.concatenate([np.empty(0, dtype=np.uint64), *(text.hashes for text in texts)])
        documents = np.repeat(np.arange(len(texts), dtype=np.int32), sizes)
        return cls(hashes, documents, (np.cumsum(sizes) - sizes).astype(np.int32))

    def within(self, words: Numbers, count: int) -> Numbers:
        """Those of the words from which so many lie in one document."""
        words = words[: words.searchsorted(len(self.hashes) - count + 1)]
        whole = self.documents[words + (count - 1)] == self.documents[words]
        within: Numbers = words[whole]
        return within

    def grams(self) -> tuple[Numbers, Hashes]:
        """The words at which five in turn begin, and the hash of these."""
        total = np.empty(max(0, len(self.hashes) - GRAM + 1), dtype=np.uint64)
        turns = [np.uint64(pow(_BASE, turn, 1 << 64)) for turn in range(GRAM)]
        for at in range(0, len(total), _AT_ONCE):
            here = self.hashes[at : at + _AT_ONCE + GRAM - 1]
            size = len(here) - GRAM + 1
            parts = (here[step : step + size] * turn for step, turn in enumerate(turns))
            total[at : at + size] = mixed(np.asarray(sum(parts), dtype=np.uint64))
        words = self.within(np.arange(len(total), dtype=np.int32), GRAM)
        return words, total[words]

    def doubled(self, words: Numbers, grams: Numbers, common: Mask) -> tuple[Numbers, Hashes]:
        """The words at which ten in turn begin of which either five are common, and their hash."""
        number = np.full(len(self.hashes) + GRAM, -1, dtype=np.int32)
        number[words] = grams
        begins = self.within(np.sort(words[common]), LONG)
        begins = begins[number[begins + GRAM] >= 0]
        first, second = number[begins].astype(np.uint64), number[begins + GRAM].astype(np.uint64)
        return begins, mixed(first * np.uint64(_BASE) + second)

    def repeated(self, words: Numbers, hashes: Hashes) -> tuple[Numbers, Numbers]:
        """Of places, by first word and hash, those that several documents have: the words, equal
        places together and in order, and for each the number of its place."""
        order, group = _repeated(hashes)
        words = words[order]
        documents = self.documents[words]
        keep = _shared(group, documents) & _early(group, documents)
        return words[keep], group[keep]

    def places(self, length: int, words: Numbers, grams: Numbers) -> Places:
        documents = self.documents[words]
        return Places(length, grams, documents, words - self.firsts[documents])


def _new(values: Numbers | Hashes) -> Mask:
    """Whether each value is another one than the last."""
    new = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def _repeated(hashes: Hashes) -> tuple[Numbers, Numbers]:
    """Where the hashes stand that stand more than once, equal ones together and in order; and a
    number for each, from 0.

    A hash and its place are sorted as one number: many times as fast as sorting places by hash.
    The lower bits of the hash give way to the place, and are compared thereafter.
    """
    bits = np.uint64(len(hashes).bit_length())
    low = (np.uint64(1) << bits) - np.uint64(1)
    keys = (hashes & ~low) | np.arange(len(hashes), dtype=np.uint64)
    keys.sort()
    high = keys >> bits
    alone = _new(high)
    twice = ~alone
    twice[:-1] |= ~alone[1:]
    order, high = (keys[twice] & low).astype(np.int32), high[twice]
    rest = hashes[order]
    tangled = high[1:][(rest[1:] != rest[:-1]) & (high[1:] == high[:-1])]
    if len(tangled):
        here = np.flatnonzero(np.isin(high, tangled))
        fine = here[np.lexsort((order[here], rest[here], high[here]))]
        order[here], rest[here] = order[fine], rest[fine]
    return order, np.cumsum(_new(rest), dtype=np.int32) - np.int32(1)


def _shared(group: Numbers, documents: Numbers) -> Mask:
    """Whether several documents are in the group of each place; groups are numbered from 0."""
    starts = np.flatnonzero(_new(group))
    ends = np.append(starts, len(group))[1:] - 1
    return np.asarray((documents[starts] != documents[ends])[group], dtype=bool)


def _early(group: Numbers, documents: Numbers) -> Mask:
    """Whether the place is among the first few of its group in its document."""
    early = np.ones(len(group), dtype=bool)
    early[_REPEATS:] = (group[_REPEATS:] != group[:-_REPEATS]) | (
        documents[_REPEATS:] != documents[:-_REPEATS]
    )
    return early
