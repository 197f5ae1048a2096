"""Where documents have the same words in turn: five of them, or ten where five are common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from counterclaim.policy import Policy
from counterclaim.tracing.laid import Laid
from counterclaim.tracing.readings import Mask
from counterclaim.tracing.words import Hashes, Numbers, Words, mixed

#: Words in turn that make a place, and those of a long one: two places, one behind the other.
GRAM, LONG = 5, 10
# A page that repeats itself (a menu, a refrain) counts this often at most.
_REPEATS = 3
# An odd number of no other meaning: its powers tell the words of a place by their order.
_BASE = np.uint64(0x9E3779B97F4A7C15)
#: Rows that are worked on at once: what a processor holds near.
PORTION = 1 << 16


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


def shared_places(
    texts: Sequence[Words], days: Numbers, policy: Policy, own: int | None = None
) -> Shared:
    """The words in turn that documents have in common, by how common they are.

    ``days`` is each document's day, ascending, negative where unknown (those last). With ``own``
    only words count that one of so many first documents may have. In a large collection any five
    words come back in reports that have nothing to do with each other, so of five words that are
    common the ten are looked at: these are common only where they have been copied. Memory is
    linear in the words, time nearly so.
    """
    laid = _Laid.of(texts)
    begins, hashes = laid.fives(len(texts) if own is None else own)
    number = np.full(len(laid.hashes) + GRAM, -1, dtype=np.int32)
    common = np.zeros(len(laid.hashes), dtype=bool)
    rare: list[tuple[Numbers, Numbers]] = []
    for words, grams in laid.repeated(begins, hashes):
        number[words] = grams
        many = _counts(grams) > policy.trace_rare_places
        common[words[many]] = True
        rare.append((words[~many], grams[~many]))
    del begins, hashes
    short = laid.places(GRAM, rare)
    long = laid.places(LONG, laid.repeated(*laid.tens(number, common)))
    many = _counts(long.grams) > policy.trace_common_places
    stock = many & _wide(long, days, policy.trace_news_days)
    return Shared(short, long.where(~many), long.where(many & ~stock), long.where(stock))


def portions(numbers: Numbers, bits: int = 0) -> Iterator[slice]:
    """Slices of some size of a row of ascending numbers; those that are equal but for so many last
    bits lie in one."""
    first = 0
    while first < len(numbers):
        last = int(numbers[min(first + PORTION, len(numbers)) - 1])
        border = int(numbers.searchsorted(last | (1 << bits) - 1, "right"))
        yield slice(first, border)
        first = border


def _counts(grams: Numbers) -> Numbers:
    """How often the number at each place stands among numbers that ascend."""
    return np.bincount(grams - grams[0])[grams - grams[0]] if len(grams) else grams


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
        laid = Laid.of(texts)
        documents = np.repeat(np.arange(len(texts), dtype=np.int32), laid.sizes)
        return cls(laid.hashes, documents, laid.firsts.astype(np.int32))

    def fives(self, own: int) -> tuple[Numbers, Hashes]:
        """The words at which five in turn begin, and the hash of these: all of the first ``own``
        documents, and of the others those that may stand in these."""
        end = max(0, len(self.hashes) - GRAM + 1)
        border = min(end, int(self.firsts[own])) if own < len(self.firsts) else end
        found = [self._fives(at, min(at + PORTION, border)) for at in range(0, border, PORTION)]
        if border < end:
            met = _Met.of([grams for _, grams in found])
            for at in range(border, end, PORTION):
                words, grams = self._fives(at, min(at + PORTION, end))
                again = met.may_have(grams)
                found.append((words[again], grams[again]))
        return _columns(found, np.uint64)

    def _fives(self, first: int, last: int) -> tuple[Numbers, Hashes]:
        size = last - first
        total = self.hashes[first:last] * _BASE
        for turn in range(1, GRAM):
            total += self.hashes[first + turn : last + turn]
            total *= _BASE
        documents = self.documents[first : last + GRAM - 1]
        whole = np.flatnonzero(documents[GRAM - 1 :] == documents[:size])
        return (whole + first).astype(np.int32), mixed(total[whole])

    def tens(self, number: Numbers, common: Mask) -> tuple[Numbers, Hashes]:
        """The words at which ten in turn begin of which the first five are common, and their hash:
        ``number`` tells the five words that begin at each word, and is negative where no other
        document has them."""
        end = max(0, len(self.hashes) - LONG + 1)
        found = []
        for at in range(0, end, PORTION):
            words = np.flatnonzero(common[at : min(at + PORTION, end)]) + at
            whole = self.documents[words + (LONG - 1)] == self.documents[words]
            words = words[whole & (number[words + GRAM] >= 0)]
            first, second = number[words].astype(np.uint64), number[words + GRAM].astype(np.uint64)
            found.append((words.astype(np.int32), mixed(first * _BASE + second)))
        return _columns(found, np.uint64)

    def repeated(self, words: Numbers, hashes: Hashes) -> Iterator[tuple[Numbers, Numbers]]:
        """Of places, by first word and hash, those that several documents have: the words, equal
        places together and in order, and for each the number of its place. In portions."""
        for order, group in _repeated(hashes):
            here = words[order]
            documents = self.documents[here]
            keep = _shared(group - group[0], documents) & _early(group, documents)
            yield here[keep], group[keep]

    def places(self, length: int, found: Iterable[tuple[Numbers, Numbers]]) -> Places:
        words, grams = _columns(found, np.int32)
        documents = self.documents[words]
        return Places(length, grams, documents, words - self.firsts[documents])


@dataclass(frozen=True, slots=True)
class _Met:
    """Hashes by their first bits: enough to say of most others that they are not among them."""

    table: Mask
    shift: np.uint64

    @classmethod
    def of(cls, portions: Sequence[Hashes]) -> _Met:
        bits = min(27, 4 + sum(map(len, portions)).bit_length())
        table, shift = np.zeros(1 << bits, dtype=bool), np.uint64(64 - bits)
        for hashes in portions:
            table[hashes >> shift] = True
        return cls(table, shift)

    def may_have(self, hashes: Hashes) -> Mask:
        return np.asarray(self.table[hashes >> self.shift])


def _columns(found: Iterable[tuple[Numbers, Any]], kind: type[Any]) -> tuple[Numbers, Any]:
    """Portions of words and of what belongs to them, each as one row."""
    rows = [(np.empty(0, dtype=np.int32), np.empty(0, dtype=kind)), *found]
    return np.concatenate([words for words, _ in rows]), np.concatenate([more for _, more in rows])


def _new(values: Numbers | Hashes) -> Mask:
    """Whether each value is another one than the last."""
    new = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def _repeated(hashes: Hashes) -> Iterator[tuple[Numbers, Numbers]]:
    """Where the hashes stand that stand more than once, equal ones together and in order; and a
    number for each, from 0. In portions, none of them empty.

    A hash and its place are sorted as one number: many times as fast as sorting places by hash.
    The lower bits of the hash give way to the place, and are compared thereafter.
    """
    bits = np.uint64(len(hashes).bit_length())
    low = (np.uint64(1) << bits) - np.uint64(1)
    keys = hashes & ~low
    for at in range(0, len(keys), PORTION):
        part = keys[at : at + PORTION]
        part |= np.arange(at, at + len(part), dtype=np.uint64)
    keys.sort()
    first = number = 0
    while first < len(keys):
        end = keys[min(first + PORTION, len(keys)) - 1] | low
        last = int(keys.searchsorted(end, "right"))
        order, group = _grouped(keys[first:last], hashes, bits, low)
        first = last
        if len(order):
            yield order, group + np.int32(number)
            number += int(group[-1]) + 1


def _grouped(
    keys: Hashes, hashes: Hashes, bits: np.uint64, low: np.uint64
) -> tuple[Numbers, Numbers]:
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
