"""Scores become spans of the text: anchors, and values that are pointed at."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.extracting.edges import place_name
from counterclaim.extracting.labels import POINTERS, TAGS
from counterclaim.extracting.marking import Floats
from counterclaim.extracting.readings import Reading, Span
from counterclaim.extracting.roles import (
    EMPTY,
    EMPTY_OF,
    LONGEST_VALUE,
    Pointing,
    anchors,
    reading,
    softmax,
)
from counterclaim.extracting.windows import Pieces, pieces
from tests.extracting.fake import doc, row, words

TEXT = (
    "Rebels of the Harun Front shelled Umm Dafuq. The Harun Front took it, "
    "and Umm Dafuq is in the hands of the harun front."
)

SPEAKER = POINTERS.index("speaker")


def seen(text: str = TEXT) -> Pieces:
    return pieces(words(), doc(text))


def located(found: Pieces, phrase: str, nth: int = 0, text: str = TEXT) -> Span:
    """The pieces of the nth mention of a phrase."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(phrase, at + 1)
    lo = int(np.searchsorted(found.starts, at))
    return lo, int(np.searchsorted(found.ends, at + len(phrase), side="left")) + 1


def pointing(found: Pieces, shares: dict[Span, float], nothing: float = 0.0) -> Pointing:
    """All roles alike, whose mentions have these shares as first and as last pieces."""
    starts = np.full((len(POINTERS), 1 + len(found)), 1e-9, dtype=np.float32)
    ends = starts.copy()
    starts[:, 0] = ends[:, 0] = max(nothing, 1e-9)
    for (lo, hi), share in shares.items():
        starts[:, lo + 1] = share
        ends[:, hi] = 1
    return Pointing.of(found, np.log(starts), np.log(ends))


def shown(value: Reading | None, text: str = TEXT) -> str | None:
    return text[value.start : value.end] if value else None


# Values that are pointed at.


def test_the_likeliest_words_are_the_value() -> None:
    found = seen()
    rebels, front = located(found, "Rebels"), located(found, "Harun Front")
    told = pointing(found, {rebels: 0.3, front: 0.7})
    assert shown(told.best(TEXT, 0)) == "Harun Front"
    assert shown(told.surest(TEXT, 0, LONGEST_VALUE)) == "Harun Front"


def test_mentions_of_the_same_words_in_any_case_count_together() -> None:
    found = seen()
    town = located(found, "Umm Dafuq")
    fronts = [located(found, "Harun Front", nth) for nth in (0, 1)]
    small = located(found, "harun front")
    told = pointing(found, {town: 0.4, fronts[0]: 0.2, fronts[1]: 0.25, small: 0.15})
    best = told.best(TEXT, 0)
    assert best and (best.start, shown(best)) == (TEXT.index("Harun Front took"), "Harun Front")
    # All mentions together; each last piece has a quarter of the ends' weight.
    assert best.score == pytest.approx(0.6 / 4, abs=0.01)
    assert shown(told.surest(TEXT, 0, LONGEST_VALUE)) == "Umm Dafuq"


def test_nothing_is_a_value_of_its_own() -> None:
    found = seen()
    front = located(found, "Harun Front")
    doubted = pointing(found, {front: 1 - EMPTY - 0.02}, nothing=EMPTY + 0.02)
    assert doubted.best(TEXT, SPEAKER) is None
    assert doubted.surest(TEXT, SPEAKER, LONGEST_VALUE) is None
    held = pointing(found, {front: 1 - EMPTY + 0.02}, nothing=EMPTY - 0.02)
    assert shown(held.best(TEXT, SPEAKER)) == "Harun Front"
    assert shown(held.surest(TEXT, SPEAKER, 9)) == "Harun Front"


def test_an_object_is_left_out_only_where_nothing_is_likelier() -> None:
    found = seen()
    doubt = (EMPTY + EMPTY_OF["object"]) / 2
    told = pointing(found, {located(found, "Harun Front"): 1 - doubt}, nothing=doubt)
    assert shown(told.best(TEXT, POINTERS.index("object"))) == "Harun Front"
    assert told.best(TEXT, SPEAKER) is None


def test_words_that_their_edges_leave_nothing_of_are_passed_over() -> None:
    found = seen()
    hands, town = located(found, "hands"), located(found, "Umm Dafuq")
    told = pointing(found, {hands: 0.7, town: 0.3})
    assert shown(told.best(TEXT, 0)) == "hands"
    assert shown(told.best(TEXT, 0, place_name)) == "Umm Dafuq"


def test_a_role_that_points_nowhere_in_particular_is_empty() -> None:
    found = row(3000)
    flat = np.zeros((1, 3001), dtype=np.float32)
    assert Pointing.of(found, flat, flat).best("x " * 3000, 0) is None
    assert Pointing.of(found, flat, flat).surest("x " * 3000, 0, LONGEST_VALUE) is None


def test_values_begin_and_end_with_words() -> None:
    text = "Kramatorsk burns"  # of which the tokenizer makes more than two pieces
    found = seen(text)
    assert found.first_of_word.sum() == 2 < len(found)
    inside = np.zeros((1, 1 + len(found)), dtype=np.float32)
    inside[0, 1:][~found.first_of_word] = 9
    starts = inside + np.append(0, found.first_of_word) * 1.0
    told = Pointing.of(found, starts.astype(np.float32), inside)
    value = told.best(text, 0)
    assert value and shown(value, text) in ("Kramatorsk", "burns", text)


@pytest.mark.parametrize("longest", [1, 3, LONGEST_VALUE])
def test_a_value_has_at_most_so_many_pieces(longest: int) -> None:
    found, text = row(200), "x " * 200
    told = pointing(found, {(50, 50 + longest): 0.9})
    value = told.surest(text, 0, longest)
    assert value and (value.start, value.end) == (100, 99 + 2 * longest)
    too_long = pointing(found, {(50, 51 + longest): 0.9}).surest(text, 0, longest)
    assert too_long and too_long.end <= value.end


def test_a_place_is_no_longer_than_places_are() -> None:
    found, text = row(200), "x " * 200
    at = POINTERS.index("place")
    starts = np.full((len(POINTERS), 201), -20, np.float32)
    ends = starts.copy()
    starts[at, 51] = starts[at, 71] = 0  # one name begins at the 50th piece, another at the 70th
    ends[at, 72] = 0  # only the latter ends soon after
    told = Pointing.of(found, starts, ends)
    value = told.best(text, at)
    assert value and (value.start, value.end) == (140, 143)


scores = st.lists(st.floats(-20, 20, width=32), min_size=18, max_size=18)


@given(scores, scores, st.text("aé \u0301 x", min_size=3, max_size=16))
@settings(max_examples=50)
def test_whatever_is_scored_a_value_is_text(
    starts: list[float], ends: list[float], text: str
) -> None:
    found = seen(text)
    cut = slice(0, 1 + len(found))
    told = Pointing.of(
        found, np.array([starts], np.float32)[:, cut], np.array([ends], np.float32)[:, cut]
    )
    for value in (told.best(text, 0), told.surest(text, 0, 3)):
        if value:
            assert shown(value, text) == text[value.start : value.end].strip() != ""
            assert 0 <= value.score <= 1


# Anchors.


def tagged(found: Pieces, **spans: list[Span]) -> Floats:
    tags = np.zeros((len(found), len(TAGS)), dtype=np.float32)
    tags[:, 0] = 4
    for kind, places in spans.items():
        for lo, hi in places:
            tags[lo:hi, TAGS.index(kind) + 1] = 8
            tags[lo, TAGS.index(kind)] = 12
    return tags


def test_anchors_are_found_in_order_with_how_sure_they_are() -> None:
    found = row(20)
    tags = tagged(found, quantity=[(2, 4), (9, 10)], object=[(6, 8)])
    one, two, three = anchors(found, (5, 6), tags)
    assert one[:2] == (1, (2, 4)) and two[:2] == (2, (6, 8)) and three[:2] == (1, (9, 10))
    assert all(0.9 < sure <= 1 for _, _, sure in (one, two, three))


def test_adjoining_anchors_are_told_apart() -> None:
    found = row(20)
    first, then = (7, 9), (9, 10)
    two = tagged(found, quantity=[first, then])
    assert [anchor[:2] for anchor in anchors(found, (5, 6), two)] == [(1, first), (1, then)]
    both = tagged(found, quantity=[first], object=[then])
    assert [anchor[:2] for anchor in anchors(found, (5, 6), both)] == [(1, first), (2, then)]


def test_anchors_of_other_sentences_are_none_of_a_trigger() -> None:
    found = row(10, 10, 10)
    tags = tagged(found, quantity=[(9, 11), (12, 13), (20, 21)])
    assert [a[1] for a in anchors(found, (15, 16), tags)] == [(10, 11), (12, 13)]


def test_an_anchor_may_end_the_document() -> None:
    found = row(10)
    assert [a[1] for a in anchors(found, (1, 2), tagged(found, object=[(8, 10)]))] == [(8, 10)]
    assert list(anchors(found, (1, 2), tagged(found))) == []


def test_anchors_are_made_of_whole_words() -> None:
    text = "Shells hit Kramatorsk again"
    found = seen(text)
    lo, hi = located(found, "Kramatorsk", text=text)
    assert hi - lo > 1
    for only in ((lo, hi), (lo, lo + 1)):
        ((_, span, _),) = anchors(found, (0, 1), tagged(found, object=[only]))
        assert span == (lo, hi)


# Readings.


def test_a_reading_is_a_span_of_the_text() -> None:
    found = seen()
    value = reading(TEXT, found, located(found, "Umm Dafuq"), 1.00001)
    assert value == Reading(TEXT.index("Umm"), TEXT.index(". The"), 1.0)


def test_probabilities_sum_to_one() -> None:
    likely = softmax(np.array([[0, 1e4, -1e4], [5, 5, 5]], dtype=np.float32))
    assert likely.sum(-1) == pytest.approx([1, 1]) and np.isfinite(likely).all()
