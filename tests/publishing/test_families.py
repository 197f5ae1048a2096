from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Collection, Copy, Origin
from counterclaim.model.terms import Direction
from counterclaim.publishing.families import DEEPEST, Family, Member, families
from counterclaim.publishing.lookup import Lookup
from tests.publishing.incident import collection


def over(known: Collection) -> list[Family]:
    return list(families(Lookup.over(known)))


def copied(a: str, b: str, direction: Direction, score: float = 0.5) -> Copy:
    return Copy(a, b, "derived", direction, (), score, ("because",))


def count(members: tuple[Member, ...]) -> int:
    return sum(1 + count(member.children) for member in members)


def depth(members: tuple[Member, ...]) -> int:
    return max((1 + depth(member.children) for member in members), default=0)


def test_a_copy_hangs_under_its_root_with_its_reasons() -> None:
    wire, unseen = over(collection())
    (root,) = wire.members
    (reprint,) = root.children
    assert root.document.text == "Northwire, 3 Mar 2031"
    assert reprint.document.text == "The Valley Post, 4 Mar 2031"
    assert (reprint.direction, reprint.shared) == ("taken from", "87%")
    assert reprint.reasons == ("r2 names Northwire at its end",)
    assert (unseen.credit, unseen.root_known) == ("Northwire", False)


def test_without_a_root_each_is_compared_with_those_before() -> None:
    known = replace(
        collection(),
        origins=(Origin("origin-x", ("r1", "r2"), None, None),),
        copies=(copied("r1", "r2", "unknown"),),
    )
    first, second = over(known)[0].members
    assert first.compared_with is None
    assert second.compared_with == first.document
    assert second.direction == "which came first is unknown"


NAMES = [f"d{n}" for n in range(30)]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 28), st.integers(1, 29),
            st.sampled_from(("a->b", "b->a", "unknown")), st.floats(0, 1),
        ),
        max_size=60,
    ),
    st.one_of(st.none(), st.sampled_from(NAMES)),
)  # fmt: skip
def test_any_copies_make_a_tree_of_every_document_once(
    pairs: list[tuple[int, int, Direction, float]], root: str | None
) -> None:
    copies = tuple(copied(NAMES[a], NAMES[b], d, s) for a, b, d, s in pairs if a < b)
    known = Collection(copies=copies, origins=(Origin("origin-x", tuple(NAMES), root, None),))
    (family,) = over(known)
    assert count(family.members) == len(NAMES)
    assert depth(family.members) <= DEEPEST


def test_a_long_line_of_copies_stays_readable() -> None:
    line = [f"d{n:03}" for n in range(400)]
    copies = tuple(copied(a, b, "a->b") for a, b in pairwise(line))
    known = Collection(copies=copies, origins=(Origin("origin-x", tuple(line), line[0], None),))
    (family,) = over(known)
    assert (count(family.members), depth(family.members)) == (400, DEEPEST)
