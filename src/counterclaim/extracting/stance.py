"""Words by which a report denies what it tells, or keeps its distance from it.

The guidelines settle which they are: "denied", "has not acknowledged"; "reportedly", "accused of".
The trained model, which has seen few of them, is overruled where one governs the claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from counterclaim.model import Span
from counterclaim.model.terms import Polarity

# What is said or charged next is another clause: ", which denies it, said", "and accused the army".
_SAID: Final = (
    r"(?:sa(?:id|ys?|ying)|told|add(?:s|ed|ing)|announc(?:es|ed|ing)|report(?:s|ed)|stat(?:es|ed)"
    r"|insist(?:s|ed|ing)|explain(?:s|ed)|maintain(?:s|ed)|suspect(?:s|ed)|estimat(?:es|ed)"
    r"|accus(?:es|ed|ing)|blam(?:es|ed|ing)|claim(?:s|ed|ing)|alleg(?:es|ed|ing)"
    r"|den(?:ies|ied|ying)|reject(?:s|ed|ing))"
)
_CLAUSE: Final = (
    r"[;:]|\b(?:but|while|although|where)\b"
    rf"|(?:,|\b(?:and|which)\b)(?: [\w'’]+){{0,3}}? {_SAID}\b"
)
_RELATIVE: Final = rf"{_CLAUSE}|, (?:which|whose)\b|\bin which\b"
_ENDS: Final = re.compile(_CLAUSE, re.IGNORECASE)
_RELATIVE_ENDS: Final = re.compile(_RELATIVE, re.IGNORECASE)
_DENIAL_ENDS: Final = re.compile(rf"{_RELATIVE}|\band\b", re.IGNORECASE)
_DENIAL: Final = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)(?! (?:access|entry|permission))"
    r"|refut(?:e|es|ed|ing)|(?:has|have|had) not acknowledged"
    r"|no (?:casualties|deaths|injuries|one was (?:killed|hurt|wounded|injured))"
    r"|(?:reject|dismiss)(?:s|es|ed|ing)? (?:the )?"
    r"(?:claims?|reports?|accusations?|allegations?))\b",
    re.IGNORECASE,
)
_DOUBT: Final = re.compile(
    r"\b(?:alleged(?:ly)?|alleg(?:es|ing|ations)|reportedly|purported(?:ly)?|unconfirmed|unverified"
    r"|accus(?:e|es|ed|ing|ations?)|if confirmed|claim(?:s|ed|ing)? that)\b",
    re.IGNORECASE,
)
_BLAME: Final = re.compile(r"\bblam(?:e|es|ed|ing)\b", re.IGNORECASE)
_SUSPICION: Final = re.compile(r"\bsuspected\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Governor:
    """Words that make what follows them denied or unverified: so many characters on, and not
    beyond what ``ends`` their clause."""

    polarity: Polarity
    words: re.Pattern[str]
    reach: int
    ends: re.Pattern[str]


# How far each reaches was counted in annotated reports, ours and others': of "suspected" gas
# attacks the dead are not suspected, and who is blamed is told of next.
_GOVERNORS: Final = (
    Governor("denied", _DENIAL, 100, _DENIAL_ENDS),
    Governor("unverified", _DOUBT, 120, _RELATIVE_ENDS),
    Governor("unverified", _BLAME, 30, _RELATIVE_ENDS),
    Governor("unverified", _SUSPICION, 15, _RELATIVE_ENDS),
)
# What stands behind it all the same: "was hit, it is claimed".
_AFTERTHOUGHT: Final = re.compile(
    r"\b(?:if (?:confirmed|true)|unconfirmed|blamed on|(?:it|as) (?:is|was) (?:claimed|alleged)"
    r"|(?:could not be|has not been) (?:independently )?(?:confirmed|verified))\b",
    re.IGNORECASE,
)
# What is turned down by its name: 'called the figure of 31 "a fabrication"', "is not true".
_TURNED_DOWN: Final = re.compile(
    r"\b(?:fabricat(?:ed|ions?)|a lie|(?:(?:is|are|was|were|as|absolutely|completely|totally)"
    r" (?:false|fake|lies))|untrue|not true|baseless|unfounded|an invention|nonsense"
    r"|information warfare)\b",
    re.IGNORECASE,
)
_AFTER: Final = 60
_LONGEST: Final = 30  # characters of such words


_LATER: Final[tuple[tuple[re.Pattern[str], Polarity], ...]] = (
    (_TURNED_DOWN, "denied"),
    (_AFTERTHOUGHT, "unverified"),
)


def stance(text: str, sentence: Span, trigger: Span) -> Polarity | None:
    """denied or unverified, where a word of the trigger's clause says so; None where none does."""
    for governor in _GOVERNORS:
        if _governs(governor, text, sentence, trigger):
            return governor.polarity
    for later, polarity in _LATER:
        found = later.search(text, trigger.end, min(trigger.end + _AFTER, sentence.end))
        if found and not _ENDS.search(text, trigger.end, found.start()):
            return polarity
    return None


def _governs(governor: Governor, text: str, sentence: Span, trigger: Span) -> bool:
    start = max(sentence.start, trigger.start - governor.reach - _LONGEST)
    return any(
        trigger.start - word.end() <= governor.reach
        and not governor.ends.search(text, word.end(), trigger.end)
        for word in governor.words.finditer(text, start, trigger.end)
    )
