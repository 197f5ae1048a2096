"""A claim with what reconciling asks of it: its report, its numbers, whether it is a reprint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model import Claim, Document, GroundedClaim, Span
from counterclaim.model.ranges import Range
from counterclaim.tracing import CopiedPassages


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim as one report tells it.

    ``copied`` are the claims of other reports, of the same type, that stand in the same passage;
    ``reprint`` is set where a report that appeared before has the claim in that passage: such a
    claim says nothing new, on whatever day it was printed.
    """

    grounded: GroundedClaim
    document: Document
    copied: tuple[str, ...] = ()
    reprint: bool = False

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

    @property
    def numbers(self) -> Range:
        return self.claim.bounds

    @property
    def denies(self) -> bool:
        return self.claim.polarity == "denied"

    @property
    def counted(self) -> bool:
        """It gives a number and does not deny."""
        return self.claim.numbered and not self.denies


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
        told[grounded.claim.id] = Telling(grounded, document, copied, again)
    return told


def _copies(
    claim: Claim, by_document: Mapping[str, Sequence[Claim]], passages: CopiedPassages
) -> Sequence[str]:
    """Claims of the same type whose sentences the claim's own was copied from or to."""
    return [
        other.id
        for document, span in passages.counterparts(claim.document, claim.sentence)
        for other in by_document.get(document, ())
        if other.type == claim.type and _half(span, other.sentence)
    ]


def _half(span: Span, sentence: Span) -> bool:
    """Whether the copied span covers at least half of the other sentence."""
    covered = min(span.end, sentence.end) - max(span.start, sentence.start)
    return 2 * covered >= len(sentence)
