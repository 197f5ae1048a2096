"""Windows keep every piece's place, and every piece is core in exactly one of them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.extracting.windows import (
    BLOCK,
    CLS,
    LEFT,
    LONGEST,
    RIGHT,
    SEP,
    SIZE,
    Pieces,
    Window,
    blocks,
    pieces,
    windows,
)
from tests.extracting.fake import doc, row, words

SENTENCES = st.lists(
    st.one_of(st.integers(1, 60), st.integers(LONGEST - 2, LONGEST + 2), st.integers(1, 2000)),
    max_size=40,
)
# Texts without full stops, spaces or sense, some of them long.
HOSTILE = st.builds(
    lambda text, times: text * times,
    st.text(max_size=40)
    | st.sampled_from(["空爆で死亡", "killed ", "a\u0301", "9", ". ", "\n", "👩\u200d🚒", "\0 "]),
    st.sampled_from([1, 3, 50, 700]),
)


def core(window: Window) -> list[int]:
    return list(map(int, window.ids[slice(*window.core)]))


def check(found: Pieces, seen: list[Window]) -> None:
    """The cores are the document, and every window is one that the model can see."""
    assert [id for window in seen for id in core(window)] == found.ids.tolist()
    for window in seen:
        assert len(window) <= SIZE
        assert (window.ids[0], window.ids[-1]) == (CLS, SEP)


def test_a_short_document_is_one_window() -> None:
    text = "Shelling killed nine in Umm Dafuq\nNine people died on Monday, a medic said."
    found = pieces(words(), doc(text))
    (window,) = windows(found)
    assert window.core == (1, len(window) - 1)
    assert core(window) == found.ids.tolist()
    shown = [text[a:b].lower() for a, b in zip(found.starts, found.ends, strict=True)]
    assert shown[:3] == ["shell", "ing", "killed"] and shown[-1] == "."
    assert sorted(set(found.sentence.tolist())) == [0, 1]


def test_an_empty_document_has_no_window() -> None:
    assert list(windows(pieces(words(), doc("")))) == []
    assert list(windows(pieces(words(), doc(" \n\t ")))) == []


@pytest.mark.parametrize("size", [SIZE - 2, SIZE - 1])
def test_a_document_is_shared_out_once_it_does_not_fit(size: int) -> None:
    found = row(*[10] * (size // 10), size % 10)
    assert (len(list(windows(found))) == 1) == (size == SIZE - 2)


@given(SENTENCES)
def test_cores_partition_a_document(sizes: list[int]) -> None:
    check(row(*sizes), list(windows(row(*sizes))))


@given(SENTENCES)
def test_no_sentence_of_a_usual_length_is_cut(sizes: list[int]) -> None:
    found = row(*sizes)
    for one, other in pairwise(map(core, windows(found))):
        last, first = found.sentence[one[-1]], found.sentence[other[0]]
        assert last != first or sizes[last] > LONGEST


@given(SENTENCES)
def test_a_core_is_seen_with_what_stands_around_it(sizes: list[int]) -> None:
    found = row(*sizes)
    for window in windows(found):
        inside, own = window.ids[1:-1].tolist(), core(window)
        assert inside == list(range(inside[0], inside[-1] + 1))
        assert inside[0] <= max(0, own[0] - LEFT)
        assert inside[-1] >= min(len(found), own[-1] + 1 + RIGHT) - 1


@given(HOSTILE)
@settings(max_examples=60)
def test_hostile_texts_are_shared_out_too(text: str) -> None:
    found = pieces(words(), doc(text))
    check(found, list(windows(found)))


@given(HOSTILE)
@settings(max_examples=60)
def test_pieces_keep_their_place(text: str) -> None:
    found = pieces(words(), doc(text))
    assert ((found.starts >= 0) & (found.ends <= len(text))).all()
    assert (found.starts < found.ends).all()
    for column in (found.starts, found.word, found.sentence):
        assert (np.diff(column) >= 0).all()


def test_pieces_know_words_and_sentences() -> None:
    text = "Unmarked lorries left. Rebels stayed."
    found = pieces(words(), doc(text))
    opens = [text[at] for at in found.starts[found.first_of_word]]
    closes = [text[at - 1] for at in found.ends[found.last_of_word]]
    assert "".join(opens) == "Ull.Rs." and "".join(closes) == "dst.sd."
    assert found.sentence[found.starts < 22].max() == 0 and found.sentence[-1] == 1


@given(st.lists(st.integers(1, 3 * BLOCK), max_size=5))
@settings(max_examples=30)
def test_blocks_make_up_the_text(sizes: list[int]) -> None:
    text = "".join("x" * (size - 1) + " " for size in sizes)
    spans, at = [], 0
    for size in sizes:
        spans.append((at, at + size))
        at += size
    found = list(blocks(text, tuple(spans)))
    assert "".join(text[lo:hi] for lo, hi in found) == text
    assert all(0 < hi - lo <= BLOCK for lo, hi in found)
