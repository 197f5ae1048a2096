"""Where a report turns to something else: "Meanwhile", "Another blast", "In Aleppo"."""

from __future__ import annotations

import re
from typing import Final

from counterclaim.model import Document, Span

_TURN: Final = re.compile(
    r"[\s\"'“‘]{0,3}(?:Also|Another|Earlier|Elsewhere|In|Last|Later|Meanwhile|Previously|Related"
    r"|Separately|Since)\b"
)


def turns(document: Document, sentence: Span) -> bool:
    """Whether the report turns with a sentence."""
    return _TURN.match(document.text, sentence.start, sentence.end) is not None


def turn_level(a: tuple[int, bool], b: tuple[int, bool]) -> str:
    """turned, where the report turns with the later of two sentences, or unknown. Of each sentence
    the first character is given, and whether the report turns with it."""
    return "turned" if a[0] != b[0] and max(a, b)[1] else "unknown"
