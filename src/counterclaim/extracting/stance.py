"""Words by which a report denies what it tells, or keeps its distance from it.

The guidelines settle which they are: "denied", "has not acknowledged"; "reportedly", "accused of".
The trained model, which has seen few of them, is overruled where one governs the claim.
"""

from __future__ import annotations

import re
from typing import Final

from counterclaim.model import Span
from counterclaim.model.terms import Polarity

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
    r"|suspected|accus(?:e|es|ed|ing|ations?)|blam(?:e|es|ed|ing)|if confirmed"
    r"|claim(?:s|ed|ing)? that)\b",
    re.IGNORECASE,
)
# Such a word governs what follows it so many characters on. Before it only these are doubted: of
# "killed in a suspected gas attack" the dead are not, nor what "the army, which blamed others" did.
_REACH: Final = {"denied": 100, "unverified": 120}
_AFTERTHOUGHT: Final = re.compile(
    r"\b(?:if (?:confirmed|true)|unconfirmed|blamed on|(?:it|as) (?:is|was) (?:claimed|alleged)"
    r"|(?:could not be|has not been) (?:independently )?(?:confirmed|verified))\b",
    re.IGNORECASE,
)
_AFTER: Final = 60
# What is said or charged next is another clause: ", which denies it, said", "and accused the army".
_SAID: Final = (
    r"(?:sa(?:id|ys?|ying)|told|add(?:s|ed|ing)|announc(?:es|ed|ing)|report(?:s|ed)|stat(?:es|ed)"
    r"|insist(?:s|ed|ing)|explain(?:s|ed)|maintain(?:s|ed)|suspect(?:s|ed)|estimat(?:es|ed)"
    r"|accus(?:es|ed|ing)|blam(?:es|ed|ing)|claim(?:s|ed|ing)|alleg(?:es|ed|ing)"
    r"|den(?:ies|ied|ying)|reject(?:s|ed|ing))"
)
_CLAUSE: Final = re.compile(
    r"[;:]|\b(?:but|while|although|where)\b"
    rf"|(?:,|\b(?:and|which)\b)(?: [\w'’]+){{0,3}}? {_SAID}\b",
    re.IGNORECASE,
)


def stance(text: str, sentence: Span, trigger: Span) -> Polarity | None:
    """denied or unverified, where a word of the trigger's clause says so; None where none does."""
    if _governed(_DENIAL, "denied", text, sentence, trigger):
        return "denied"
    if _governed(_DOUBT, "unverified", text, sentence, trigger):
        return "unverified"
    later = _AFTERTHOUGHT.search(text, trigger.end, min(trigger.end + _AFTER, sentence.end))
    if later and not _CLAUSE.search(text, trigger.end, later.start()):
        return "unverified"
    return None


def _governed(words: re.Pattern[str], kind: str, text: str, sentence: Span, trigger: Span) -> bool:
    start = max(sentence.start, trigger.start - _REACH[kind])
    return any(
        not _CLAUSE.search(text, match.end(), trigger.end)
        for match in words.finditer(text, start, trigger.end)
    )
