"""What a count measures: those that came to it anew, or all of them up to now."""

from __future__ import annotations

import re
from typing import Final, Literal

from counterclaim.model import Claim
from counterclaim.model.terms import TO_PEOPLE

Measure = Literal["new", "total"]

_REACH: Final = 80  # characters before a number: a clause
# "More than 12" is a hedge, "12 more" an addition, but not in "killed 3 and wounded 12 more".
_MORE: Final = r"(?:another|additional|further|more(?!\s+than))"
_ADDED: Final = re.compile(rf"\b{_MORE}\b", re.IGNORECASE)
_ADDED_BEFORE: Final = re.compile(rf"\b{_MORE}\s*$", re.IGNORECASE)
_ADDED_AFTER: Final = re.compile(
    r"\s*(?:\w+\s+)?(?:more\b(?!\s+than)|(?:was|were|(?:has|have) been) added\b)", re.IGNORECASE
)
_OF_DEAD: Final = re.compile(r"\b(?:kill|dead|death|die|dying|lives)", re.IGNORECASE)
# "The toll may rise because dozens …" gives no total.
_STEP: Final = r"(?:\s+(?!due\b|because\b|as\b|may\b|might\b|could\b|likely\b|expected\b)\w+)"
_ALL: Final = re.compile(
    rf"(?:\b(?:total|toll|tally){_STEP}{{0,5}}?\s+(?:of|to|at|is|was|reach(?:es|ed)?|hit|stands)"
    rf"|\b(?:rises|rose|risen|rising|climbs|climbed|climbing|brings|bringing|brought|raises|raised"
    rf"|raising){_STEP}{{0,5}}?\s+to)\s*$",
    re.IGNORECASE,
)


def measure(claim: Claim, text: str) -> Measure | None:
    """ "new" for "12 more were killed" and "12 names were added", "total" for "bringing the total
    to 84" and "the toll rises to 84"; None where the words beside a number do not say, or there is
    no number."""
    if claim.quantity is None or not claim.numbered or claim.type not in TO_PEOPLE:
        return None
    span, sentence = claim.quantity.mention.span, claim.sentence
    before = text[max(sentence.start, span.start - _REACH) : span.start]
    if _ALL.search(before):
        return "total"
    if claim.type != "killed" and _OF_DEAD.search(text[sentence.start : span.start]):
        return None
    after = text[span.end : max(span.end, sentence.end)]
    added = (
        _ADDED.search(claim.quantity.mention.text)
        or _ADDED_BEFORE.search(before)
        or _ADDED_AFTER.match(after)
    )
    return "new" if added else None
