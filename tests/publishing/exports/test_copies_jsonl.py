from __future__ import annotations

import json

from counterclaim.publishing import EXPORTS
from tests.publishing.incident import SHARED, TEXTS, collection


def test_a_copy_names_its_pair_relation_passages_and_reasons() -> None:
    (record,) = (json.loads(line) for line in EXPORTS["copies-jsonl"](collection()))
    assert list(record) == ["a", "b", "relation", "direction", "shared", "score", "reasons"]
    assert (record["a"], record["b"], record["direction"]) == ("r1", "r2", "a->b")
    ((a_start, a_end, b_start, b_end),) = record["shared"]
    assert TEXTS["r1"][a_start:a_end] == TEXTS["r2"][b_start:b_end] == SHARED
