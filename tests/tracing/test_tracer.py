"""What trace finds in reports of our own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from counterclaim.model import Copy, Document, Furniture, Span
from counterclaim.policy import DEFAULT
from counterclaim.tracing import trace
from tests.tracing.reports import (
    INDEPENDENT,
    QUOTING_ONE,
    QUOTING_OTHER,
    REPRINT,
    REWRITE,
    SOURCES,
    WIRE,
    credit,
    document,
)


def only(copies: tuple[Copy, ...]) -> Copy:
    assert len(copies) == 1
    return copies[0]


def shared(copy: Copy, text: str, side: str) -> str:
    return " | ".join((p.a if side == "a" else p.b).of(text) for p in copy.shared)


def test_a_reprint_with_a_trimmed_end_and_a_new_headline_goes_back_to_the_wire() -> None:
    wire = document("wire", WIRE, 3, "reuters")
    reprint = document("paper", REPRINT, 3, "Morning Paper", credit(REPRINT, "Reuters"))
    traces = trace([wire, reprint])
    copy = only(traces.copies)
    assert (copy.a, copy.b, copy.relation, copy.direction) == ("paper", "wire", "derived", "b->a")
    assert shared(copy, REPRINT, "a").startswith("Artillery shells hit")
    assert shared(copy, WIRE, "b").endswith("told Reuters by telephone")
    assert "massacre" not in shared(copy, REPRINT, "a")
    assert copy.score > 0.9
    assert any("names Reuters" in reason for reason in copy.reasons)
    origin = traces.origins[0]
    assert (origin.documents, origin.root, origin.credit) == (("paper", "wire"), "wire", None)


def test_two_reprints_of_a_wire_that_is_not_there_have_an_unseen_origin() -> None:
    tail = REPRINT + "\nReuters"
    one = document("one", tail, 3, "one", credit(tail, "Reuters", "tail"))
    two = document("two", WIRE, 4, "two")
    traces = trace([one, two])
    copy = only(traces.copies)
    assert (copy.relation, copy.direction) == ("common_source", "unknown")
    assert any("both go back to Reuters" in reason for reason in copy.reasons)
    assert (traces.origins[0].root, traces.origins[0].credit) == (None, "Reuters")


def test_an_independent_report_of_the_same_event_stays_alone() -> None:
    traces = trace([document("wire", WIRE), document("own", INDEPENDENT)])
    assert traces.copies == ()
    assert [(o.documents, o.root) for o in traces.origins] == [
        (("own",), "own"),
        (("wire",), "wire"),
    ]


def test_rewritten_paragraphs_are_found_with_their_edits() -> None:
    copy = only(trace([document("a", WIRE), document("b", REWRITE)]).copies)
    assert copy.relation == "derived"
    assert copy.direction == "unknown"
    passage = shared(copy, REWRITE, "b")
    for words in ("vegetable market", "Tal Zahra on Monday", "second salvo", "grain silos"):
        assert words in passage
    assert "Terrorist mortars" not in passage


def test_the_day_gives_the_direction_where_no_agency_is_named() -> None:
    late = document("late", REWRITE, 5)
    early = document("early", WIRE.replace("Reuters", "us"), 3)
    copy = only(trace([late, early]).copies)
    assert copy.direction == "a->b"
    assert any("2 days earlier" in reason for reason in copy.reasons)


def test_sentences_told_in_the_same_order_in_other_words_are_a_weaker_sign() -> None:
    told = """Tal Zahra market attack
Rescue teams and doctors in the northern town of Tal Zahra say a crowded vegetable market was hit \
by artillery on Monday; at least 14 people died and dozens suffered wounds.
Farmers from surrounding villages had been unloading trucks shortly after nine when the first \
shells landed, according to the rescue service.
The army statement said guns answered fire coming from a militia position at the grain silos, \
with no civilian losses known.
Linking the provincial capital and the border crossing at Um Rajab, the road through Tal Zahra has \
seen the town change hands four times since fighting began.
"""
    copy = only(trace([document("a", WIRE), document("b", told)]).copies)
    assert copy.relation == "derived"
    assert any("sentences tell the same in the same order" in reason for reason in copy.reasons)


def test_a_quotation_that_two_reports_share_is_no_copy() -> None:
    traces = trace([document("one", QUOTING_ONE), document("two", QUOTING_OTHER)])
    copy = only(traces.copies)
    assert (copy.relation, copy.direction) == ("shared_quote", "unknown")
    assert any("quoted" in reason for reason in copy.reasons)
    assert len(traces.origins) == 2


def test_page_furniture_shared_by_unrelated_pages_is_no_copy() -> None:
    menu = (
        "Home World Politics Business Sport Weather Follow us on our channels and subscribe to the"
        " newsletter that brings the five stories of the day to your table every morning for free"
        " All rights reserved Terms of use Imprint Contact the editors Advertise with us"
    )
    pages = []
    for name, text in (("one", INDEPENDENT), ("two", QUOTING_ONE)):
        page = f"{text}\n{menu}"
        at = page.index(menu)
        marked = Furniture(Span(at, at + len(menu)), "markup")
        pages.append(Document(name, page, outlet=name, furniture=(marked,)))
    assert trace(pages).copies == ()


def test_the_foot_that_one_outlet_puts_under_its_pages_is_no_copy() -> None:
    foot = (
        "The Evening Herald is the oldest paper of the valley, printed on five days of the week in"
        " three towns, and has been read by farmers, teachers and officials for ninety years; its"
        " reporters have won eleven prizes for what they wrote about roads and schools."
    )
    pages = [
        document("one", f"{INDEPENDENT}\n{foot}", 3, "herald"),
        document("two", f"{QUOTING_ONE}\n{foot}", 3, "herald"),
    ]
    assert {copy.relation for copy in trace(pages).copies} <= {"shared_quote"}


def test_a_standing_description_repeated_on_other_days_is_no_copy() -> None:
    reports = [
        document("old", f"Nine fishermen drowned off the cape. {SOURCES}", 1),
        document("one", f"{INDEPENDENT}\n{SOURCES}", 20),
        document("two", f"{QUOTING_ONE}\n{SOURCES}", 20),
    ]
    assert trace(reports).copies == ()


def test_the_same_report_is_a_duplicate_however_far_apart_its_dates_are() -> None:
    copy = only(trace([document("a", WIRE, 1), document("b", WIRE.upper(), 31)]).copies)
    assert copy.relation == "duplicate"
    assert copy.score == 1.0
    months = [document("a", WIRE), document("b", WIRE, None)]
    assert only(trace(months).copies).relation == "duplicate"


def test_lost_punctuation_and_accents_do_not_hide_a_copy() -> None:
    bare = "".join(char for char in WIRE if char.isalnum() or char.isspace())
    accented = bare.replace("a", "a\u0301")
    copy = only(trace([document("a", WIRE), document("b", accented)]).copies)
    assert copy.relation == "duplicate"
    assert shared(copy, accented, "b").startswith("Shelling")


def test_undated_reports_are_compared_with_all() -> None:
    copy = only(trace([document("a", WIRE, 1), document("b", REPRINT, None)]).copies)
    assert copy.relation == "derived"


def test_the_order_of_the_documents_does_not_matter() -> None:
    reports = [
        document("a", WIRE, 3),
        document("b", REPRINT, 4),
        document("c", REWRITE, None),
        document("d", INDEPENDENT, 3),
    ]
    first = trace(reports)
    assert len(first.copies) == 3
    assert all(trace(order) == first for order in permutations(reports))


def test_every_document_is_in_exactly_one_origin_even_an_empty_one() -> None:
    reports = [document("a", WIRE), document("b", REPRINT), document("c", ""), document("d", "!")]
    origins = trace(reports).origins
    assert sorted(name for origin in origins for name in origin.documents) == ["a", "b", "c", "d"]
    assert trace([]).origins == ()


@pytest.mark.parametrize("text", ["word " * 20_000, "\x00", "a" * 100_000, "“" * 50_000 + "a b c"])
def test_hostile_text_is_borne(text: str) -> None:
    traces = trace([document("a", text), document("b", text + " end")])
    assert len(traces.origins) in (1, 2)


def test_copies_are_found_across_the_borders_of_the_blocks_that_are_held() -> None:
    """Fifty days of reports, of which a window of thirty-one is held at a time."""
    early, late = document("early", WIRE, 1), document("late", REPRINT, 1)
    pairs = [
        (replace(early, id=f"a{at:02}", text=told(WIRE, at), published=day),
         replace(late, id=f"b{at:02}", text=told(REPRINT, at), published=day + timedelta(20)))
        for at in range(10)
        for day in [date(2021, 1, 1) + timedelta(5 * at)]
    ]  # fmt: skip
    copies = trace([each for pair in pairs for each in pair]).copies
    assert [(c.a, c.b) for c in copies] == [(a.id, b.id) for a, b in pairs]


def told(text: str, at: int) -> str:
    """The same report of another town, in words that no other one has."""
    return " ".join(f"{word}{at}" for word in text.split())


def test_the_same_text_is_found_years_later_and_without_a_date() -> None:
    days = (date(2021, 1, 1), date(2023, 1, 1), None)
    found = [replace(document(f"d{at}", WIRE), published=day) for at, day in enumerate(days)]
    assert [(c.a, c.b, c.relation) for c in trace(found).copies] == [
        ("d0", "d1", "duplicate"),
        ("d0", "d2", "duplicate"),
        ("d1", "d2", "duplicate"),
    ]


MENU = """Most read this week: Bread queues return to the capital as flour prices double again
Harvest begins late in the eastern valleys after a spring without rain
Two brothers rebuild the old cinema of Um Rajab with their own hands
Opinion: what the new customs law means for the small traders of the border towns
"""


def pages(outlets: str) -> list[Document]:
    """Stories that have nothing but a menu in common, each outlet's letter for a page of it."""
    stories = (WIRE, INDEPENDENT, told(INDEPENDENT, 1), told(INDEPENDENT, 2))
    return [
        document(f"{at}", MENU + story, 3, outlet)
        for at, (story, outlet) in enumerate(zip(stories, outlets, strict=False))
    ]


def test_what_one_outlet_prints_on_three_pages_is_furniture() -> None:
    assert [c.relation for c in trace(pages("aa")).copies] == ["derived"]
    assert trace(pages("aaaa")).copies == ()
    assert {c.relation for c in trace(pages("abcd")).copies} == {"derived"}


def test_what_many_reports_of_many_days_have_is_background_however_many_they_are() -> None:
    """More reports than are compared with one another, ten days of them."""
    stock = " ".join(MENU.split("\n")[:3])
    reports = [
        replace(document(f"{at:02}", f"{told(INDEPENDENT, at)}\n{stock}"), published=day)
        for at in range(40)
        for day in [date(2021, 3, 1) + timedelta(at // 4)]
    ]
    assert [c for c in trace(reports).copies if c.relation != "shared_quote"] == []


def test_a_copied_story_is_found_though_any_five_of_its_words_stand_in_many_reports() -> None:
    """In a large collection all turns of phrase come back, but not one behind the other."""
    reports = [
        replace(document(f"{at:02}", phrased(WIRE, at)), published=day)
        for at in range(80)
        for day in [date(2021, 3, 1) + timedelta(at // 4)]
    ]
    for at in range(len(WIRE.split()) - 4):
        phrase = " ".join(WIRE.split()[at : at + 5])
        assert sum(phrase in report.text for report in reports) > DEFAULT.trace_common_places
    taken = [document("one", WIRE, 3), document("two", REPRINT, 5)]
    copies = [c for c in trace([*reports, *taken]).copies if c.relation != "shared_quote"]
    assert [(copy.a, copy.b) for copy in copies] == [("one", "two")]
    assert copies[0].score > 0.9


def phrased(text: str, at: int) -> str:
    """The phrases of a text, seven words each, in a report that has other words between them."""
    words = text.split()
    cuts = range(at % 7, len(words), 7)
    return " ".join(
        f"{word} so{place}of{at}" if place in cuts else word for place, word in enumerate(words)
    )
