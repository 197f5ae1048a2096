"""A claim with what reconciling asks of it: its report, its numbers, whether it is a reprint."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.matching.measures import measure
from counterclaim.model import Claim, Document, GroundedClaim, Span
from counterclaim.model.ranges import Range
from counterclaim.tracing import CopiedPassages

# "updating a previous toll of 112", "up from 112": what stands before a number that is recalled.
_RECALLED = re.compile(
    r"\b(?:(?:previous|earlier|prior|initial|preliminary)\s+(?:\w+\s+)?"
    r"(?:toll|count|figure|number|tally|estimate|report)s?\s+(?:of|at|was|were|put it at)"
    r"|(?:up|down|rising|rose|risen|revised|increased) from)\s*$",
    re.IGNORECASE,
)
_BEFORE = 60  # characters before a number in which such words stand


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim as one report tells it.

    ``copied`` are the claims of other reports, of the same type, that stand in the same passage;
    ``reprint`` is set where a report that appeared before has the claim in that passage: such a
    claim says nothing new, on whatever day it was printed. ``value`` is its number without the
    hedge: 43 of "at least 43", 120 of "up to 120". It is ``counted`` if it gives a number and does
    not deny, ``recalled`` if the text calls the number an earlier one, and ``added`` if it calls it
    one that came on top ("12 names were added").
    """

    grounded: GroundedClaim
    document: Document
    copied: tuple[str, ...]
    reprint: bool
    numbers: Range
    value: int | None
    denies: bool
    counted: bool
    recalled: bool
    added: bool

    @classmethod
    def of(
        cls,
        grounded: GroundedClaim,
        document: Document,
        copied: tuple[str, ...] = (),
        reprint: bool = False,
    ) -> Telling:
        claim = grounded.claim
        denies = claim.polarity == "denied"
        return cls(
            grounded=grounded,
            document=document,
            copied=copied,
            reprint=reprint,
            numbers=claim.bounds,
            value=claim.upper if claim.lower is None else claim.lower,
            denies=denies,
            counted=claim.numbered and not denies,
            recalled=_is_recalled(claim, document),
            added=measure(claim, document.text) == "new",
        )

    @property
    def claim(self) -> Claim:
        return self.grounded.claim

    @property
    def report(self) -> str:
        """The report as reasons name it: "Northwire of 2031-03-03 (r1)"."""
        day = self.document.published
        of = f" of {day.isoformat()}" if day else ""
        return (
            f"{self.document.outlet}{of} ({self.document.id})"
            if self.document.outlet
            else self.document.id
        )


def _is_recalled(claim: Claim, document: Document) -> bool:
    if claim.quantity is None:
        return False
    end = claim.quantity.mention.span.start
    return bool(_RECALLED.search(document.text[max(claim.sentence.start, end - _BEFORE) : end]))


def tellings(
    documents: Sequence[Document], claims: Sequence[GroundedClaim], passages: CopiedPassages
) -> Mapping[str, Telling]:
    """Tellings by claim id, in the order of the claims, which is that of publication."""
    by_id = {document.id: document for document in documents}
    by_document: dict[str, list[Claim]] = {}
    for grounded in claims:
        by_document.setdefault(grounded.claim.document, []).append(grounded.claim)
    told: dict[str, Telling] = {}
    for grounded in claims:
        copied = tuple(_copies(grounded.claim, by_document, passages))
        again = any(told[key].numbers == grounded.claim.bounds for key in copied if key in told)
        document = by_id[grounded.claim.document]
        told[grounded.claim.id] = Telling.of(grounded, document, copied, again)
    return told


def _copies(
    claim: Claim, by_document: Mapping[str, Sequence[Claim]], passages: CopiedPassages
) -> Sequence[str]:
    """Claims of the same type whose sentences the claim's own was copied from or to.

    Where such a sentence makes several, they are those most like the claim: a passage that sets
    one source's number beside another's is copied with both, and they stay two.
    """
    found: list[str] = []
    for document, span in passages.counterparts(claim.document, claim.sentence):
        same = [other for other in by_document.get(document, ()) if other.type == claim.type]
        found += _likest(claim, [other for other in same if _half(span, other.sentence)])
    return found


def _likest(claim: Claim, others: Sequence[Claim]) -> list[str]:
    """Those with the same numbers, else of the same group, else all."""
    numbers = [other.id for other in others if other.bounds == claim.bounds]
    group = [other.id for other in others if other.object_class == claim.object_class]
    return numbers or group or [other.id for other in others]


def _half(span: Span, sentence: Span) -> bool:
    """Whether the copied span covers at least half of the other sentence."""
    covered = min(span.end, sentence.end) - max(span.start, sentence.start)
    return 2 * covered >= len(sentence)
