"""The text of a document in pieces whose place is known, so that words can be chosen from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from re import compile

from markupsafe import Markup

from counterclaim.model import Document, Span
from counterclaim.publishing.blocks import blocks, by_block
from counterclaim.publishing.highlights import painted
from counterclaim.publishing.segments import Mark, segments

_RETURN = compile("\r\n?")


def source_text(
    document: Document, window: Span, marks: Sequence[Mark] = ()
) -> Iterator[tuple[tuple[int, Markup], ...]]:
    """The paragraphs that have a part in the window, each in pieces with the number of their first
    character.

    Line ends of two characters stand between pieces, so that a place in a piece can be counted.
    """
    near = [
        paragraph
        for paragraph in blocks(document.text)
        if paragraph.end > window.start and paragraph.start < window.end
    ]
    placed = ((mark.span, mark) for mark in marks)
    for paragraph, within in zip(near, by_block(near, placed), strict=True):
        yield tuple(_pieces(document.text, paragraph, within))


def _pieces(text: str, paragraph: Span, marks: Iterable[Mark]) -> Iterator[tuple[int, Markup]]:
    held, start = tuple(marks), paragraph.start
    ends = [found.span() for found in _RETURN.finditer(text, paragraph.start, paragraph.end)]
    for end, behind in (*ends, (paragraph.end, paragraph.end)):
        if start < end:
            yield start, painted(segments(text, Span(start, end), held))
        start = behind
