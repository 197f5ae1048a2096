"""A collection cut by time, so that memory holds a window of it and not the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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


def blocks(days: Sequence[int], undated: int, window: int) -> Iterator[Block]:
    """Blocks of dated documents, as long as the window and in order, then the undated ones.

    ``days`` are the dated documents' days, ascending; documents at most ``window`` days apart lie
    in one block or in two that follow each other. ``undated`` documents come after them all.
    """
    starts = _starts(days, window)
    rest = range(len(days), len(days) + undated)
    for at, first in enumerate(starts[:-1]):
        last = starts[at + 1]
        behind = range(last, starts[at + 2]) if at + 2 < len(starts) else range(0)
        yield Block(range(first, last), (behind, rest))
    if rest:
        yield Block(rest, ())


def _starts(days: Sequence[int], window: int) -> list[int]:
    """Where each block begins, and the end of the last."""
    starts = [0] if days else []
    for number, day in enumerate(days):
        if day > days[starts[-1]] + window:
            starts.append(number)
    return [*starts, len(days)]
