"""Claims that may answer one question although their reports appeared long after each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from counterclaim.adding.held import Held
from counterclaim.ledger import slices
from counterclaim.matching import likely
from counterclaim.matching.candidates import STARTS, lasting
from counterclaim.matching.wars import whole_war
from counterclaim.model import GroundedClaim
from counterclaim.policy import Policy


def reached(held: Held, claims: Iterable[str], policy: Policy) -> set[str]:
    """The claims that are likely to answer what one of these does: of those that are of the same
    days, of long periods that begin together, or of a whole war, whenever they appeared."""
    own = held.claims(claims)
    ids = {grounded.claim.id for grounded in own}
    far = {*slices.of_same_days(held.connection, ids), *_long(held, own), *wars(held, own)}
    every = held.claims(ids | far)
    documents = held.documents(grounded.claim.document for grounded in every)
    return {
        end
        for pair in likely(documents, every, policy)
        if not ids.isdisjoint(pair)
        for end in pair
    }  # fmt: skip


def _long(held: Held, claims: Iterable[GroundedClaim]) -> set[str]:
    reach, found = timedelta(STARTS), set[str]()
    begun = {
        (g.claim.type, g.period.start)
        for g in claims
        if g.period and (g.period.start or g.period.end)
        if lasting(g.period.start, g.period.end)
    }
    for type, start in begun:
        first, last = (start - reach, start + reach) if start else (None, None)
        rows = slices.beginning(held.connection, type, first, last)
        found |= {row["id"] for row in rows if lasting(row["start"], row["end"])}
    return found


def wars(held: Held, claims: Iterable[GroundedClaim]) -> set[str]:
    """The claims that count over a whole war, of the types of those of these that do; these too."""
    new = [g.claim for g in claims if is_of_war(held, g)]
    types = {claim.type for claim in new}
    return {claim.id for claim in new}.union(slices.of_wars(held.connection, types) if new else ())


def is_of_war(held: Held, grounded: GroundedClaim) -> bool:
    """Whether a claim counts over a whole war."""
    (document,) = held.documents([grounded.claim.document])
    return whole_war(grounded, document) is not None
