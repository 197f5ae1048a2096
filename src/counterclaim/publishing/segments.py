"""A text cut where marks begin and end, so that overlapping marks can be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from counterclaim.model import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters to be marked. ``kind`` is a claim's field, "copied" or "furniture";
    ``label`` says in words what the mark means; ``claims`` whose field it is."""

    span: Span
    kind: str
    label: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters under the same marks, the outermost first."""

    span: Span
    text: str
    marks: tuple[Mark, ...]


def segments(text: str, window: Span, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """The window's characters as segments, in order, together exactly the window's text.

    Marks may overlap in any way and reach beyond the window; those outside it are left out.
    """
    end = min(window.end, len(text))
    within = [m for m in marks if m.span.start < end and window.start < m.span.end]
    cuts = {window.start, end}
    for mark in within:
        cuts |= {max(mark.span.start, window.start), min(mark.span.end, end)}
    edges = sorted(cut for cut in cuts if cut <= end)
    opening = sorted(within, key=lambda mark: mark.span.start, reverse=True)
    active: list[Mark] = []
    result = []
    for left, right in pairwise(edges):
        active = [mark for mark in active if mark.span.end > left]
        while opening and opening[-1].span.start <= left:
            active.append(opening.pop())
        ordered = tuple(sorted(active, key=_depth))
        result.append(Segment(Span(left, right), text[left:right], ordered))
    return tuple(result)


def _depth(mark: Mark) -> tuple[bool, int, Span, str, str]:
    """Passages and furniture lie around fields, long marks around short ones."""
    layer = mark.kind not in ("copied", "furniture")
    return (layer, -len(mark.span), mark.span, mark.kind, mark.label)
