"""What of a claim is compared: taken out once, so that many comparisons are quick."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from counterclaim.matching.means import Means, means
from counterclaim.model import Document, GroundedClaim, Place

_WORD = re.compile(r"[^\W_]+")
# Words that stand in any report of any event and tell nothing of which one.
_COMMON = frozenset(
    "the and for with from that this said was were are has have had its his her their they who "
    "which after before also not but than over more least about near killed wounded dead people "
    "civilians government forces attack attacks says according would could into other were been "
    "when where while there some most many them one two three last year years".split()
)
# "the headquarters of a group" is about headquarters: what follows these words qualifies.
_QUALIFIERS = frozenset("of in near at on from to belonging for".split())
_ARTICLES = frozenset("the a an some its his her their other several".split())

Bag = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Profile:
    """A claim as the matcher sees it. Days are proleptic ordinals; None is open or unknown.

    ``actor`` and ``side`` are entity ids: of who did it, and of the combatants it was done to.
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
    sentence: Bag
    means: Means
    in_title: bool


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
        sentence=bag(claim.sentence.of(document.text)),
        means=means(f"{claim.trigger.text} {named}") or means(claim.sentence.of(document.text)),
        in_title=title is not None and title.overlaps(claim.sentence),
    )


def _side(grounded: GroundedClaim) -> str | None:
    if grounded.object is None or grounded.claim.object_class != "combatants":
        return None
    return grounded.object.entity.id


class Likeness:
    """How alike two documents are in their words, 0 to 1; each pair is reckoned once."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._bags = {document.id: bag(document.text) for document in documents}
        self._known: dict[tuple[str, str], float] = {}

    def __call__(self, a: str, b: str) -> float:
        pair = (a, b) if a < b else (b, a)
        if pair not in self._known:
            self._known[pair] = likeness(self._bags[pair[0]], self._bags[pair[1]])
        return self._known[pair]


def bag(text: str) -> Bag:
    """Words that may tell an event from another, each weighed 1 + ln(times), scaled to length 1."""
    counts = Counter(word for word in _WORD.findall(text.casefold()) if _telling(word))
    weights = {word: 1 + math.log(times) for word, times in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()}


def likeness(a: Bag, b: Bag) -> float:
    """Cosine of two bags, 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[word] for word, weight in a.items() if word in b)


def head(words: str) -> str | None:
    """The word that a phrase is about: the last one before "of", "in", "near" and the like."""
    last = None
    for word in _WORD.findall(words.casefold()):
        if last and word in _QUALIFIERS:
            break
        if word not in _ARTICLES:
            last = word
    return last.removesuffix("s") if last else None


def _telling(word: str) -> bool:
    return word not in _COMMON and (len(word) > 3 or word.isdecimal())


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None
