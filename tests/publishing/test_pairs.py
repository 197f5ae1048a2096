from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from counterclaim.model import Copy, Document, Origin
from counterclaim.model.terms import CopyRelation, Direction
from counterclaim.publishing import report as report_page
from counterclaim.publishing.families import Family, families
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.pairs import MOST_PAIRS, Pair
from tests.publishing.copied import SHARED, copied, known, report
from tests.publishing.incident import HOSTILE
from tests.publishing.page import Page


def family_of(
    documents: tuple[Document, ...],
    copies: tuple[Copy, ...],
    sources: tuple[tuple[str, str], ...] = (),
) -> Family:
    names = tuple(document.id for document in documents)
    origin = Origin("origin-x", names, None, None, sources)
    (family,) = families(Lookup.over(known(documents, copies, origin)))
    return family


def opened(
    a: Document,
    b: Document,
    direction: Direction = "unknown",
    relation: CopyRelation = "derived",
    sources: tuple[tuple[str, str], ...] = (),
) -> Pair:
    (pair,) = family_of((a, b), (copied(a, b, direction, relation),), sources).pairs
    return pair


def test_the_source_stands_left_of_its_copy() -> None:
    early, late = report("a", day=3), report("b", day=4)
    for direction, left in (("a->b", "a"), ("b->a", "b")):
        pair = opened(early, late, direction)  # type: ignore[arg-type]
        assert pair.left.id == left
        assert (pair.left.label, pair.right.label) == ("Source", "Copy")
        assert pair.direction.startswith(f"{pair.right.document.text}, was taken from ")
        (before, shared, behind) = pair.rows
        assert before.left == f"{left} opens."
        assert shared.left == shared.right == f"{SHARED}."
        assert behind.right.startswith(pair.right.id)


def test_where_the_direction_is_unknown_the_earlier_stands_left_and_it_is_said() -> None:
    pair = opened(report("a", day=9), report("b", day=4))
    assert (pair.left.id, pair.left.label, pair.right.label) == ("b", "Earlier", "Later")
    assert "direction is unknown" in pair.direction


@pytest.mark.parametrize("days", [(3, 3), (None, 3), (3, None), (None, None)])
def test_without_different_days_the_order_says_nothing(days: tuple[int | None, int | None]) -> None:
    pair = opened(report("a", day=days[0]), report("b", day=days[1]))
    assert (pair.left.id, pair.left.label) == ("a", "One text")
    assert "direction is unknown" in pair.direction


def test_the_familys_tree_may_tell_what_the_two_alone_do_not() -> None:
    pair = opened(report("a", day=3), report("b", day=4), sources=(("a", "b"),))
    assert (pair.left.id, pair.left.label) == ("b", "Source")
    assert "the family's tree does" in pair.direction


def test_texts_of_one_wire_have_no_direction_between_them() -> None:
    pair = opened(report("a", day=3), report("b", day=4), relation="common_source")
    assert "both go back to a third text" in pair.direction


def test_shared_quotations_are_not_opened() -> None:
    a, b, c = report("a"), report("b"), report("c")
    copies = (copied(a, b), copied(a, c, relation="shared_quote"), copied(b, c))
    assert [(p.left.id, p.right.id) for p in family_of((a, b, c), copies).pairs] == [
        ("a", "b"),
        ("b", "c"),
    ]


def test_a_page_opens_so_many_pairs_and_counts_the_others() -> None:
    reports = tuple(report(f"d{number:02}") for number in range(40))
    copies = tuple(copied(a, b) for a, b in combinations(reports, 2))
    family = family_of(reports, copies)
    assert len(family.pairs) == MOST_PAIRS
    assert family.pairs_left_out == len(copies) - MOST_PAIRS


def test_a_document_that_is_not_there_is_not_opened() -> None:
    a, b = report("a"), report("b")
    collection = known((a, b), (copied(a, b),), Origin("origin-x", ("a", "b"), None, None))
    (family,) = families(Lookup.over(replace(collection, documents=(a,))))
    assert family.pairs == ()
    assert family.members[1].reasons == ("because",)


def test_the_report_opens_each_copy_from_the_tree() -> None:
    a, b = report("a", day=3), report("b", HOSTILE, 4, HOSTILE)
    origin = Origin("origin-0123456789ab", ("a", "b"), "a", None, (("b", "a"),))
    html = report_page(known((a, b), (copied(a, b, "a->b"),), origin), title="", ledger="")
    page = Page(html)
    (pair,) = page.all("details", "pair")
    assert pair.attributes["id"] in page.targets
    assert page.all("summary")[0].path[-1] == "details"
    assert "because" in pair.text and "50%" in pair.text
    assert [e.text.split()[0] for e in page.all("th") if "details" in e.path] == ["Source", "Copy"]
    assert HOSTILE in pair.text and HOSTILE not in html
    assert page.unbalanced == []
