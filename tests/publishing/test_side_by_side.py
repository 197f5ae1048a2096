from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Span
from counterclaim.publishing.side_by_side import MOST_TEXT, SideBySide, side_by_side
from counterclaim.publishing.word_rows import WordRow
from tests.publishing.incident import HOSTILE
from tests.publishing.page import Page

ENOUGH = 10**6


def beside(left: str, right: str, *shared: tuple[str, str], work: int = ENOUGH) -> SideBySide:
    """The texts with passages that are named by their words."""
    spans = [
        (Span(left.index(a), left.index(a) + len(a)), Span(right.index(b), right.index(b) + len(b)))
        for a, b in shared
    ]
    return side_by_side(WordRow.of(left), WordRow.of(right), spans, work)


def cells(found: SideBySide) -> list[tuple[str, str]]:
    return [(str(row.left), str(row.right)) for row in found.rows]


def test_words_that_differ_are_marked_and_equal_ones_are_plain() -> None:
    left = "The bridge at Orvane fell at dawn on Friday."
    right = "The old bridge at Orvane fell on Saturday."
    found = beside(left, right, (left[:-1], right[:-1]))
    assert cells(found) == [
        (
            "The bridge at Orvane fell <del>at dawn</del> on <del class=h>Friday</del>.",
            "The <ins>old</ins> bridge at Orvane fell on <ins class=h>Saturday</ins>.",
        )
    ]


def test_passages_stand_row_by_row_and_the_rest_in_short() -> None:
    first, second = "Smoke rose over the harbour.", "No boat left before noon."
    padding = " ".join(f"filler{at}" for at in range(100))
    left = f"{first} {padding} {second}"
    right = f"A headline. {first} {second} Read on."
    found = beside(left, right, (first[:-1], first[:-1]), (second[:-1], second[:-1]))
    assert cells(found) == [
        ("", "A headline."),
        (first, first),
        (
            "filler0 filler1 filler2 filler3 filler4 filler5 <i>… 88 words …</i> "
            "filler94 filler95 filler96 filler97 filler98 filler99",
            "",
        ),
        (second, second),
        ("", "Read on."),
    ]
    assert [row.outside for row in found.rows] == [True, False, True, False, True]


def test_a_passage_that_was_moved_is_told() -> None:
    one, two = "Smoke rose over the harbour", "No boat left before noon"
    found = beside(f"{one}. {two}.", f"{two}. {one}.", (one, one), (two, two))
    assert [row.place for row in found.rows] == [
        "2nd passage in this text",
        "1st passage in this text",
    ]
    assert (
        [row.left for row in found.rows]
        == [row.right for row in found.rows]
        == [f"{one}.", f"{two}."]
    )


def test_a_long_passage_is_cut_where_it_is_equal() -> None:
    words = [f"w{at}" for at in range(1000)]
    left, right = " ".join(words), " ".join([*words[:600], "new", *words[600:]])
    ((one, other),) = cells(beside(left, right, (left, right)))
    assert one.startswith("w0 w1 ") and "w24 <i>… 550 words …</i> w575" in one
    assert "w599 <ins>new</ins> w600" in other
    assert len(one.split()) < 150


def test_a_short_passage_is_whole() -> None:
    text = " ".join(f"w{at}" for at in range(400))
    assert cells(beside(text, text, (text, text))) == [(text, text)]


def test_a_coarse_comparison_says_so() -> None:
    left, right = "one two two three", "one four two two five three"
    found = beside(left, right, (left, right), work=0)
    assert "word by word" in found.rows[0].notes[0]
    assert beside(left, right, (left, right)).rows[0].notes == ()


def test_markup_and_controls_are_text() -> None:
    left, right = f"Fire {HOSTILE} \u202eon the hill\x00", f"Fire <b>x</b> {HOSTILE} on the hill"
    found = beside(left, right, (left, right))
    for row in found.rows:
        for cell in (row.left, row.right):
            assert {e.tag for e in Page(str(cell)).elements} <= {"del", "ins", "span", "i"}
            assert "\x00" not in cell and "\u202e" not in cell
    assert HOSTILE in Page(str(found.rows[0].left)).text


def test_hostile_texts_do_not_swell_the_page() -> None:
    shared = "Smoke rose over the harbour at noon"
    texts = [
        "x" * 10**5 + f" {shared} " + "y" * 10**5,
        f"{shared} " + " ".join(f"a{at} b" for at in range(10_000)),
        f"{shared}{'!' * 10**5}",
        f"{shared} " + "\n" * 10**5 + shared,
    ]
    for left in texts:
        for right in texts:
            for found in (
                beside(left, right, (left, right)),
                beside(left, right, (shared, shared)),
            ):
                assert sum(len(a) + len(b) for a, b in cells(found)) < 2 * MOST_TEXT


def test_passages_without_room_are_counted() -> None:
    sentences = [f"Sentence {at} tells what befell village {at} " * 20 for at in range(200)]
    text = "".join(sentences)
    found = beside(text, text, *((s, s) for s in sentences))
    assert found.left_out == 200 - len(found.rows) > 0


PIECES = st.lists(
    st.tuples(st.sampled_from(["shared", "left", "right"]), st.integers(1, 12)), max_size=8
)


@given(PIECES, st.randoms(use_true_random=False))
def test_every_word_stands_once_in_its_column(
    pieces: list[tuple[str, int]], random: object
) -> None:
    texts: dict[str, list[str]] = {"left": [], "right": []}
    spans: dict[str, list[Span]] = {"left": [], "right": []}
    for number, (kind, size) in enumerate(pieces):
        words = " ".join(f"{kind}{number}x{at}" for at in range(size))
        for side in texts:
            if kind in ("shared", side):
                start = len(" ".join([*texts[side], ""]))
                texts[side].append(words)
                if kind == "shared":
                    spans[side].append(Span(start, start + len(words)))
    left, right = (" ".join(texts[side]) for side in ("left", "right"))
    shared = list(zip(spans["left"], spans["right"], strict=True))
    found = side_by_side(WordRow.of(left), WordRow.of(right), shared, ENOUGH)
    for side, text in (("left", left), ("right", right)):
        cells = [str(getattr(row, side)) for row in found.rows]
        shown = " ".join(cells).replace("<i>", "").replace("</i>", "")
        left_out = sum(int(n) for n in re.findall(r"… (\d+) words? …", shown))
        kept = re.sub(r"… \d+ words? …", " ", shown).split()
        assert len(kept) + left_out == len(text.split())
        assert kept == [word for word in text.split() if word in kept]


@given(
    st.text(max_size=60),
    st.text(max_size=60),
    st.lists(st.tuples(*[st.integers(0, 70)] * 2, *[st.integers(1, 20)] * 2), max_size=5),
)
def test_any_spans_of_any_texts_can_be_shown(
    left: str, right: str, places: list[tuple[int, int, int, int]]
) -> None:
    shared = [(Span(a, a + m), Span(b, b + n)) for a, b, m, n in places]
    for work in (0, ENOUGH):
        found = side_by_side(WordRow.of(left), WordRow.of(right), shared, work)
        for row in found.rows:
            assert Page(f"<p>{row.left}{row.right}</p>").unbalanced == []
