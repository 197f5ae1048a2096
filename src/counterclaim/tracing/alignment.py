"""Passages grown from runs of equal words, word by word, across small edits."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.policy import Policy
from counterclaim.tracing.seeds import Run


@dataclass(frozen=True, slots=True)
class Alignment:
    """A passage of two documents as the runs of equal words in it, in order in both."""

    runs: tuple[Run, ...]

    @property
    def first(self) -> tuple[int, int]:
        """The passage's first word in each document."""
        return self.runs[0].i, self.runs[0].j

    @property
    def last(self) -> tuple[int, int]:
        """The passage's last word in each document."""
        run = self.runs[-1]
        return run.i + run.length - 1, run.j + run.length - 1

    @property
    def equal(self) -> int:
        """How many words are equal."""
        return sum(run.length for run in self.runs)


def aligned(
    a: Sequence[int], b: Sequence[int], runs: Iterable[Run], policy: Policy
) -> tuple[Alignment, ...]:
    """The passages that two rows of words share, no word in two of them, in order of the first.

    Runs are taken longest first and grown both ways, so that a passage that stands twice in one
    document is matched once, where it matches best.
    """
    taken = _Taken()
    found: list[Alignment] = []
    for run in _by_promise(runs):
        i0, i1, j0, j1 = taken.room(run, len(a), len(b))
        if i0 > run.i or j0 > run.j or i1 < run.i + run.length or j1 < run.j + run.length:
            clipped = _clipped(run, i0, i1, j0, j1)
            if clipped is None:
                continue
            run = clipped
        grown = _grown(a, b, run, (i0, i1, j0, j1), policy)
        taken.add(grown)
        found.append(grown)
    return tuple(sorted(found, key=lambda alignment: alignment.first))


def _by_promise(runs: Iterable[Run]) -> list[Run]:
    """Longest first; among equals those that stand at like places of both documents."""
    return sorted(runs, key=lambda run: (-run.length, abs(run.i - run.j), run.i, run.j))


class _Taken:
    """The words that passages already hold, on both sides."""

    def __init__(self) -> None:
        self._a: list[tuple[int, int]] = [(-1, -1)]
        self._b: list[tuple[int, int]] = [(-1, -1)]

    def room(self, run: Run, na: int, nb: int) -> tuple[int, int, int, int]:
        """The free words around the middle of a run: from and to, in each document."""
        middle = run.length // 2
        return (*_gap(self._a, run.i + middle, na), *_gap(self._b, run.j + middle, nb))

    def add(self, alignment: Alignment) -> None:
        for side, held in enumerate((self._a, self._b)):
            insort(held, (alignment.first[side], alignment.last[side]))


def _gap(held: list[tuple[int, int]], word: int, count: int) -> tuple[int, int]:
    at = bisect_right(held, (word, count))
    low = held[at - 1][1] + 1
    high = held[at][0] if at < len(held) else count
    return low, high


def _clipped(run: Run, i0: int, i1: int, j0: int, j1: int) -> Run | None:
    """The part of a run that lies in free words, if enough of it does."""
    start = max(0, i0 - run.i, j0 - run.j)
    end = min(run.length, i1 - run.i, j1 - run.j)
    return Run(run.i + start, run.j + start, end - start) if end - start >= 3 else None


def _grown(
    a: Sequence[int], b: Sequence[int], run: Run, room: tuple[int, int, int, int], policy: Policy
) -> Alignment:
    i0, i1, j0, j1 = room
    end_i, end_j = run.i + run.length, run.j + run.length
    after = _extended(
        a[end_i : min(i1, end_i + _REACH)], b[end_j : min(j1, end_j + _REACH)], policy
    )
    left = _extended(
        a[max(i0, run.i - _REACH) : run.i][::-1], b[max(j0, run.j - _REACH) : run.j][::-1], policy
    )
    before = tuple(
        Run(run.i - r.i - r.length, run.j - r.j - r.length, r.length) for r in reversed(left)
    )
    behind = tuple(Run(end_i + r.i, end_j + r.j, r.length) for r in after)
    return Alignment(_merged((*before, run, *behind)))


# Words. No passage grows further from its longest run than this: a report is shorter.
_REACH = 4000


def _merged(runs: Sequence[Run]) -> tuple[Run, ...]:
    merged = [runs[0]]
    for run in runs[1:]:
        last = merged[-1]
        if run.i == last.i + last.length and run.j == last.j + last.length:
            merged[-1] = Run(last.i, last.j, last.length + run.length)
        else:
            merged.append(run)
    return tuple(merged)


def _extended(a: Sequence[int], b: Sequence[int], policy: Policy) -> tuple[Run, ...]:
    """Runs that carry a passage on from the beginning of both rows, as far as it pays.

    An equal word gains a point, a word changed, added or left out costs ``trace_edit_cost``; the
    passage ends at its best sum, once the sum has fallen ``trace_edit_slack`` below it.
    """
    runs: list[Run] = []
    best, best_count, score, i, j = 0.0, 0, 0.0, 0, 0
    while True:
        edit = _next_equal(a, b, i, j, policy.trace_edit_words)
        if edit is None:
            break
        di, dj = edit
        score -= policy.trace_edit_cost * max(di, dj)
        if score < best - policy.trace_edit_slack:
            break
        i, j = i + di, j + dj
        length = _equal(a, b, i, j)
        runs.append(Run(i, j, length))
        i, j, score = i + length, j + length, score + length
        if score > best:
            best, best_count = score, len(runs)
    return tuple(runs[:best_count])


def _equal(a: Sequence[int], b: Sequence[int], i: int, j: int) -> int:
    length = 0
    limit = min(len(a) - i, len(b) - j)
    while length < limit and a[i + length] == b[j + length]:
        length += 1
    return length


def _next_equal(
    a: Sequence[int], b: Sequence[int], i: int, j: int, reach: int
) -> tuple[int, int] | None:
    """How far to read on in each row until two words in turn are equal (or one, after one)."""
    if i < len(a) and j < len(b) and a[i] == b[j]:
        return 0, 0
    if i + 1 < len(a) and j + 1 < len(b) and a[i + 1] == b[j + 1]:
        return 1, 1
    return _nearest(a, b, i, j, reach)


def _nearest(
    a: Sequence[int], b: Sequence[int], i: int, j: int, reach: int
) -> tuple[int, int] | None:
    """The fewest words to leave out of both rows, then of the first, before two equal ones."""
    if _twos(a, i, reach).isdisjoint(_twos(b, j, reach)):
        return None
    where: dict[int, list[int]] = {}
    for dj in range(min(reach + 1, len(b) - j - 1)):
        where.setdefault(b[j + dj], []).append(dj)
    found = (
        (di + dj, di)
        for di in range(min(reach + 1, len(a) - i - 1))
        for dj in where.get(a[i + di], ())
        if a[i + di + 1] == b[j + dj + 1]
    )
    total, di = min(found, default=(0, 0))
    return (di, total - di) if total else None


def _twos(row: Sequence[int], at: int, reach: int) -> set[tuple[int, int]]:
    """Each two words in turn that can be reached from a word."""
    return set(zip(row[at : at + reach + 1], row[at + 1 : at + reach + 2], strict=False))
