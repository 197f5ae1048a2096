"""Runs of five equal words in two documents: where a copied passage may lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.tracing.words import Hashes, Numbers, Words, mixed

GRAM = 5
# A page that repeats itself (a menu, a refrain) counts this often at most.
_REPEATS = 3
# Of places too many to compare all with all, each is compared with this many that follow.
_NEXT = 2
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
    """Every word 5-gram that more than one document has, by hash, then document, then word."""

    grams: Hashes
    documents: Numbers
    positions: Numbers


def grams_of(words: Words) -> Hashes:
    """The hash of the five words that begin at each word; empty for fewer than five words."""
    count = len(words) - GRAM + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    total = np.zeros(count, dtype=np.uint64)
    for step in range(GRAM):
        total = mixed(total + words.hashes[step : step + count])
    return total


def places_of(texts: Sequence[Words]) -> Places:
    """The shared 5-grams of a collection. Memory is linear in the words of the collection."""
    rows = [grams_of(words) for words in texts]
    counts = np.array([len(row) for row in rows], dtype=np.int64)
    grams = np.concatenate(rows) if rows else np.empty(0, dtype=np.uint64)
    documents = np.repeat(np.arange(len(rows)), counts)
    positions = np.arange(len(grams)) - np.repeat(np.cumsum(counts) - counts, counts)
    order = np.argsort(grams, kind="stable")
    grams, documents, positions = grams[order], documents[order], positions[order]
    keep = _shared(grams, documents) & _early(grams, documents)
    return Places(grams[keep], documents[keep], positions[keep])


def _shared(grams: Hashes, documents: Numbers) -> npt.NDArray[np.bool_]:
    """Whether the 5-gram at each place stands in more than one document."""
    if not len(grams):
        return np.empty(0, dtype=bool)
    starts = np.flatnonzero(np.concatenate(([True], grams[1:] != grams[:-1])))
    ends = np.concatenate((starts[1:], [len(grams)])) - 1
    return np.repeat(documents[starts] != documents[ends], np.diff(np.append(starts, len(grams))))


def _early(grams: Hashes, documents: Numbers) -> npt.NDArray[np.bool_]:
    """Whether the place is among the first few of its 5-gram in its document."""
    early = np.ones(len(grams), dtype=bool)
    if len(grams) > _REPEATS:
        early[_REPEATS:] = (grams[_REPEATS:] != grams[:-_REPEATS]) | (
            documents[_REPEATS:] != documents[:-_REPEATS]
        )
    return early


def pairs_of(places: Places, days: Numbers, window: int, bound: int) -> npt.NDArray[np.int64]:
    """Places of equal 5-grams in two documents, as rows (a, b, word in a, word in b), a < b.

    ``days`` is each document's day, ascending, negative where unknown (those last). Documents
    further apart than ``window`` days are not compared. A place that shares its 5-gram with more
    than ``bound`` later ones is joined to the next few only: that still ties a dispatch printed a
    thousand times into one family, and the work grows with the collection, not with its square.
    """
    if not len(places.grams):
        return np.empty((0, 4), dtype=np.int64)
    day = np.where(days < 0, _UNDATED, days - days[days >= 0].min(initial=0) if len(days) else 0)
    group = np.cumsum(np.concatenate(([0], (places.grams[1:] != places.grams[:-1]).astype(int))))
    key = group * (2 * _UNDATED) + day[places.documents]
    here = np.arange(len(key))
    ends = np.searchsorted(group, group, "right")
    near = np.minimum(np.searchsorted(key, key + window, "right"), ends)
    undated = np.maximum(np.searchsorted(key, group * (2 * _UNDATED) + _UNDATED, "left"), here + 1)
    dated = day[places.documents] < _UNDATED
    firsts = np.concatenate((here + 1, np.where(dated, undated, ends)))
    lasts = np.concatenate((np.where(dated, near, ends), ends))
    many = np.maximum(lasts - firsts, 0)
    totals = many[: len(here)] + many[len(here) :]
    many = np.where(np.tile(totals, 2) > bound, np.minimum(many, _NEXT), many)
    return _laid_out(places, np.tile(here, 2), firsts, many)


def _laid_out(
    places: Places, here: Numbers, firsts: Numbers, many: Numbers
) -> npt.NDArray[np.int64]:
    left = np.repeat(here, many)
    right = np.arange(len(left)) - np.repeat(np.cumsum(many) - many - firsts, many)
    a, b = places.documents[left], places.documents[right]
    apart = a != b
    left, right = left[apart], right[apart]
    return np.stack(
        (a[apart], b[apart], places.positions[left], places.positions[right]), axis=1
    ).astype(np.int64)


def runs_of(pairs: npt.NDArray[np.int64], enough: int) -> dict[tuple[int, int], list[Run]]:
    """The unbroken runs of equal words of each pair of documents that has ``enough`` such words."""
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
    a, b, i, j = a[first], b[first], i[first], j[first]
    heads = np.flatnonzero(np.concatenate(([True], (a[1:] != a[:-1]) | (b[1:] != b[:-1]))))
    sizes = np.diff(np.append(heads, len(a)))
    keep = np.repeat(np.add.reduceat(lengths, heads) >= enough, sizes)
    runs: dict[tuple[int, int], list[Run]] = {}
    columns = (column[keep].tolist() for column in (a, b, i, j, lengths))
    for p, q, x, y, n in zip(*columns, strict=True):
        runs.setdefault((p, q), []).append(Run(x, y, n))
    return runs
