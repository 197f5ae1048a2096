"""Everything that a ledger holds, in memory and in a settled order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.model.copying import Copy, Origin
from counterclaim.model.decision import Decision
from counterclaim.model.document import Document
from counterclaim.model.entry import Entry
from counterclaim.model.grounded import GroundedClaim
from counterclaim.model.problem import Problem
from counterclaim.model.span import Span


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents by publication day (undated last) and id; claims as they stand in them.

    ``entries`` come first those with most voices; ``policy`` is every threshold and choice that
    the ledger was built under, by name; ``problems`` are what could not be read. ``decisions``
    are the reviewers', in order of time; ``claims`` and ``entries`` are as these leave them, and
    ``originals`` says, by claim id, what the machine read of a claim that they changed or
    rejected (None: it read no such claim).
    """

    documents: tuple[Document, ...] = ()
    copies: tuple[Copy, ...] = ()
    origins: tuple[Origin, ...] = ()
    claims: tuple[GroundedClaim, ...] = ()
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    policy: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    originals: Mapping[str, GroundedClaim | None] = field(default_factory=dict)

    @property
    def unfinished(self) -> bool:
        """Whether its documents wait for a build: none ended since they came, or since a newer
        program took the ledger over."""
        return bool(self.documents) and not self.entries and not self.policy


def as_found(
    documents: Sequence[Document],
    claims: Iterable[GroundedClaim],
    originals: Mapping[str, GroundedClaim | None],
) -> tuple[GroundedClaim, ...]:
    """The machine's claims, before any decision: see ``Collection``."""
    found: dict[str, GroundedClaim | None] = {c.claim.id: c for c in claims}
    found.update(originals)
    return in_order(documents, (grounded for grounded in found.values() if grounded))


def in_order(
    documents: Sequence[Document], claims: Iterable[GroundedClaim]
) -> tuple[GroundedClaim, ...]:
    """Claims document by document, within one in the order of their triggers."""
    place = {document.id: at for at, document in enumerate(documents)}

    def standing(grounded: GroundedClaim) -> tuple[int, Span, str]:
        claim = grounded.claim
        return place[claim.document], claim.trigger.span, claim.id

    return tuple(sorted(claims, key=standing))
