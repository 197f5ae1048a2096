"""Windows keep every piece's place, and every piece is core in exactly one of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from counterclaim.extracting.encoder import TOKENIZER, WEIGHTS, tokenizer
from counterclaim.extracting.readings import DocText
from counterclaim.extracting.sentences import sentences
from counterclaim.extracting.windows import BLOCK, CLS, SIZE, blocks, pieces, windows


@pytest.fixture(scope="module")
def words() -> Tokenizer:
    return tokenizer(WEIGHTS / TOKENIZER)


def doc(text: str, title: tuple[int, int] | None = None) -> DocText:
    return DocText(text, title, tuple(sentences(text)))


def test_a_short_document_is_one_window(words: Tokenizer) -> None:
    text = "Shelling killed nine in Umm Dafuq\nNine people died on Monday, a medic said."
    seen = doc(text, (0, 33))
    (window,) = windows(pieces(words, seen), seen)
    inside = window.pieces
    assert inside.ids[0] == CLS and window.core.sum() == len(inside) - 3
    shown = [text[a:b].lower() for a, b in zip(inside.starts, inside.ends, strict=True) if a >= 0]
    assert shown[:3] == ["shell", "ing", "killed"] and shown[-1] == "."


def test_a_long_document_is_shared_out(words: Tokenizer) -> None:
    line = "Rockets fell on the northern quarter of Tell Nour again on day {}, wounding {} people. "
    text = "Rockets on Tell Nour\n" + "".join(line.format(at, at + 2) for at in range(120))
    seen = doc(text, (0, 20))
    found = pieces(words, seen)
    cores = np.zeros(len(found), dtype=int)
    for window in windows(found, seen):
        assert len(window) <= SIZE
        assert window.pieces.starts[1] == 0  # the title leads
        cores[np.searchsorted(found.starts, window.pieces.starts[window.core])] += 1
    assert (cores == 1).all()


@given(st.text(max_size=400), st.integers(1, 40))
@settings(deadline=None, max_examples=60)
def test_any_text_is_covered_once(text: str, times: int) -> None:
    found_words = tokenizer(WEIGHTS / TOKENIZER)
    seen = doc(text * times)
    found = pieces(found_words, seen)
    assert sum(int(window.core.sum()) for window in windows(found, seen)) == len(found)
    assert ((found.starts >= 0) & (found.ends <= len(seen.text))).all()


@given(st.lists(st.integers(1, 3 * BLOCK), max_size=5))
@settings(deadline=None, max_examples=30)
def test_blocks_make_up_the_text(sizes: list[int]) -> None:
    text = "".join("x" * (size - 1) + " " for size in sizes)
    spans, at = [], 0
    for size in sizes:
        spans.append((at, at + size))
        at += size
    found = list(blocks(text, tuple(spans)))
    assert "".join(text[lo:hi] for lo, hi in found) == text
    assert all(0 < hi - lo <= BLOCK for lo, hi in found)
