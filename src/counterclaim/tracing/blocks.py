"""A collection cut by time, so that memory holds a window of it and not the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.model import Document


@dataclass(frozen=True, slots=True)
class Block:
    """Documents, by their number in order of publication: ``own`` are compared with one another
    and with the ``later`` ones, which hold all others within the window and all undated ones."""

    own: range
    later: tuple[range, ...]

    def numbers(self) -> list[int]:
        """All documents that are looked at, in order."""
        return [number for part in (self.own, *self.later) for number in part]


def in_order(documents: Iterable[Document]) -> tuple[list[Document], list[int]]:
    """The documents in order of publication, undated ones last, and the days of the dated ones."""
    ordered = sorted(documents, key=_when)
    return ordered, [d.published.toordinal() for d in ordered if d.published is not None]


def _when(document: Document) -> tuple[bool, int, str]:
    day = document.published
    return day is None, day.toordinal() if day else 0, document.id


def cell_of(day: int, window: int) -> int:
    """The cell of the calendar that a day lies in. A cell is one day longer than the window, so
    that documents at most ``window`` days apart lie in one cell or in two that follow each other.
    """
    return day // (window + 1)


def blocks(days: Sequence[int], undated: int, window: int) -> Iterator[Block]:
    """A block for each cell of the calendar with a document in it, in order; then the undated.

    ``days`` are the dated documents' days, ascending. ``undated`` documents come after them all.
    Cells do not depend on which documents there are: one more changes its own block and the one
    before, and no other.
    """
    cells = np.array(days, dtype=np.int64) // (window + 1)
    heads = np.flatnonzero(np.diff(cells, prepend=-1)).tolist()
    starts = [*heads, len(days), len(days)]
    rest = range(len(days), len(days) + undated)
    for at, first in enumerate(heads):
        last, end = starts[at + 1], starts[at + 2]
        follows = last < len(days) and cells[last] == cells[first] + 1
        yield Block(range(first, last), (range(last, end if follows else last), rest))
    if rest:
        yield Block(rest, ())
