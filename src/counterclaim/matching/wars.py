"""Which counts are of a whole war: "more than 280,000 people killed since the war began"."""

from __future__ import annotations

import re
from typing import Final

from counterclaim.matching.means import means
from counterclaim.model import Claim, Document, GroundedClaim
from counterclaim.model.terms import TO_PEOPLE

War = tuple[str, str | None]  # the group that is counted, and the country where it is known

_WAR: Final = (
    r"(?:wars?|conflicts?|uprisings?|revolutions?|revolts?|rebellions?|insurgency|insurgencies"
    r"|unrest|crisis|invasion|hostilities|violence|fighting)"
)
_WHOLE: Final = re.compile(
    rf"\b(?:since|when|after|of|in)\b[^.;]{{0,40}}\b{_WAR}\b[^.;]{{0,20}}"
    r"\b(?:began|begun|erupted|started|broke out|starting|beginning)\b"
    rf"|\b(?:start|outbreak|beginning|onset|eruption) of\b[^.;]{{0,40}}\b{_WAR}\b"
    rf"|\b(?:years?|months?|decades?)(?:[- ](?:old|long))?\b[^.;]{{0,20}}\b{_WAR}\b",
    re.IGNORECASE,
)
# Deaths of one kind within a war.
_PART: Final = re.compile(
    r"\b(?:tortur\w+|jails?|prisons?|detention|custody|detain\w+|siege\w*|besieg\w+|months?)\b",
    re.IGNORECASE,
)
# No single event that reports of our time tell of has had as many.
_MANY: Final = {"killed": 10_000, "wounded": 20_000, "displaced": 500_000}
_SHARE: Final = re.compile(r"[^.;]{0,15}\bhalf\b[^.;]{0,40}\bpopulation\b", re.IGNORECASE)
_EVERYBODY: Final = frozenset({None, "people"})


def whole_war(grounded: GroundedClaim, document: Document) -> War | None:
    """The group and the country of a count over a whole war, or None for any other claim.

    So is read a count of people in a country, or in no place that is named, by no one and by no
    means in particular, which the sentence says is of a war since it began ("the five-year
    conflict"), or which is too large for one event: 10,000 killed, 20,000 wounded, 500,000
    displaced, half of a population.
    """
    claim = grounded.claim
    if claim.type not in TO_PEOPLE or claim.quantity is None or claim.actor or not _wide(grounded):
        return None
    sentence = claim.sentence.of(document.text)
    if _PART.search(sentence) or means(sentence):
        return None
    if not (_WHOLE.search(sentence) or _many(claim, document.text)):
        return None
    group = "people" if claim.object_class in _EVERYBODY else str(claim.object_class)
    return group, grounded.places[0].country if grounded.places else None


def war_level(a: War | None, b: War | None) -> str:
    """same, different (another group or country), one (the other is no count of a war) or none."""
    if a is None and b is None:
        return "none"
    if a is None or b is None:
        return "one"
    same = a[0] == b[0] and (a[1] == b[1] or not (a[1] and b[1]))
    return "same" if same else "different"


def _wide(grounded: GroundedClaim) -> bool:
    return not grounded.places or grounded.places[0].precision == "country"


def _many(claim: Claim, text: str) -> bool:
    assert claim.quantity
    told = text[claim.quantity.mention.span.start : claim.sentence.end]
    least = claim.quantity.lower or claim.quantity.upper or 0
    return least >= _MANY.get(claim.type, _MANY["displaced"]) or bool(_SHARE.match(told))
