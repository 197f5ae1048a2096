"""Words by which a report keeps its distance from what it tells: "reportedly", "accused of".

The guidelines settle which they are; the trained model, which has seen few of them, is overruled
where one governs the claim.
"""

from __future__ import annotations

import re
from typing import Final

from counterclaim.model import Span

_BEFORE: Final = 120  # characters before the trigger in which such a word governs it
_AFTER: Final = 60  # and after it: "was killed, activists claimed"
_DOUBT: Final = re.compile(
    r"\b(?:alleged(?:ly)?|alleg(?:es|ing|ations?)|reportedly|purported(?:ly)?|unconfirmed|unverified"
    r"|suspected|accus(?:e|es|ed|ing|ations?)|blam(?:e|es|ed|ing)|if confirmed"
    r"|claim(?:s|ed|ing)? that)\b",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(r"[;:]|\bbut\b|\bwhile\b|\balthough\b", re.IGNORECASE)


def doubted(text: str, sentence: Span, trigger: Span) -> Span | None:
    """The nearest word of doubt in the trigger's clause; None if there is none."""
    start = max(sentence.start, trigger.start - _BEFORE)
    end = min(sentence.end, trigger.end + _AFTER)
    found = [
        Span(match.start(), match.end())
        for match in _DOUBT.finditer(text, start, end)
        if not _CLAUSE.search(text, *_between(Span(match.start(), match.end()), trigger))
    ]
    return min(found, key=lambda span: (_gap(span, trigger), span), default=None)


def _between(a: Span, b: Span) -> tuple[int, int]:
    first, second = sorted((a, b))
    return min(first.end, second.start), second.start


def _gap(a: Span, b: Span) -> int:
    start, end = _between(a, b)
    return end - start
