"""match: which claims answer the same question, and which questions lie within others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from counterclaim.matching.arrays import Ints
from counterclaim.matching.candidates import candidates, left_out
from counterclaim.matching.clusters import cluster, strongest
from counterclaim.matching.comparison import Compared, Comparing
from counterclaim.matching.facts import fact, named
from counterclaim.matching.lone import WHY, lone
from counterclaim.matching.near_misses import near_misses
from counterclaim.matching.profiles import Profile, profile
from counterclaim.matching.scopes import Scope, contained, scope
from counterclaim.model import UNBOUND, Bonds, Document, Fact, GroundedClaim, Join
from counterclaim.policy import DEFAULT, Policy
from counterclaim.review import regrouped
from counterclaim.uncollected import uncollected

__all__ = [
    "Met",
    "Scope",
    "compared_pairs",
    "contained",
    "likely",
    "match",
    "matched",
    "more_left_out",
]


@dataclass(frozen=True, slots=True)
class Met:
    """The pairs of claims, by position, that were compared, with their scores; and for each claim
    how many neighbours, at most, it was not compared with."""

    compared: Compared
    left_out: Ints


_AT_ONCE = 2**18  # pairs compared at once: bounds the memory


@uncollected()
def match(
    documents: Sequence[Document],
    claims: Sequence[GroundedClaim],
    policy: Policy = DEFAULT,
    bonds: Bonds = UNBOUND,
) -> tuple[Fact, ...]:
    """Group claims into facts. Claims come in order of publication; so do the facts' claims.

    Every claim is in exactly one fact. The order of the facts is that of their first claims.
    ``bonds`` are what reviewers decided on which claims answer one question, and which do not.
    """
    return contained(matched(documents, claims, policy, bonds), policy.match_within)


@uncollected()
def matched(
    documents: Sequence[Document],
    claims: Sequence[GroundedClaim],
    policy: Policy = DEFAULT,
    bonds: Bonds = UNBOUND,
    met: Met | None = None,
) -> list[Scope]:
    """The facts that ``match`` gives, but for which of them lie within which.

    No claim is compared with one of another type: those of a type can be matched by themselves.
    ``met`` are the pairs of these claims, where they have been compared before.
    """
    by_id = {document.id: document for document in documents}
    profiles = [profile(at, claim, by_id[claim.claim.document]) for at, claim in enumerate(claims)]
    comparing = Comparing(profiles, by_id)
    met = met or _met(comparing, profiles, policy)
    compared = met.compared
    position = {claim.claim.id: at for at, claim in enumerate(claims)}
    never = [(position[a], position[b]) for a, b in _apart(bonds) if {a, b} <= position.keys()]
    found = cluster(len(profiles), compared, policy.match_threshold, policy.match_cap, never)
    told = lone(found, profiles, compared, never)
    names = list(position)
    settled = regrouped(names, ([names[at] for at in group] for group in told.groups), bonds)
    groups = [[position[name] for name in group] for group in settled]
    group = _numbered(groups)
    joins = _joins(group, compared, comparing, names)
    _explain(told.links, group, joins, comparing, names)
    for bond in bonds.together:  # a join that a reviewer made is certain to them
        if bond.claims[0] in position:
            join = Join(bond.claims[0], bond.others[0], 1.0, (bond.why,))
            joins[group[position[bond.claims[0]]]].append(join)
    ids = [named([profiles[at] for at in members]) for members in groups]
    missed = near_misses(ids, group, _of_one_kind(compared, profiles), comparing, policy, never)
    return [
        scope(fact(held, joins[at], missed.get(at, ()), int(met.left_out[members].sum())), held)
        for at, members in enumerate(groups)
        for held in [[profiles[position] for position in members]]
    ]


def more_left_out(
    documents: Sequence[Document],
    claims: Sequence[GroundedClaim],
    new: Container[str],
    policy: Policy = DEFAULT,
) -> dict[str, int]:
    """For each claim, by its id, how many more neighbours it is not compared with than it would
    not be without the ``new`` claims."""
    by_id = {document.id: document for document in documents}
    profiles = [profile(at, claim, by_id[claim.claim.document]) for at, claim in enumerate(claims)]
    old = [profile for profile in profiles if profile.claim.claim.id not in new]
    more = left_out(profiles, len(claims), policy) - left_out(old, len(claims), policy)
    return dict(zip((claim.claim.id for claim in claims), more.tolist(), strict=True))


def likely(
    documents: Sequence[Document], claims: Sequence[GroundedClaim], policy: Policy = DEFAULT
) -> list[tuple[str, str]]:
    """The pairs of claims, by their ids, that alone would make their facts one, or nearly."""
    by_id = {document.id: document for document in documents}
    profiles = [profile(at, claim, by_id[claim.claim.document]) for at, claim in enumerate(claims)]
    near = candidates(profiles, policy)
    compared = compared_pairs(Comparing(profiles, by_id), near.a, near.b, policy.match_cap)
    found = compared.taken(compared.scores > policy.match_threshold - policy.match_margin)
    names = [claim.claim.id for claim in claims]
    pairs = zip(found.a.tolist(), found.b.tolist(), strict=True)
    return [(names[a], names[b]) for a, b in pairs]


def _met(comparing: Comparing, profiles: Sequence[Profile], policy: Policy) -> Met:
    near = candidates(profiles, policy)
    return Met(compared_pairs(comparing, near.a, near.b, policy.match_cap), near.left_out)


def compared_pairs(comparing: Comparing, a: Ints, b: Ints, cap: float) -> Compared:
    """The pairs with their scores; those that count no more than if they were not compared are
    left out."""
    parts = []
    for at in range(0, len(a), _AT_ONCE):
        part = comparing.scores(a[at : at + _AT_ONCE], b[at : at + _AT_ONCE], least=-cap)
        parts.append(part.taken((part.scores > -cap) | part.told_apart))
    return Compared.joined(parts)


def _of_one_kind(compared: Compared, profiles: Sequence[Profile]) -> Compared:
    """Without pairs of a count over a whole war and another: no such facts are nearly one."""
    war = np.array([profile.war is not None for profile in profiles], np.bool_)
    return compared.taken(war[compared.a] == war[compared.b])


def _apart(bonds: Bonds) -> Iterator[tuple[str, str]]:
    for bond in bonds.apart:
        yield from product(bond.claims, bond.others)


def _numbered(groups: Sequence[Sequence[int]]) -> Ints:
    """The number of the group that each position is in."""
    group = np.zeros(sum(map(len, groups)), np.int64)
    for number, members in enumerate(groups):
        group[members] = number
    return group


def _explain(
    links: Sequence[tuple[int, int]],
    group: Ints,
    joins: Mapping[int, list[Join]],
    comparing: Comparing,
    names: Sequence[str],
) -> None:
    """Add to the joins why undated groups were put to the dated ones that they tell of."""
    pairs = np.array(links, np.int64).reshape(-1, 2)
    for (a, b), why in zip(links, comparing.explained(pairs[:, 0], pairs[:, 1]), strict=True):
        if group[a] == group[b]:  # else reviewers parted them
            reasons = (*why.reasons, WHY)
            joins[int(group[a])].append(
                Join(names[a], names[b], round(why.probability, 3), reasons)
            )


def _joins(
    group: Ints, compared: Compared, comparing: Comparing, names: Sequence[str]
) -> Mapping[int, list[Join]]:
    """By group, for each claim but the first what holds it best to an earlier one."""
    held = strongest(group, compared)
    found: dict[int, list[Join]] = defaultdict(list)
    pairs = zip(held.a.tolist(), held.b.tolist(), comparing.explained(held.a, held.b), strict=True)
    for a, b, why in pairs:
        found[int(group[a])].append(
            Join(names[a], names[b], round(why.probability, 3), why.reasons)
        )
    return found
