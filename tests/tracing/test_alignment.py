"""How passages grow across edits, and where they end."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model import Copy
from counterclaim.policy import DEFAULT
from counterclaim.tracing import trace
from counterclaim.tracing.alignment import Passages, aligned
from counterclaim.tracing.laid import Laid
from counterclaim.tracing.seeds import Rows
from counterclaim.tracing.words import words_of
from tests.tracing.reports import WIRE, document

LEAD = WIRE.splitlines()[1].partition(" - ")[2]
BODY = "\n".join(WIRE.splitlines()[3:6])


def texts(copy: Copy, a: str, b: str) -> list[tuple[str, str]]:
    return [(p.a.of(a), p.b.of(b)) for p in copy.shared]


def copy_of(a: str, b: str) -> Copy:
    (copy,) = trace([document("a", a), document("b", b)]).copies
    return copy


def test_a_word_changed_added_or_left_out_does_not_end_a_passage() -> None:
    edited = LEAD.replace("crowded ", "").replace("dozens more", "dozens of others")
    assert edited != LEAD
    ((left, right),) = texts(copy_of(LEAD, edited), LEAD, edited)
    assert left == LEAD[: len(left)] and len(left) >= len(LEAD) - 1
    assert right == edited[: len(right)] and len(right) >= len(edited) - 1


def test_a_paragraph_put_between_ends_a_passage() -> None:
    inserted = (
        "Nobody at the ministry of agriculture would say who had let the stalls stay open. " * 2
    )
    other = f"{LEAD} {inserted}{BODY}"
    one = f"{LEAD} {BODY}"
    pairs = texts(copy_of(one, other), one, other)
    assert len(pairs) == 2
    assert all("agriculture" not in right for _, right in pairs)


def test_paragraphs_in_another_order_are_two_passages() -> None:
    one, other = f"{LEAD}\n{BODY}", f"{BODY}\n{LEAD}"
    pairs = texts(copy_of(one, other), one, other)
    assert len(pairs) == 2
    assert [other.index(right) for _, right in pairs] == sorted(
        (other.index(right) for _, right in pairs), reverse=True
    )


def test_a_headline_repeated_in_both_is_matched_line_by_line() -> None:
    headline = "Artillery fire kills fourteen at the vegetable market of Tal Zahra"
    one = f"{headline}\n{headline}\n{LEAD}"
    other = f"{headline}\nBy our own staff in the north\n{headline}\n{LEAD}"
    places = [(p.a.start, p.b.start) for p in copy_of(one, other).shared]
    assert places == sorted(places)
    assert places[0] == (0, 0)


PASSAGE = st.lists(st.sampled_from("ba ke lo mi ru st nd gy".split()), max_size=30).map(" ".join)
PAIRS = st.lists(st.tuples(PASSAGE, PASSAGE, PASSAGE), min_size=1, max_size=4)


def runs_of(texts: list[list[int]], pairs: list[tuple[int, int]]) -> Rows:
    """All runs of five words or more that the standard library finds in pairs of texts."""
    found = [
        (number, match.a, match.b, match.size)
        for number, (a, b) in enumerate(pairs)
        for match in SequenceMatcher(None, texts[a], texts[b], False).get_matching_blocks()
        if match.size >= 5
    ]
    number, i, j, lengths = np.array(found, dtype=np.int32).reshape(-1, 4).T
    return Rows(number.astype(np.int64), i, j, lengths)


def told(passages: Passages, pair: int) -> list[list[int]]:
    kept = passages.pairs == pair
    return [*passages.first[:, kept].tolist(), *passages.last[:, kept].tolist()]


@settings(max_examples=40, deadline=None)
@given(PAIRS)
def test_pairs_are_aligned_together_as_each_of_them_is(parts: list[tuple[str, str, str]]) -> None:
    texts = [words_of(text) for a, b, c in parts for text in (f"{a} {b} {c}", f"{b} {a} {b}")]
    rows = [text.hashes.tolist() for text in texts]
    pairs = [(at, at + 1) for at in range(0, len(texts), 2)]
    laid = Laid.of(texts)
    sides = np.array(pairs, dtype=np.int64).T
    together = aligned(laid, (sides[0], sides[1]), runs_of(rows, pairs), DEFAULT)
    for number, (a, b) in enumerate(pairs):
        one = runs_of(rows, [(a, b)])
        alone = aligned(laid, (sides[0][[number]], sides[1][[number]]), one, DEFAULT)
        assert told(alone, 0) == told(together, number)
        for side, words in enumerate((rows[a], rows[b])):
            spans = sorted(zip(*told(alone, 0)[side::2], strict=True))
            assert all(one[1] < other[0] for one, other in pairwise(spans))
            assert all(0 <= first <= last < len(words) for first, last in spans)
        runs = alone.runs
        for i, j, length in zip(*(c.tolist() for c in (runs.i, runs.j, runs.lengths)), strict=True):
            assert rows[a][i : i + length] == rows[b][j : j + length]


def test_a_long_run_is_followed_to_its_end() -> None:
    row = [f"word{at}" for at in range(10_000)]
    text = words_of(" ".join(row))
    five = Rows(*(np.array([value]) for value in (0, 7_000, 7_000, 5)))
    sides = np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.int64)
    passages = aligned(Laid.of([text, text]), sides, five, DEFAULT)
    assert told(passages, 0) == [[3_000], [3_000], [9_999], [9_999]]


def test_of_two_long_lists_in_another_order_the_longest_lines_are_looked_at() -> None:
    lines = [" ".join(f"w{at}x{n}" for n in range(7 + at % 2)) for at in range(1_200)]
    texts = [words_of("\n".join(each)) for each in (lines, lines[::-1])]
    lengths = np.array([len(line.split()) for line in lines], dtype=np.int32)
    begins = np.cumsum(lengths, dtype=np.int32) - lengths
    there = lengths.sum(dtype=np.int32) - begins - lengths
    sides = np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.int64)
    rows = Rows(np.zeros(len(lines), dtype=np.int64), begins, there, lengths)
    passages = aligned(Laid.of(texts), sides, rows, DEFAULT)
    assert len(passages) == 1_000
    assert sum(passages.equal == 8) == 600
