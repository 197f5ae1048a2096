"""Copies found in groups of the calendar are those of the whole collection."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from counterclaim.engine.records import unpacked
from counterclaim.engine.rows import document_row
from counterclaim.engine.tracing import Spread, Tracing
from counterclaim.model import Document, Traced
from counterclaim.tracing.tracer import paired
from tests.adding.war import POLICY, war


@pytest.mark.parametrize("seed", [3, 7, 11, 20, 58, 106, 118, 130])
def test_each_copy_is_found_in_one_group_as_in_the_whole(seed: int) -> None:
    dice = random.Random(seed)
    undated, days = dice.choice((0.0, 0.1, 0.3)), dice.choice((20, 60, 200, 600))
    documents = war(seed, reports=60, days=days, undated=undated).documents
    whole = paired(documents, POLICY)
    copies, marks = _in_groups(documents)
    assert copies == {pair: Traced(one.copy, one.lean) for pair, one in whole.found.items()}
    assert marks == whole.marks


def _in_groups(
    documents: tuple[Document, ...],
) -> tuple[dict[tuple[str, str], Traced], dict[str, str]]:
    rows = {document.id: document_row(document) for document in documents}
    groups: dict[str, list[str]] = defaultdict(list)
    used, undated = {"undated"}, []
    for row in Spread(POLICY)(list(rows.values())):
        if row.kind == "undated":
            undated.append(row.a)
        else:
            groups[row.b].append(row.a)
        if row.kind == "own":
            used.add(row.b)
    copies: dict[tuple[str, str], Traced] = {}
    marks: dict[str, str] = {}
    for group in used:
        held = [rows[id]._replace(b=group) for id in (*groups[group], *undated)]
        for row in Tracing(POLICY)(held) if held else ():
            if row.kind == "copy":
                assert (row.a, row.b) not in copies
                copies[row.a, row.b] = unpacked(row.record, Traced)
            else:
                assert row.a not in marks
                marks[row.a] = row.record
    return copies, marks
