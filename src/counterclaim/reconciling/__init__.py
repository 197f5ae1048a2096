"""reconcile: who says what on each fact, how many independent voices, what range they leave."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model import Copy, Document, Entry, Fact, GroundedClaim, Origin
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reconciling.arithmetic import checked
from counterclaim.reconciling.control import contests
from counterclaim.reconciling.entries import entry
from counterclaim.reconciling.relations import relations
from counterclaim.reconciling.roots import roots
from counterclaim.reconciling.tellings import tellings
from counterclaim.reconciling.voices import voices
from counterclaim.tracing import CopiedPassages

__all__ = ["reconcile"]


def reconcile(
    documents: Sequence[Document],
    claims: Sequence[GroundedClaim],
    facts: Sequence[Fact],
    copies: Sequence[Copy],
    origins: Sequence[Origin],
    policy: Policy = DEFAULT,
) -> tuple[Entry, ...]:
    """One entry a fact, those with most voices first, then most documents, most claims."""
    told = tellings(documents, claims, CopiedPassages(copies, documents))
    source = roots(told, origins)
    contested = contests(facts, told, source, policy)
    found = []
    for fact in facts:
        heard = voices(fact.id, [told[claim] for claim in fact.claims], source)
        standing = relations(heard, told) + contested.get(fact.id, ())
        found.append(entry(fact, heard, standing, told))
    return tuple(sorted(checked(found), key=_weight))


def _weight(entry: Entry) -> tuple[int, int, int, str]:
    return -len(entry.voices), -len(entry.documents), -len(entry.fact.claims), entry.fact.id
