"""What decisions need beside the ledger: what corrected words mean, and where places lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from counterclaim.model import Claim, Document, GroundedClaim, Location


class Desk(Protocol):
    """Those who answer so: ``counterclaim.tables.Tables``."""

    def ground(self, document: Document, claims: Sequence[Claim]) -> Sequence[GroundedClaim]:
        """What the words of a document's claims mean."""

    def locate(self, geonameid: int) -> Location | None:
        """Where the place of a GeoNames number lies, if it is known."""
