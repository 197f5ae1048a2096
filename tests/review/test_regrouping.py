"""Whatever is decided, groups stay a partition in which what is held apart is apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import UNBOUND, Bond, Bonds
from counterclaim.review import among, regrouped

NAMES = [f"c{at}" for at in range(8)]


@st.composite
def bonds(draw: st.DrawFn) -> Bond:
    names = draw(st.permutations(NAMES))
    left, right = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    return Bond(tuple(names[:left]), tuple(names[left : left + right]), "decided")


@st.composite
def partitions(draw: st.DrawFn) -> list[list[str]]:
    keys = draw(st.lists(st.integers(0, 3), min_size=len(NAMES), max_size=len(NAMES)))
    groups = [[n for n, k in zip(NAMES, keys, strict=True) if k == key] for key in range(4)]
    return sorted(group for group in groups if group)


@given(partitions(), st.lists(bonds(), max_size=4), st.lists(bonds(), max_size=4))
def test_a_partition_stays_one(
    groups: list[list[str]], together: list[Bond], apart: list[Bond]
) -> None:
    made = regrouped(NAMES, groups, Bonds(tuple(together), tuple(apart)))
    assert sorted(name for group in made for name in group) == NAMES
    assert made == sorted(sorted(group) for group in made)


@given(partitions(), st.lists(bonds(), max_size=5))
def test_what_is_held_apart_is_apart(groups: list[list[str]], apart: list[Bond]) -> None:
    for group in regrouped(NAMES, groups, Bonds(apart=tuple(apart))):
        for bond in apart:
            assert not (set(bond.claims) & set(group) and set(bond.others) & set(group))


@given(partitions(), st.lists(bonds(), max_size=5))
def test_what_is_put_together_is_together(groups: list[list[str]], together: list[Bond]) -> None:
    made = regrouped(NAMES, groups, Bonds(together=tuple(together)))
    for bond in together:
        assert any({*bond.claims, *bond.others} <= {*group} for group in made)


def test_nothing_decided_changes_nothing() -> None:
    groups = [["c1", "c0"], ["c2"]]
    assert regrouped(NAMES, groups, UNBOUND) == groups


def test_bonds_of_claims_that_are_elsewhere_are_left_out() -> None:
    bond = Bond(("c0",), ("c1",), "decided")
    assert among(Bonds((bond,), (bond,)), ["c0", "c2"]) == UNBOUND
    assert among(Bonds((bond,), ()), NAMES) == Bonds((bond,), ())
