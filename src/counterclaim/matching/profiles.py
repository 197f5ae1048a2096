"""What of a claim is compared: taken out once, so that many comparisons are quick."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from counterclaim.matching.means import Means, means
from counterclaim.matching.measures import Measure, measure
from counterclaim.matching.turns import turns
from counterclaim.matching.wars import War, whole_war
from counterclaim.model import Document, GroundedClaim, Place
from counterclaim.model.terms import ClaimType

_WORD = re.compile(r"[^\W_]+")
# "the headquarters of a group" is about headquarters: what follows these words qualifies.
_QUALIFIERS = frozenset("of in near at on from to belonging for".split())
_LEAD = 250  # characters after the title
_ARTICLES = frozenset("the a an some its his her their other several".split())


@dataclass(frozen=True, slots=True)
class Profile:
    """A claim as the matcher sees it. Days are proleptic ordinals; None is open or unknown.

    ``actor`` and ``side`` are entity ids: of who did it, and of the combatants it was done to.
    ``leading`` is a claim of the title or of the first sentences; with the sentence of one that
    ``turns`` the report turns to something else.
    """

    claim: GroundedClaim
    position: int
    published: int | None
    start: int | None
    end: int | None
    places: tuple[Place, ...]
    object_words: frozenset[str]
    object_head: str | None
    actor: str | None
    side: str | None
    means: Means
    measure: Measure | None
    war: War | None
    in_title: bool
    leading: bool
    turns: bool

    @property
    def type(self) -> ClaimType:
        return self.claim.claim.type

    @property
    def document(self) -> str:
        return self.claim.claim.document


def profile(position: int, grounded: GroundedClaim, document: Document) -> Profile:
    claim, period = grounded.claim, grounded.period
    named = claim.object.text if claim.object else ""
    title = document.title_span
    return Profile(
        claim=grounded,
        position=position,
        published=_ordinal(document.published),
        start=_ordinal(period.start) if period else None,
        end=_ordinal(period.end) if period else None,
        places=grounded.places,
        object_words=frozenset(_WORD.findall(named.casefold())) - _ARTICLES - _QUALIFIERS,
        object_head=head(named),
        actor=grounded.actor.entity.id if grounded.actor else None,
        side=_side(grounded),
        means=means(f"{claim.trigger.text} {named}") or means(claim.sentence.of(document.text)),
        measure=measure(claim, document.text),
        war=whole_war(grounded, document),
        in_title=title is not None and title.overlaps(claim.sentence),
        leading=claim.sentence.start < (title.end if title else 0) + _LEAD,
        turns=turns(document, claim.sentence),
    )


def _side(grounded: GroundedClaim) -> str | None:
    if grounded.object is None or grounded.claim.object_class != "combatants":
        return None
    return grounded.object.entity.id


def head(words: str) -> str | None:
    """The word that a phrase is about: the last one before "of", "in", "near" and the like."""
    last = None
    for word in _WORD.findall(words.casefold()):
        if last and word in _QUALIFIERS:
            break
        if word not in _ARTICLES:
            last = word
    return last.removesuffix("s") if last else None


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None
