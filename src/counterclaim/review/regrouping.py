"""Groups of claims that the machine made, brought in line with what reviewers decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from counterclaim.model import UNBOUND, Bond, Bonds

Groups = dict[str, list[str]]  # each claim's group; the claims of a group share one list


def regrouped(
    claims: Iterable[str], groups: Iterable[Sequence[str]], bonds: Bonds
) -> list[list[str]]:
    """The groups, parted and joined as the bonds say, each and all in the order of the claims.

    Each claim is in one group. What bonds say of other claims is passed over.

    A claim held apart leaves its group; those that leave it together stay together. Claims put
    together bring along the groups that they are in; where that would bring together what is held
    apart, they alone leave their groups, and become one of their own.
    """
    if bonds == UNBOUND:
        return [list(group) for group in groups]
    order = {claim: at for at, claim in enumerate(claims)}
    group_of = {claim: own for group in groups for own in [list(group)] for claim in own}
    for bond in bonds.apart:
        _part(group_of, bond)
    for knot in _knots(group_of, bonds.together):
        _join(group_of, knot, bonds.apart)
    settled = (sorted(group, key=order.__getitem__) for group in _distinct(group_of.values()))
    return sorted(settled, key=lambda group: order[group[0]])


def among(bonds: Bonds, claims: Collection[str]) -> Bonds:
    """The bonds that are about two or more of these claims."""
    held = {*claims}

    def about(each: Sequence[Bond]) -> tuple[Bond, ...]:
        return tuple(b for b in each if len(held & {*b.claims, *b.others}) > 1)

    return Bonds(about(bonds.together), about(bonds.apart))


def _part(group_of: Groups, bond: Bond) -> None:
    staying = [group_of[claim] for claim in bond.others if claim in group_of]
    for group in _distinct(staying):
        leaving = [claim for claim in bond.claims if group_of.get(claim) is group]
        if leaving:
            _set(group_of, [claim for claim in group if claim not in leaving])
            _set(group_of, leaving)


def _join(group_of: Groups, claims: Sequence[str], apart: Sequence[Bond]) -> None:
    groups = _distinct(group_of[claim] for claim in claims)
    every = [claim for group in groups for claim in group]
    if _keeps(every, apart):
        _set(group_of, every)
        return
    for group in groups:
        _set(group_of, [claim for claim in group if claim not in claims])
    _set(group_of, claims)


def _keeps(group: Sequence[str], apart: Sequence[Bond]) -> bool:
    """Whether no bond holds two of these claims apart."""
    held = {*group}
    return all(held.isdisjoint(bond.claims) or held.isdisjoint(bond.others) for bond in apart)


def _knots(group_of: Groups, together: Sequence[Bond]) -> list[list[str]]:
    """The claims that bonds put together, bonds that share a claim as one."""
    knot_of: Groups = {}
    for bond in together:
        claims = [claim for claim in (*bond.claims, *bond.others) if claim in group_of]
        knots = _distinct(knot_of.get(claim, [claim]) for claim in claims)
        _set(knot_of, list(dict.fromkeys(claim for knot in knots for claim in knot)))
    return _distinct(knot_of.values())


def _set(group_of: Groups, claims: Sequence[str]) -> None:
    group = list(claims)
    for claim in group:
        group_of[claim] = group


def _distinct(groups: Iterable[list[str]]) -> list[list[str]]:
    return list({id(group): group for group in groups}.values())
