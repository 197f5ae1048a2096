from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Collection, Origin
from counterclaim.publishing.families import DEEPEST, Family, Member, families
from counterclaim.publishing.lookup import Lookup
from tests.publishing.copied import copied, known, report

WIRE, POST, RADIO, STRAY = (
    report(id, day=day) for id, day in zip("wprs", (3, 4, 4, 5), strict=True)
)
ALL = (WIRE, POST, RADIO, STRAY)
NAMES = tuple(sorted(document.id for document in ALL))


def only(collection: Collection) -> Family:
    (family,) = families(Lookup.over(collection))
    return family


def shape(members: tuple[Member, ...]) -> dict[str, object]:
    return {member.title.removeprefix("Report "): shape(member.children) for member in members}


def test_the_tree_is_the_one_that_the_origin_tells() -> None:
    sources = (("p", "w"), ("r", "p"), ("s", "p"))
    copies = (copied(POST, RADIO), copied(POST, WIRE), copied(RADIO, WIRE, "b->a", score=0.9))
    family = only(known(ALL, copies, Origin("origin-x", NAMES, "w", None, sources)))
    assert shape(family.members) == {"w": {"p": {"r": {}, "s": {}}}}
    (post,) = family.members[0].children
    assert post.direction == "taken from"
    assert post.compared_with == family.members[0].document


def test_takers_hang_below_an_unseen_origin() -> None:
    family = only(known(ALL, (), Origin("origin-x", NAMES, None, "AFP", (("r", "p"),))))
    assert (family.root_known, family.credit) == (False, "AFP")
    assert shape(family.members) == {"p": {"r": {}}, "s": {}, "w": {}}


def test_what_is_not_told_hangs_under_the_root_and_says_so() -> None:
    copies = (copied(RADIO, WIRE),)
    family = only(known(ALL, copies, Origin("origin-x", NAMES, "w", None, (("p", "w"),))))
    assert shape(family.members) == {"w": {"p": {}, "r": {}, "s": {}}}
    _, radio, stray = family.members[0].children
    assert radio.direction == "goes back to"
    assert stray.direction == "goes back to it, through whom is unknown"


def test_a_copy_from_another_family_is_opened_with_the_taker() -> None:
    beside = copied(RADIO, WIRE, "b->a")
    collection = known(
        ALL,
        (copied(POST, RADIO, "a->b"), copied(STRAY, WIRE, "b->a"), beside),
        Origin("origin-x", ("p", "r"), "p", None),
        Origin("origin-y", ("s", "w"), "w", None),
    )
    first, second = families(Lookup.over(collection))
    assert [pair.right.id for pair in first.pairs] == ["r", "r"]
    assert [pair.left.id for pair in first.pairs] == ["p", "w"]
    assert [pair.right.id for pair in second.pairs] == ["s"]


SOURCES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from((*NAMES, "x"))), max_size=6)


@given(SOURCES, st.one_of(st.none(), st.sampled_from(NAMES)))
def test_any_sources_give_a_tree_of_every_document_once(
    sources: list[tuple[str, str]], root: str | None
) -> None:
    family = only(known(ALL, (), Origin("origin-x", NAMES, root, None, tuple(sources))))
    assert sorted(named(family.members)) == sorted(NAMES)
    assert depth(family.members) <= DEEPEST


def named(members: tuple[Member, ...]) -> list[str]:
    return [
        name
        for member in members
        for name in (member.title.removeprefix("Report "), *named(member.children))
    ]


def depth(members: tuple[Member, ...]) -> int:
    return max((1 + depth(member.children) for member in members), default=0)
