"""Where a report turns to something else: "Meanwhile", "Another blast", "In Aleppo"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from counterclaim.model import Document, Span

_TURN: Final = re.compile(
    r"[\s\"'“‘]{0,3}(?:Also|Another|Earlier|Elsewhere|In|Last|Later|Meanwhile|Previously|Related"
    r"|Separately|Since)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a claim's sentence begins, and whether the report turns with it."""

    start: int
    turns: bool


def sentence(document: Document, span: Span) -> Sentence:
    """A claim's sentence in the course of its report."""
    return Sentence(span.start, _TURN.match(document.text, span.start, span.end) is not None)


def turn_level(a: Sentence, b: Sentence) -> str:
    """turned, where the report turns with the later of two sentences, or unknown."""
    later = a if a.start > b.start else b
    return "turned" if a.start != b.start and later.turns else "unknown"
