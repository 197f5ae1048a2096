"""Rows of equal words are put in order, however large their numbers are."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.tracing.places import GRAM, LONG
from counterclaim.tracing.seeds import Rows, sorted_rows

DOCUMENTS, WORDS = 5, 9
ROW = st.tuples(
    st.integers(0, DOCUMENTS**2 - 1),
    st.integers(0, WORDS),
    st.integers(0, WORDS),
    st.sampled_from((GRAM, LONG)),
)
Row = tuple[int, int, int, int]


def rows_of(found: list[Row]) -> Rows:
    pairs, i, j, lengths = np.array(found, dtype=np.int32).reshape(-1, 4).T
    return Rows(pairs.astype(np.int64), i, j, lengths)


def told(rows: Rows) -> list[Row]:
    columns = (column.tolist() for column in (rows.pairs, rows.i, rows.j, rows.lengths))
    return list(zip(*columns, strict=True))


@given(st.lists(st.lists(ROW, max_size=20), max_size=3))
def test_rows_are_in_order_of_pair_and_line_and_word(found: list[list[Row]]) -> None:
    rows = [row for portion in found for row in portion]
    right = sorted(rows, key=lambda row: (row[0], row[1] - row[2], row[1], row[3]))
    for documents, longest in ((DOCUMENTS, WORDS), (1 << 20, WORDS), (DOCUMENTS, 1 << 30)):
        portions = sorted_rows(map(rows_of, found), documents, longest)
        assert told(Rows.joined(portions)) == right
