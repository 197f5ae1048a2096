"""Nodes are told by the first that pairs tie them to, however long the chain."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from counterclaim.engine import begin
from counterclaim.engine.components import components
from counterclaim.engine.folder import Folder
from counterclaim.engine.rows import Row, frame

pytestmark = pytest.mark.filterwarnings("default")


@pytest.mark.parametrize("few", [0, 1000])
def test_components_of_chains_and_chance_pairs(tmp_path: Path, few: int) -> None:
    begin("native")
    dice = random.Random(few)
    chain = [(f"c{at:02}", f"c{at + 1:02}") for at in range(40)]
    chance = [(f"n{dice.randrange(50):02}", f"n{dice.randrange(50):02}") for _ in range(35)]
    pairs = dice.sample(chain + chance, len(chain + chance))
    edges = frame(Row("edge", a=a, b=b) for a, b in pairs)
    found = components(edges, Folder(tmp_path), "ties", few=few, at_once=4).to_pydict()
    assert dict(zip(found["node"], found["first"], strict=True)) == _expected(pairs)


def _expected(pairs: list[tuple[str, str]]) -> dict[str, str]:
    groups = [{node} for node in {end for pair in pairs for end in pair}]
    for a, b in pairs:
        one, other = (next(g for g in groups if end in g) for end in (a, b))
        if one is not other:
            groups.remove(other)
            one |= other
    return {node: min(group) for group in groups for node in group}
