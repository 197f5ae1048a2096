"""A claim with what reconciling asks of it: its report, its day, its root."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model import Claim, Document, GroundedClaim


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim as one report tells it."""

    grounded: GroundedClaim
    document: Document

    @property
    def claim(self) -> Claim:
        return self.grounded.claim

    @property
    def counted(self) -> bool:
        """It gives a number and does not deny."""
        numbered = self.claim.lower is not None or self.claim.upper is not None
        return numbered and self.claim.polarity != "denied"


def tellings(
    documents: Sequence[Document], claims: Sequence[GroundedClaim]
) -> Mapping[str, Telling]:
    """Tellings by claim id."""
    by_id = {document.id: document for document in documents}
    return {c.claim.id: Telling(c, by_id[c.claim.document]) for c in claims}
