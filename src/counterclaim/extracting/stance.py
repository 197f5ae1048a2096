"""Words by which a report denies what it tells, or keeps its distance from it.

The guidelines settle which they are: "denied", "has not acknowledged"; "reportedly", "accused of".
The trained model, which has seen few of them, is overruled where one governs the claim.
"""

from __future__ import annotations

import re
from typing import Final

from counterclaim.model import Span
from counterclaim.model.terms import Polarity

_DOUBT: Final = re.compile(
    r"\b(?:alleged(?:ly)?|alleg(?:es|ing|ations?)|reportedly|purported(?:ly)?|unconfirmed|unverified"
    r"|suspected|accus(?:e|es|ed|ing|ations?)|blam(?:e|es|ed|ing)|if confirmed"
    r"|claim(?:s|ed|ing)? that)\b",
    re.IGNORECASE,
)
_DENIAL: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)(?! (?:access|entry|permission))"
    r"|refut(?:e|es|ed|ing)|(?:has|have|had) not acknowledged"
    r"|no (?:casualties|deaths|injuries|one was (?:killed|hurt|wounded|injured))"
    r"|(?:reject|dismiss)(?:s|es|ed|ing)? (?:the )?"
    r"(?:claims?|reports?|accusations?|allegations?))\b",
    re.IGNORECASE,
)
# ", which denies it, said": what is said then is another clause.
_CLAUSE: Final = re.compile(
    r"[;:]|\bbut\b|\bwhile\b|\balthough\b|, (?:said|says|told|added|announced|reported)\b",
    re.IGNORECASE,
)
# Characters before and after the trigger in which such a word governs it: "was killed, it is
# claimed" stands after; a denial hardly ever does.
_REACH: Final = {"denied": (100, 15), "unverified": (120, 60)}


def stance(text: str, sentence: Span, trigger: Span) -> Polarity | None:
    """denied or unverified, where a word of the trigger's clause says so; None where none does."""
    if _governing(_DENIAL, "denied", text, sentence, trigger):
        return "denied"
    if _governing(_DOUBT, "unverified", text, sentence, trigger):
        return "unverified"
    return None


def _governing(words: re.Pattern[str], kind: str, text: str, sentence: Span, trigger: Span) -> bool:
    before, after = _REACH[kind]
    start, end = max(sentence.start, trigger.start - before), trigger.end + after
    return any(
        not _CLAUSE.search(text, *_between(Span(match.start(), match.end()), trigger))
        for match in words.finditer(text, start, min(sentence.end, end))
    )


def _between(a: Span, b: Span) -> tuple[int, int]:
    first, second = sorted((a, b))
    return min(first.end, second.start), second.start
