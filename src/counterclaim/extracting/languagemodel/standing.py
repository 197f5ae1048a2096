"""Where words stand in a text, letter for letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from counterclaim.model import Span

#: Characters. What names a thing, a place or a speaker is shorter.
LONGEST: Final = 300


def standing(text: str, words: str, within: Span) -> Iterator[Span]:
    """Every place in a run of the text that holds these words, whole, in order.

    Only white space may differ: a line break within a name may have become a space.
    """
    parts = words.split()
    if not parts or len(words) > LONGEST:
        return
    before = r"(?<![^\W_])" if parts[0][0].isalnum() else ""
    after = r"(?![^\W_])" if parts[-1][-1].isalnum() else ""
    found = re.compile(before + r"\s+".join(map(re.escape, parts)) + after)
    for match in found.finditer(text, within.start, within.end):
        yield Span(match.start(), match.end())


def nearest(text: str, words: str, to: Span, sentence: Span) -> Span | None:
    """The place of these words that is nearest to another; one in its sentence comes first."""
    places = standing(text, words, Span(0, len(text)))
    return min(
        places, key=lambda span: (not sentence.contains(span), gap(span, to), span), default=None
    )


def gap(a: Span, b: Span) -> int:
    """The characters between two spans; 0 where they touch or overlap."""
    return max(0, b.start - a.end, a.start - b.end)
