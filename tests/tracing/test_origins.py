"""Families of copies and their roots."""

from __future__ import annotations

import pytest

from counterclaim.model import Copy, Document, Passage, Span
from counterclaim.model.terms import CopyRelation, Direction
from counterclaim.tracing import trace
from counterclaim.tracing.origins import origins_of
from tests.tracing.reports import REPRINT, WIRE, credit, document

PASSAGE = Passage(Span(0, 9), Span(0, 9))


def copy(a: str, b: str, direction: Direction, relation: CopyRelation = "derived") -> Copy:
    return Copy(a, b, relation, direction, (PASSAGE,), 0.5, ("…",))


def documents(names: str) -> list[Document]:
    return [document(name, "words") for name in names]


def test_a_chain_goes_back_to_its_first_report() -> None:
    (origin,) = origins_of(documents("abc"), [copy("a", "b", "b->a"), copy("a", "c", "a->b")])
    assert (origin.documents, origin.root) == (("a", "b", "c"), "b")


def test_two_reports_of_unknown_direction_have_no_root() -> None:
    (origin,) = origins_of(documents("ab"), [copy("a", "b", "unknown")])
    assert (origin.root, origin.credit, origin.sources) == (None, None, ())


def test_what_goes_back_to_the_root_in_any_case_is_told_with_its_source() -> None:
    (origin,) = origins_of(documents("abc"), [copy("a", "b", "a->b"), copy("b", "c", "unknown")])
    assert (origin.root, origin.sources) == ("a", (("b", "a"), ("c", "b")))


def test_the_nearest_text_is_the_source() -> None:
    long, short = Passage(Span(0, 900), Span(0, 900)), Passage(Span(0, 300), Span(0, 300))

    def of(a: str, b: str, passage: Passage) -> Copy:
        return Copy(a, b, "derived", "a->b", (passage,), 0.5, ("…",))

    copies = [of("a", "b", long), of("a", "c", short), of("b", "c", long)]
    (origin,) = origins_of(documents("abc"), copies)
    assert origin.sources == (("b", "a"), ("c", "b"))


def test_a_digest_of_two_stories_does_not_make_one_family_of_them() -> None:
    def of(a: str, b: str, start: int, direction: Direction) -> Copy:
        passage = Passage(Span(0, 400), Span(start, start + 400))
        return Copy(a, b, "derived", direction, (passage,), 0.5, ("…",))

    told = [of("a", "digest", 0, "a->b"), of("b", "digest", 500, "a->b"), of("b", "c", 0, "a->b")]
    origins = origins_of([document(name, "w") for name in ("a", "b", "c", "digest")], told)
    assert [origin.documents for origin in origins] == [("a", "digest"), ("b", "c")]


def test_two_first_reports_are_no_root() -> None:
    (origin,) = origins_of(documents("abc"), [copy("a", "c", "a->b"), copy("b", "c", "a->b")])
    assert origin.root is None


def test_shared_quotations_join_no_family() -> None:
    origins = origins_of(documents("ab"), [copy("a", "b", "unknown", "shared_quote")])
    assert [(o.documents, o.root) for o in origins] == [(("a",), "a"), (("b",), "b")]


@pytest.mark.parametrize(
    ("characters", "score", "direction", "families"),
    [
        (200, 0.1, "unknown", 2),
        (200, 0.3, "unknown", 1),
        (500, 0.1, "unknown", 1),
        (200, 0.1, "a->b", 1),
    ],
)
def test_a_short_passage_of_unknown_source_joins_no_families(
    characters: int, score: float, direction: Direction, families: int
) -> None:
    passage = Passage(Span(0, characters), Span(0, characters))
    little = Copy("a", "b", "derived", direction, (passage,), score, ("…",))
    assert len(origins_of(documents("ab"), [little])) == families


def test_identifiers_depend_on_the_members_alone() -> None:
    copies = [copy("a", "b", "a->b")]
    first = origins_of(documents("abc"), copies)
    assert origins_of(documents("cba"), copies) == first
    assert len({origin.id for origin in first}) == 2


def test_the_wire_credited_most_is_the_unseen_origin() -> None:
    text = REPRINT + "\nAFP Reuters"
    family = [
        document("a", text, 3, "a", credit(text, "AFP", "tail")),
        document("b", text, 3, "b", credit(text, "AFP", "tail"), credit(text, "Reuters", "tail")),
    ]
    (origin,) = origins_of(family, [copy("a", "b", "a->b", "common_source")])
    assert (origin.credit, origin.root) == ("AFP", None)


def test_a_wire_in_the_collection_is_no_unseen_origin() -> None:
    text = REPRINT + "\nReuters"
    family = [
        document("a", text, 3, "paper", credit(text, "Reuters", "tail")),
        document("b", WIRE, 3, "reuters"),
    ]
    (origin,) = trace(family).origins
    assert (origin.credit, origin.root) == (None, "b")


def test_a_lone_reprint_names_the_wire_that_it_carries() -> None:
    text = REPRINT + "\nReuters"
    (origin,) = trace([document("a", text, 3, "paper", credit(text, "Reuters", "tail"))]).origins
    assert (origin.credit, origin.root) == ("Reuters", None)


def test_a_dispatch_printed_three_hundred_times_is_one_family() -> None:
    prints = [document(f"p{n:03}", f"Our number {n}\n{REPRINT}", 1 + n % 3) for n in range(300)]
    traces = trace([*prints, document("own", "Something else entirely happened here.")])
    assert sorted(len(origin.documents) for origin in traces.origins) == [1, 300]
    assert len(traces.copies) < 300 * 299 / 4
