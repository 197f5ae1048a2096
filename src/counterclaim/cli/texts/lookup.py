"""Records by id, as the texts need them."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterclaim.model import Collection, Document, Entry, GroundedClaim
from counterclaim.review import Standing, history


@dataclass(frozen=True)
class Lookup:
    """A collection's documents, claims, entries and decisions by id, and each claim's entry.

    ``claims`` are also those that reviewers rejected, as the machine read them.
    """

    collection: Collection
    documents: dict[str, Document] = field(init=False)
    claims: dict[str, GroundedClaim] = field(init=False)
    entries: dict[str, Entry] = field(init=False)
    entry_of: dict[str, Entry] = field(init=False)
    decisions: dict[str, Standing] = field(init=False)

    def __post_init__(self) -> None:
        held = self.collection
        object.__setattr__(self, "documents", {d.id: d for d in held.documents})
        claims = {id: claim for id, claim in held.originals.items() if claim is not None}
        claims |= {claim.claim.id: claim for claim in held.claims}
        object.__setattr__(self, "claims", claims)
        object.__setattr__(self, "entries", {e.fact.id: e for e in held.entries})
        object.__setattr__(self, "entry_of", {c: e for e in held.entries for c in e.fact.claims})
        object.__setattr__(self, "decisions", {s.decision.id: s for s in history(held)})
