"""Passages grown from runs of equal words, word by word, across small edits: many pairs at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from counterclaim.policy import Policy
from counterclaim.tracing.laid import Laid, each_of
from counterclaim.tracing.readings import Mask
from counterclaim.tracing.seeds import Rows, heads_of
from counterclaim.tracing.words import Hashes, Numbers

# Words. No passage grows further from its longest run than this: a report is shorter.
_REACH = 4000
# Words of a run. What is left of one beside another passage counts from here on.
_LEAST = 3
# Runs of two documents that are looked at, the longest: two long lists in another order have more.
_MOST = 1000
# Words that are compared at once when a run is followed.
_STRIDE = 16
# What stands where a row of words has ended: equal to no word, and not on both sides.
_NO_WORD, _NO_OTHER = np.uint64(0), np.uint64(1)


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages by the number of their pair of documents, ascending, and in order of the first.

    ``first`` and ``last`` are the first and the last word of each in the two documents, in two
    rows; ``equal`` tells how many words are equal. ``runs`` are their runs of equal words, by the
    number of the passage.
    """

    pairs: Numbers
    first: Numbers
    last: Numbers
    equal: Numbers
    runs: Rows

    def __len__(self) -> int:
        return len(self.pairs)

    @classmethod
    def of(cls, runs: Rows, pairs: Numbers) -> Passages:
        """Runs by the number of their passage, ascending and in order, with the passages' pairs."""
        heads = heads_of(runs.pairs)
        tails = np.append(heads, len(runs))[1:] - 1
        first = np.stack((runs.i[heads], runs.j[heads]))
        last = np.stack((runs.i[tails], runs.j[tails])) + runs.lengths[tails] - 1
        equal = np.add.reduceat(runs.lengths, heads) if len(heads) else runs.lengths
        return cls(pairs, first, last, equal, runs)

    def where(self, keep: Mask) -> Passages:
        """Some of the passages, their runs numbered anew; pairs keep their numbers."""
        number = np.cumsum(keep) - 1
        runs = self.runs.where(keep[self.runs.pairs])
        runs = Rows(number[runs.pairs], runs.i, runs.j, runs.lengths)
        first, last = self.first[:, keep], self.last[:, keep]
        return Passages(self.pairs[keep], first, last, self.equal[keep], runs)

    @classmethod
    def joined(cls, portions: Iterable[Passages]) -> Passages:
        """Several portions as one, with the numbers of pairs that they have."""
        none = Rows.joined(())
        found = [cls.of(none, none.pairs), *portions]
        firsts = np.cumsum([0, *(len(portion) for portion in found)])
        runs = Rows.joined(
            Rows(held.pairs + number, held.i, held.j, held.lengths)
            for number, held in zip(firsts.tolist(), (one.runs for one in found), strict=False)
        )
        return cls(
            np.concatenate([one.pairs for one in found]),
            np.concatenate([one.first for one in found], axis=1),
            np.concatenate([one.last for one in found], axis=1),
            np.concatenate([one.equal for one in found]),
            runs,
        )


def aligned(laid: Laid, sides: tuple[Numbers, Numbers], rows: Rows, policy: Policy) -> Passages:
    """The passages that pairs of documents share, no word in two of one pair.

    ``sides`` are the two documents of each pair, by number in ``laid``; ``rows`` the runs by the
    number of their pair, ascending. Runs are taken longest first and grown both ways, so that a
    passage that stands twice in one document is matched once, where it matches best. Passages of
    fewer than ``trace_passage_words`` are left out.
    """
    rows = _by_promise(rows)
    ends = [laid.sizes[side][rows.pairs] for side in sides]
    rooms = np.stack((np.zeros_like(ends[0]), ends[0], np.zeros_like(ends[1]), ends[1]))
    found: list[Rows] = []
    while len(rows):
        taken = heads_of(rows.pairs)
        runs = _clipped(rows.where(taken), rooms[:, taken])
        grown = _grown(laid, sides, runs, rooms[:, taken], policy)
        found.append(Rows(runs.pairs[grown.pairs], grown.i, grown.j, grown.lengths))
        rows, rooms = _left(rows, rooms, taken, Passages.of(grown, runs.pairs))
    return _in_order(found, policy)


def _by_promise(rows: Rows) -> Rows:
    """Of each pair the longest first; among equals those that stand at like places of both
    documents."""
    rows = rows.where(
        np.lexsort((rows.j, rows.i, np.abs(rows.i - rows.j), -rows.lengths, rows.pairs))
    )
    counts = np.diff(np.append(heads_of(rows.pairs), len(rows)))
    return rows.where(each_of(np.zeros_like(counts), counts) < _MOST)


def _clipped(runs: Rows, rooms: Numbers) -> Rows:
    """The part of each run that lies in free words."""
    start, end = _free(runs, rooms)
    return Rows(runs.pairs, runs.i + start, runs.j + start, end - start)


def _free(runs: Rows, rooms: Numbers) -> tuple[Numbers, Numbers]:
    start = np.maximum(0, np.maximum(rooms[0] - runs.i, rooms[2] - runs.j))
    end = np.minimum(runs.lengths, np.minimum(rooms[1] - runs.i, rooms[3] - runs.j))
    return start, end


def _left(rows: Rows, rooms: Numbers, taken: Numbers, grown: Passages) -> tuple[Rows, Numbers]:
    """The rows of which enough lies beside the passages that the taken ones have grown into, with
    the free words around the middle of each: from and to, in each document."""
    rest = np.ones(len(rows), dtype=bool)
    rest[taken] = False
    beside = np.repeat(np.arange(len(taken)), np.diff(np.append(taken, len(rows))))[rest]
    rows, rooms = rows.where(rest), rooms[:, rest]
    for side, begins in enumerate((rows.i, rows.j)):
        first, last = grown.first[side][beside], grown.last[side][beside]
        behind = first <= begins + rows.lengths // 2
        low, high = rooms[2 * side], rooms[2 * side + 1]
        np.copyto(low, np.maximum(low, last + 1), where=behind)
        np.copyto(high, np.minimum(high, first), where=~behind)
    start, end = _free(rows, rooms)
    enough = end - start >= _LEAST
    return rows.where(enough), rooms[:, enough]


def _in_order(found: list[Rows], policy: Policy) -> Passages:
    """Passages, each the runs of one pair in one turn, in order."""
    runs = Rows.joined(found)
    turn = np.repeat(np.arange(len(found)), [len(rows) for rows in found])
    order = np.lexsort((runs.i, runs.pairs))
    runs, turn = runs.where(order), turn[order]
    new = np.ones(len(runs), dtype=bool)
    new[1:] = (runs.pairs[1:] != runs.pairs[:-1]) | (turn[1:] != turn[:-1])
    numbered = Rows(np.cumsum(new) - 1, runs.i, runs.j, runs.lengths)
    passages = Passages.of(numbered, runs.pairs[new])
    return passages.where(passages.equal >= policy.trace_passage_words)


def _grown(
    laid: Laid, sides: tuple[Numbers, Numbers], runs: Rows, rooms: Numbers, policy: Policy
) -> Rows:
    """Each run, one for a pair, with those that carry it on in both directions: by the number of
    the run, in order."""
    here = [
        laid.firsts[side[runs.pairs]] + begins
        for side, begins in zip(sides, (runs.i, runs.j), strict=True)
    ]
    behind = _extended(
        laid.hashes,
        (here[0] + runs.lengths, here[1] + runs.lengths),
        (rooms[1] - runs.i - runs.lengths, rooms[3] - runs.j - runs.lengths),
        1,
        policy,
    )
    before = _extended(
        laid.hashes, (here[0] - 1, here[1] - 1), (runs.i - rooms[0], runs.j - rooms[2]), -1, policy
    )
    i, j = runs.i[before.pairs] - before.i, runs.j[before.pairs] - before.j
    k = behind.pairs
    grown = Rows.joined(
        (
            Rows(before.pairs, i - before.lengths, j - before.lengths, before.lengths),
            Rows(np.arange(len(runs)), runs.i, runs.j, runs.lengths),
            Rows(k, behind.i + (runs.i + runs.lengths)[k], behind.j + (runs.j + runs.lengths)[k],
                 behind.lengths),
        )
    )  # fmt: skip
    return _merged(grown.where(np.lexsort((grown.i, grown.pairs))))


def _merged(runs: Rows) -> Rows:
    """Runs in order, those made one that follow each other in both documents."""
    new = np.ones(len(runs), dtype=bool)
    before, after = slice(None, -1), slice(1, None)
    new[after] = runs.pairs[after] != runs.pairs[before]
    for begins in (runs.i, runs.j):
        new[after] |= begins[before] + runs.lengths[before] != begins[after]
    heads = np.flatnonzero(new)
    lengths = np.add.reduceat(runs.lengths, heads)
    return Rows(runs.pairs[heads], runs.i[heads], runs.j[heads], lengths)


def _extended(
    hashes: Hashes,
    begins: tuple[Numbers, Numbers],
    rooms: tuple[Numbers, Numbers],
    turn: int,
    policy: Policy,
) -> Rows:
    """Runs that carry passages on, as far as it pays, by the number of the passage, with the words
    counted from where it is carried on: at ``begins`` in ``hashes``, forwards or, with a ``turn``
    of -1, backwards, for so many words as there is room.

    An equal word gains a point, a word changed, added or left out costs ``trace_edit_cost``; the
    passage ends at its best sum, once the sum has fallen ``trace_edit_slack`` below it.
    """
    count = len(begins[0])
    score, best = np.zeros(count), np.zeros(count)
    kept = np.zeros(count, dtype=np.int32)
    left, right = (
        _Side(hashes, begin, turn, np.minimum(room, _REACH), none)
        for begin, room, none in zip(begins, rooms, (_NO_WORD, _NO_OTHER), strict=True)
    )
    live = np.arange(count)
    i, j = np.zeros((2, count), dtype=np.int32)
    steps: list[Rows] = []
    while len(live):
        met, di, dj = _next_equal(left, right, live, i[live], j[live], policy.trace_edit_words)
        live, di, dj = live[met], di[met], dj[met]
        score[live] -= policy.trace_edit_cost * np.maximum(di, dj)
        pays = score[live] >= best[live] - policy.trace_edit_slack
        live, di, dj = live[pays], di[pays], dj[pays]
        i[live] += di
        j[live] += dj
        lengths = _equal(left, right, live, i[live], j[live])
        steps.append(Rows(live, i[live], j[live], lengths))
        i[live] += lengths
        j[live] += lengths
        score[live] += lengths
        better = live[score[live] > best[live]]
        best[better], kept[better] = score[better], len(steps)
    return Rows.joined(step.where(at < kept[step.pairs]) for at, step in enumerate(steps))


@dataclass(frozen=True, slots=True)
class _Side:
    """Where the words of one side of passages are read: from where, which way, how many, and what
    stands for those that lie beyond."""

    hashes: Hashes
    begins: Numbers
    turn: int
    room: Numbers
    none: np.uint64

    def words(self, which: Numbers, at: Numbers, count: int) -> Hashes:
        """So many words from the place on, of some of the passages: one row for each."""
        steps: Numbers = at[:, None] + np.arange(count)
        places: Numbers = self.begins[which][:, None] + self.turn * steps
        words: Hashes = self.hashes.take(places, mode="clip")
        words[steps >= self.room[which][:, None]] = self.none
        return words


def _equal(left: _Side, right: _Side, which: Numbers, i: Numbers, j: Numbers) -> Numbers:
    """How many words from two places on are equal."""
    lengths = np.zeros(len(which), dtype=np.int32)
    live = np.arange(len(which))
    while len(live):
        at = lengths[live]
        differ = left.words(which[live], i[live] + at, _STRIDE) != right.words(
            which[live], j[live] + at, _STRIDE
        )
        ends = differ.any(axis=1)
        lengths[live] += np.where(ends, differ.argmax(axis=1), _STRIDE).astype(np.int32)
        live = live[~ends]
    return lengths


def _next_equal(
    left: _Side, right: _Side, which: Numbers, i: Numbers, j: Numbers, reach: int
) -> tuple[Mask, Numbers, Numbers]:
    """Whether, and how far on in each row, two words in turn are equal (or one: the very next, or
    the one after). The fewest words are left out of both rows, then of the first."""
    a, b = left.words(which, i, reach + 2), right.words(which, j, reach + 2)
    equal = a[:, :, None] == b[:, None, :]
    twos = equal[:, :-1, :-1] & equal[:, 1:, 1:]
    order, di, dj = _edits(reach)
    found = np.concatenate(
        (equal[:, :1, 0], equal[:, 1:2, 1], twos.reshape(len(twos), -1)[:, order]), axis=1
    )
    first = found.argmax(axis=1)
    return np.asarray(found.any(axis=1)), di[first], dj[first]


@cache
def _edits(reach: int) -> tuple[Numbers, Numbers, Numbers]:
    """The order in which words are left out of two rows, the first row's varying slowest; and how
    many of each in turn, after none and one of both."""
    i, j = (side.ravel() for side in np.indices((reach + 1, reach + 1), dtype=np.int32))
    order = np.lexsort((i, i + j))
    return (
        order,
        np.append((0, 1), i[order]).astype(np.int32),
        np.append((0, 1), j[order]).astype(np.int32),
    )
