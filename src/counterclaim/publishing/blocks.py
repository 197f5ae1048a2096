"""A document's text as paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from counterclaim.model import Span

Item = TypeVar("Item")

# A paragraph longer than this (code points) is cut, so that a text without line ends can still
# be shown in part.
LONGEST = 20_000


def blocks(text: str) -> tuple[Span, ...]:
    """The runs of lines between blank lines, without the line end after them, in order.

    Every character that is no white space lies in exactly one of them.
    """
    return tuple(part for block in _runs(text) for part in _pieces(block))


def by_block(
    paragraphs: Sequence[Span], items: Iterable[tuple[Span, Item]]
) -> tuple[tuple[Item, ...], ...]:
    """For each paragraph the items whose span overlaps it, in the given order."""
    found: list[list[Item]] = [[] for _ in paragraphs]
    for span, item in items:
        first = bisect_right(paragraphs, span.start, key=lambda paragraph: paragraph.end)
        for i in range(first, len(paragraphs)):
            if paragraphs[i].start >= span.end:
                break
            found[i].append(item)
    return tuple(tuple(group) for group in found)


def holding(paragraphs: Sequence[Span], position: int) -> int | None:
    """The number of the paragraph that a character lies in, from 0; None between paragraphs."""
    i = bisect_right(paragraphs, position, key=lambda paragraph: paragraph.start) - 1
    return i if i >= 0 and position < paragraphs[i].end else None


def _runs(text: str) -> Iterator[Span]:
    start: int | None = None
    position = end = 0
    for line in text.split("\n"):
        if line.strip():
            start = position if start is None else start
            end = position + len(line)
        elif start is not None:
            yield Span(start, end)
            start = None
        position += len(line) + 1
    if start is not None:
        yield Span(start, end)


def _pieces(block: Span) -> Iterator[Span]:
    for start in range(block.start, block.end, LONGEST):
        yield Span(start, min(start + LONGEST, block.end))
