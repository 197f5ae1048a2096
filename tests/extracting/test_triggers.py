"""Triggers are runs of words that are likely to announce something, in one sentence each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.extracting.labels import SIGNALS
from counterclaim.extracting.marking import Floats
from counterclaim.extracting.triggers import LIKELY, SURE, Trigger, triggers
from counterclaim.extracting.windows import Pieces, pieces
from tests.extracting.fake import doc, row, words

ALL = range(len(SIGNALS))


def unlikely(found: Pieces) -> Floats:
    return np.full((len(found), len(SIGNALS)), 1e-4, dtype=np.float32)


def found_in(found: Pieces, likely: dict[tuple[int, int], float]) -> list[Trigger]:
    """The triggers where (piece, kind) are so likely, and all else is not."""
    probabilities = unlikely(found)
    for at, probability in likely.items():
        probabilities[at] = probability
    return list(triggers(found, probabilities, ALL))


def test_adjoining_sure_words_are_one_trigger() -> None:
    (one, other) = found_in(row(9), {(2, 0): 0.6, (3, 0): 0.9, (4, 0): 0.7, (6, 0): 0.8})
    assert (one.pieces, one.type, other.pieces) == ((2, 5), 0, (6, 7))
    assert [one.score, other.score] == pytest.approx([0.9, 0.8])


def test_a_sentence_ends_a_trigger() -> None:
    found = found_in(row(4, 5), {(3, 0): 0.9, (4, 0): 0.9})
    assert [trigger.pieces for trigger in found] == [(3, 4), (4, 5)]


def test_kinds_are_told_apart() -> None:
    found = found_in(row(6), {(2, 3): 0.9, (2, 5): 0.9, (3, 5): 0.9})
    assert [(trigger.type, trigger.pieces) for trigger in found] == [(3, (2, 3)), (5, (2, 4))]
    probabilities = unlikely(row(6))
    probabilities[2, 3:6] = 0.9
    assert [t.type for t in triggers(row(6), probabilities, range(4, 6))] == [4, 5]


def test_a_trigger_is_made_of_whole_words() -> None:
    text = "Shelling unsettled Kramatorsk."
    found = pieces(words(), doc(text))
    assert list(found.word[:2]) == [0, 0]
    (trigger,) = found_in(found, {(1, 2): 0.9})
    lo, hi = trigger.pieces
    assert text[found.starts[lo] : found.ends[hi - 1]] == "Shelling"


def test_the_likeliest_word_of_a_sentence_that_must_have_one() -> None:
    (trigger,) = found_in(row(5, 5), {(6, 0): 0.3, (7, 0): 0.4, (8, 0): 0.3})
    assert trigger.pieces == (7, 8) and trigger.score == pytest.approx(0.4)


def test_one_doubtful_word_is_no_trigger() -> None:
    assert found_in(row(5, 5), {(7, 0): 0.45}) == []
    # In two sentences: neither must have one.
    assert found_in(row(5, 5), {(4, 0): 0.45, (5, 0): 0.45}) == []


def test_doubt_that_no_word_stands_out_of_is_no_trigger() -> None:
    assert found_in(row(40), {(at, 0): LIKELY - 0.01 for at in range(40)}) == []


def test_a_sentence_with_a_sure_word_needs_no_other() -> None:
    (trigger,) = found_in(row(9), {(2, 0): 0.9, (6, 0): 0.45, (7, 0): 0.4})
    assert trigger.pieces == (2, 3)


def test_an_empty_document_has_none() -> None:
    assert found_in(row(), {}) == []


@given(st.lists(st.integers(1, 12), min_size=1, max_size=6), st.integers(0, 1000))
@settings(max_examples=50)
def test_every_sure_word_is_in_one_trigger_of_its_kind(sizes: list[int], seed: int) -> None:
    found = row(*sizes)
    probabilities = np.random.default_rng(seed).random((len(found), 2), dtype=np.float32)
    covered = np.zeros((len(found), 2), dtype=int)
    for trigger in triggers(found, probabilities, range(2)):
        lo, hi = trigger.pieces
        covered[lo:hi, trigger.type] += 1
        assert found.sentence[lo] == found.sentence[hi - 1]
        assert trigger.score == probabilities[lo:hi, trigger.type].max() >= LIKELY
    assert (covered[probabilities >= SURE] == 1).all() and covered.max() <= 1
