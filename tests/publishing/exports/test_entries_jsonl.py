from __future__ import annotations

import json

from counterclaim.publishing import EXPORTS
from tests.publishing.incident import collection

KEYS = [
    "fact", "question", "type", "object_class", "place", "start", "end", "low", "best", "high",
    "voices", "documents", "claims", "status", "reasons", "within",
    "near_misses", "series",
    "standing", "policy", "policy_low", "policy_high", "provisional",
]  # fmt: skip


def test_an_entry_is_a_line_with_range_counts_and_series() -> None:
    records = [json.loads(line) for line in EXPORTS["entries-jsonl"](collection())]
    assert [list(record) for record in records] == [KEYS] * 4
    toll = records[0]
    assert (toll["low"], toll["best"], toll["high"]) == (19, None, 25)
    assert (toll["voices"], toll["documents"], toll["claims"]) == (3, 5, 6)
    assert toll["status"] == "disputed"
    assert list(toll["series"][0]) == ["published", "voice", "lower", "upper"]
    assert [point["published"] for point in toll["series"]] == [
        "2031-03-03", "2031-03-04", "2031-03-04", "2031-03-06", "2031-03-06", None,
    ]  # fmt: skip
    assert records[2]["within"] == [toll["fact"]]


def test_the_same_collection_gives_the_same_lines() -> None:
    for export in EXPORTS.values():
        assert list(export(collection())) == list(export(collection()))
