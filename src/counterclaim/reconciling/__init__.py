"""reconcile: who says what on each fact, how many independent voices, what range they leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.model import (
    UNBOUND,
    Bonds,
    Copy,
    Document,
    Entry,
    Fact,
    GroundedClaim,
    Origin,
)
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reconciling.arithmetic import checked
from counterclaim.reconciling.control import contests
from counterclaim.reconciling.entries import entry
from counterclaim.reconciling.own_estimate import chosen
from counterclaim.reconciling.relations import relations
from counterclaim.reconciling.roots import roots
from counterclaim.reconciling.tellings import Telling, tellings
from counterclaim.reconciling.voices import voices
from counterclaim.review import among
from counterclaim.tracing import CopiedPassages
from counterclaim.uncollected import uncollected

__all__ = ["answered", "checked", "chosen", "reconcile", "tellings"]


@uncollected()
def reconcile(
    documents: Sequence[Document],
    claims: Sequence[GroundedClaim],
    facts: Sequence[Fact],
    copies: Sequence[Copy],
    origins: Sequence[Origin],
    policy: Policy = DEFAULT,
    bonds: Bonds = UNBOUND,
) -> tuple[Entry, ...]:
    """One entry a fact, those with most voices first, then most documents, most claims.

    ``policy.estimate`` chooses the best value; the range is of all voices, whichever is taken.
    ``bonds`` are what reviewers decided on which claims are one voice, and which are not.
    """
    told = tellings(documents, claims, CopiedPassages(copies, documents))
    found = answered(facts, told, origins, policy, bonds)
    return tuple(sorted(checked(found, told), key=_weight))


@uncollected()
def answered(
    facts: Sequence[Fact],
    told: Mapping[str, Telling],
    origins: Sequence[Origin],
    policy: Policy,
    bonds: Bonds,
    beside: Sequence[Fact] = (),
) -> list[Entry]:
    """An entry for each fact, but for what lies across facts (see ``checked``).

    ``beside`` are further facts with claims on control, against which those of ``facts`` are held.
    """
    source = roots(told, origins)
    # Of claims of one day the one that is told of first comes first, whichever is asked about.
    place = {claim: at for at, claim in enumerate(told)}
    every = sorted([*facts, *beside], key=lambda fact: place[fact.claims[0]])
    contested = contests(every, told, source, policy)
    bound = {c for bond in (*bonds.together, *bonds.apart) for c in (*bond.claims, *bond.others)}
    found = []
    for fact in facts:
        own = UNBOUND if bound.isdisjoint(fact.claims) else among(bonds, fact.claims)
        heard = voices(fact.id, [told[claim] for claim in fact.claims], source, own)
        stand = relations(fact, heard, told, policy)
        related = stand.relations + contested.get(fact.id, ())
        found.append(entry(fact, heard, related, told, policy.estimate, stand.left_out))
    return found


def _weight(entry: Entry) -> tuple[int, int, int, str]:
    return -len(entry.voices), -len(entry.documents), -len(entry.fact.claims), entry.fact.id
