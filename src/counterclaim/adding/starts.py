"""What is new among the claims, type by type, and how far around it others are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from counterclaim.adding.held import Days, Held, around, joined
from counterclaim.adding.reach import reached, wars
from counterclaim.ledger import slices
from counterclaim.model.terms import CLAIM_TYPES
from counterclaim.policy import Policy

# Times the window that claims are compared over: how far around new claims others are read at
# first. Of those that a new one may push out of the neighbours of others, all neighbours are there.
_READ = 2


@dataclass(frozen=True, slots=True)
class Start:
    """What is new among the claims of some types: ``fresh`` claims, ``lost`` facts that lost some,
    and the days of both (None among the days: one that nobody knows). ``along`` are claims of any
    day that come along, ``further`` the days of others that more is to be known of. ``wars``
    are all claims on whole wars, where one of them is new: they are compared with no others.
    """

    fresh: frozenset[str]
    lost: frozenset[str]
    types: frozenset[str]
    days: frozenset[date | None]
    along: frozenset[str] = frozenset()
    further: frozenset[date | None] = frozenset()
    wars: frozenset[str] = frozenset()

    def reaching(self, held: Held, policy: Policy) -> Start:
        """With the days of the fresh claims and of what is left of the lost facts, and along with
        these all claims that are likely to belong to one of them."""
        if held.anew:
            return self
        own = self.fresh.union(*slices.members(held.connection, self.lost).values())
        claims = held.claims(own)
        documents = held.documents({grounded.claim.document for grounded in claims})
        return replace(
            self,
            days=self.days | {document.published for document in documents},
            along=frozenset(reached(held, own, policy)),
            wars=frozenset(wars(held, claims)),
        )

    def around(self, times: int, policy: Policy) -> Days | None:
        """The days to read, with ``times`` the reach that is enough for most; None: all."""
        if None in self.days | self.further:
            return None
        window = policy.match_window_days
        return joined(
            *around((day for day in self.days if day), times * (_READ * window + 1)),
            *around((day for day in self.further if day), times * (window + 1)),
        )


def starts(held: Held, fresh: set[str], lost: set[str]) -> Iterator[Start]:
    """A beginning for each type: no claim is compared with one of another."""
    if held.anew:
        yield Start(frozenset(fresh), frozenset(), frozenset(CLAIM_TYPES), frozenset())
        return
    claims: dict[str, set[str]] = {}
    for grounded in held.claims(fresh):
        claims.setdefault(grounded.claim.type, set()).add(grounded.claim.id)
    facts: dict[str, set[str]] = {}
    for fact, type in slices.types_of(held.connection, lost).items():
        facts.setdefault(type, set()).add(fact)
    days = frozenset(date.fromisoformat(day) if day else None for day in held.noted("day"))
    for type in sorted({*claims, *facts}):
        own, left = frozenset(claims.get(type, ())), frozenset(facts.get(type, ()))
        yield Start(own, left, frozenset({type}), days)
