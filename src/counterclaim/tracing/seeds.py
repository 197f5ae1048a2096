"""Runs of five equal words in two documents: where a copied passage may lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.tracing.words import Hashes, Numbers, Words, mixed

# Pairs of places: document, document, word, word.
Rows = npt.NDArray[np.int32]

GRAM = 5
# A page that repeats itself (a menu, a refrain) counts this often at most.
_REPEATS = 3
# Of places too many to compare all with all, each is compared with this many that follow.
_NEXT = 2
# Documents whose 5-grams are worked out at once: enough to be fast, little to hold.
_AT_ONCE = 1000
# Places whose pairs are worked out at once.
_PLACES = 500_000
# Days are small; undated documents sort behind all of them.
_UNDATED = 1 << 22


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` equal words from word ``i`` of document ``a`` and word ``j`` of document ``b``."""

    i: int
    j: int
    length: int


@dataclass(frozen=True, slots=True)
class Places:
    """Every word 5-gram that more than one document has: which 5-gram, counted from 0, ascending,
    then the document and the word at which it begins, in order."""

    grams: Numbers
    documents: Numbers
    positions: Numbers

    def parts(self, size: int) -> Iterator[Places]:
        """The same in turn: parts of about so many places, each with all places of its 5-grams."""
        first = 0
        while first < len(self.grams):
            last = int(
                self.grams.searchsorted(self.grams[min(first + size, len(self.grams)) - 1], "right")
            )
            here = slice(first, last)
            yield Places(self.grams[here], self.documents[here], self.positions[here])
            first = last


def grams_of(hashes: Hashes) -> Hashes:
    """The hash of the five words that begin at each word; empty for fewer than five words."""
    count = len(hashes) - GRAM + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for step in range(GRAM):
        total = mixed(total + hashes[step : step + count])
    return total


def places_of(texts: Sequence[Words]) -> Places:
    """The shared 5-grams of documents. Memory is linear in their words."""
    grams, firsts = _laid_end_to_end(texts)
    order, group = _repeated(grams)
    documents = np.searchsorted(firsts, order, "right") - 1
    keep = _shared(group, documents)
    order, group, documents = order[keep], group[keep], documents[keep]
    keep = _early(group, documents)
    order, group, documents = order[keep], group[keep], documents[keep]
    positions = order - firsts[documents]
    return Places(group.astype(np.int32), documents.astype(np.int32), positions.astype(np.int32))


def _laid_end_to_end(texts: Sequence[Words]) -> tuple[Hashes, Numbers]:
    """The 5-grams of all documents, one document after the other, and where each begins."""
    words = np.array([len(text) for text in texts], dtype=np.int64)
    counts = np.maximum(0, words - GRAM + 1)
    firsts = np.concatenate(([0], np.cumsum(counts)))
    grams = np.empty(int(firsts[-1]), dtype=np.uint64)
    for at in range(0, len(texts), _AT_ONCE):
        here = slice(at, at + _AT_ONCE)
        row = grams_of(np.concatenate([text.hashes for text in texts[here]]))
        begins = np.cumsum(words[here]) - words[here]
        skipped = begins - (firsts[:-1][here] - firsts[at])
        last = firsts[min(at + _AT_ONCE, len(texts))]
        where = np.arange(int(last - firsts[at])) + np.repeat(skipped, counts[here])
        grams[firsts[at] : last] = row[where]
    return grams, firsts[:-1]


def _repeated(grams: Hashes) -> tuple[Numbers, Numbers]:
    """Where the 5-grams stand that stand more than once, equal ones together and in order; and for
    each place the number of its 5-gram.

    A hash and its place are sorted as one number: many times as fast as sorting places by hash.
    The lower bits of the hash give way to the place, and are compared thereafter.
    """
    bits = np.uint64(len(grams).bit_length())
    low = (np.uint64(1) << bits) - np.uint64(1)
    keys = (grams & ~low) | np.arange(len(grams), dtype=np.uint64)
    keys.sort()
    same = (keys[1:] >> bits) == (keys[:-1] >> bits)
    twice = np.zeros(len(keys), dtype=bool)
    twice[1:] |= same
    twice[:-1] |= same
    order = (keys[twice] & low).astype(np.int64)
    high = keys[twice] >> bits
    rest = grams[order]
    if len(order) and _mixed_up(high, rest):
        fine = np.lexsort((order, rest))
        order, rest = order[fine], rest[fine]
    return order, np.cumsum(np.concatenate(([0], rest[1:] != rest[:-1]))[: len(rest)])


def _mixed_up(high: Hashes, rest: Hashes) -> bool:
    """Whether different hashes lie together because their upper bits are equal."""
    return bool(((high[1:] == high[:-1]) & (rest[1:] != rest[:-1])).any())


def _shared(group: Numbers, documents: Numbers) -> npt.NDArray[np.bool_]:
    """Whether the 5-gram at each place stands in more than one document."""
    if not len(group):
        return np.empty(0, dtype=bool)
    starts = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
    ends = np.concatenate((starts[1:], [len(group)])) - 1
    return np.repeat(documents[starts] != documents[ends], np.diff(np.append(starts, len(group))))


def _early(group: Numbers, documents: Numbers) -> npt.NDArray[np.bool_]:
    """Whether the place is among the first few of its 5-gram in its document."""
    early = np.ones(len(group), dtype=bool)
    if len(group) > _REPEATS:
        early[_REPEATS:] = (group[_REPEATS:] != group[:-_REPEATS]) | (
            documents[_REPEATS:] != documents[:-_REPEATS]
        )
    return early


def pairs_of(places: Places, days: Numbers, own: int, window: int, bound: int) -> Rows:
    """Places of equal 5-grams in two documents, as rows (a, b, word in a, word in b), a < b.

    ``days`` is each document's day, ascending, negative where unknown (those last). Documents
    further apart than ``window`` days are not compared, nor are any with later ones but the first
    ``own``. A place that shares its 5-gram with more than ``bound`` later ones is joined to the
    next few only: that still ties a dispatch printed a thousand times into one family, and the
    work grows with the collection, not with its square.
    """
    day = np.where(days < 0, _UNDATED, days - days[days >= 0].min(initial=_UNDATED))
    found = [_pairs(part, day, own, window, bound) for part in places.parts(_PLACES)]
    return np.concatenate([np.empty((0, 4), dtype=np.int32), *found])


def _pairs(places: Places, day: Numbers, own: int, window: int, bound: int) -> Rows:
    group = places.grams.astype(np.int64)
    key = group * (2 * _UNDATED) + day[places.documents]
    here = np.flatnonzero(places.documents < own)
    ends = np.searchsorted(group, group[here], "right")
    near = np.minimum(np.searchsorted(key, key[here] + window, "right"), ends)
    undated = np.searchsorted(key, group[here] * (2 * _UNDATED) + _UNDATED, "left")
    undated = np.maximum(undated, here + 1)
    dated = day[places.documents[here]] < _UNDATED
    firsts = np.concatenate((here + 1, np.where(dated, undated, ends)))
    lasts = np.concatenate((np.where(dated, near, ends), ends))
    many = np.maximum(lasts - firsts, 0)
    totals = many[: len(here)] + many[len(here) :]
    many = np.where(np.tile(totals, 2) > bound, np.minimum(many, _NEXT), many)
    return _laid_out(places, np.tile(here, 2), firsts, many)


def stock_of(places: Places, days: Numbers, bound: int, news: int) -> Places:
    """The places of 5-grams that more than ``bound`` documents have, most of them more than
    ``news`` days apart: stock phrases and background, however seldom two of them are compared.

    What all print within a few days is a dispatch, and no stock phrase.
    """
    starts = np.flatnonzero(np.concatenate(([True], np.diff(places.grams) != 0)))
    counts = np.diff(np.append(starts, len(places.grams)))
    many = counts > bound
    starts, counts = starts[many], counts[many]
    day = days[places.documents]
    spread = day[starts + counts * 9 // 10] - day[starts + counts // 10]
    stock = np.repeat((spread > news) & (day[starts] >= 0), counts)
    where = np.arange(len(stock)) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
    kept = where[stock]
    return Places(places.grams[kept], places.documents[kept], places.positions[kept])


def _laid_out(places: Places, here: Numbers, firsts: Numbers, many: Numbers) -> Rows:
    left = np.repeat(here, many)
    right = np.arange(len(left)) - np.repeat(np.cumsum(many) - many - firsts, many)
    a, b = places.documents[left], places.documents[right]
    apart = a != b
    left, right = left[apart], right[apart]
    return np.stack((a[apart], b[apart], places.positions[left], places.positions[right]), axis=1)


@dataclass(frozen=True, slots=True)
class Enough:
    """How many places of five equal words make two documents worth comparing: at all, and if they
    are of one day. Words in one run make more places than as many words in several."""

    places: int
    on_one_day: int


def runs_of(pairs: Rows, days: Numbers, enough: Enough) -> dict[tuple[int, int], list[Run]]:
    """The unbroken runs of equal words of each pair of documents that shares enough places."""
    pairs = _often(pairs, days, enough)
    if not len(pairs):
        return {}
    a, b, i, j = pairs.T
    order = np.lexsort((i, i - j, b, a))
    a, b, i, j = a[order], b[order], i[order], j[order]
    turns = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    breaks = turns | (np.diff(i - j) != 0) | (np.diff(i) > 1)
    first = np.flatnonzero(np.concatenate(([True], breaks)))
    last = np.append(first[1:], len(a)) - 1
    lengths = i[last] - i[first] + GRAM
    runs: dict[tuple[int, int], list[Run]] = {}
    columns = (column.tolist() for column in (a[first], b[first], i[first], j[first], lengths))
    for p, q, x, y, n in zip(*columns, strict=True):
        runs.setdefault((p, q), []).append(Run(x, y, n))
    return runs


def _often(pairs: Rows, days: Numbers, enough: Enough) -> Rows:
    """Without the pairs of documents that share too few places: nearly all chance meetings."""
    if not len(pairs):
        return pairs
    key = pairs[:, 0].astype(np.int64) * (int(pairs[:, 1].max()) + 1) + pairs[:, 1]
    order = np.argsort(key)
    heads = np.flatnonzero(np.concatenate(([True], np.diff(key[order]) != 0)))
    shared = np.diff(np.append(heads, len(order)))
    a, b = pairs[order[heads], 0], pairs[order[heads], 1]
    asked = np.where(days[a] == days[b], enough.on_one_day, enough.places)
    return pairs[order[np.repeat(shared >= asked, shared)]]
