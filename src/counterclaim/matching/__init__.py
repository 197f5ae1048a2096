"""match: which claims answer the same question, and which questions lie within others."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.matching.candidates import pairs
from counterclaim.matching.clusters import cluster
from counterclaim.matching.comparison import compare
from counterclaim.matching.facts import fact
from counterclaim.matching.profiles import Likeness, profile
from counterclaim.matching.scopes import contained
from counterclaim.model import Document, Fact, GroundedClaim
from counterclaim.policy import DEFAULT, Policy

__all__ = ["match"]


def match(
    documents: Sequence[Document], claims: Sequence[GroundedClaim], policy: Policy = DEFAULT
) -> tuple[Fact, ...]:
    """Group claims into facts. Claims come in order of publication; so do the facts' claims.

    Every claim is in exactly one fact. The order of the facts is that of their first claims.
    """
    by_id = {document.id: document for document in documents}
    alike = Likeness(documents)
    profiles = [profile(at, claim, by_id[claim.claim.document]) for at, claim in enumerate(claims)]
    compared = {
        (a, b): compare(profiles[a], profiles[b], alike) for a, b in pairs(profiles, policy)
    }
    groups = cluster(len(profiles), compared, policy.match_threshold, policy.match_cap)
    return contained([fact([profiles[at] for at in group], compared) for group in groups])
