"""A collection cut by time."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.tracing.blocks import blocks, cell_of

DAYS = st.lists(st.integers(0, 200), max_size=30).map(sorted)


@given(DAYS, st.integers(0, 4), st.integers(0, 40))
def test_documents_within_the_window_meet_once(days: list[int], undated: int, window: int) -> None:
    met = [
        pair
        for block in blocks(days, undated, window)
        for pair in (
            *combinations(block.own, 2),
            *product(block.own, (number for part in block.later for number in part)),
        )
    ]
    assert len(met) == len(set(met))
    numbers = range(len(days) + undated)
    for a, b in combinations(numbers, 2):
        if b >= len(days) or days[b] - days[a] <= window:
            assert (a, b) in met


@given(DAYS, st.integers(0, 40))
def test_no_block_looks_further_than_twice_the_window(days: list[int], window: int) -> None:
    for block in blocks(days, 0, window):
        seen = [days[number] for number in block.numbers()]
        cells = {cell_of(day, window) for day in seen}
        assert max(cells) - min(cells) <= 1
        assert {cell_of(days[number], window) for number in block.own} == {min(cells)}


@given(DAYS, st.integers(0, 200), st.integers(0, 40))
def test_one_more_document_changes_two_blocks_at_most(
    days: list[int], more: int, window: int
) -> None:
    before, after = (
        {tuple(sorted(d[number] for number in block.numbers())) for block in blocks(d, 0, window)}
        for d in (days, sorted([*days, more]))
    )
    assert len(after - before) <= 2
