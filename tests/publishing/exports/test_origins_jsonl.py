from __future__ import annotations

import json

from counterclaim.publishing import EXPORTS
from tests.publishing.incident import TEXTS, collection


def test_every_document_is_in_exactly_one_origin() -> None:
    records = [json.loads(line) for line in EXPORTS["origins-jsonl"](collection())]
    fields = ["origin", "docs", "root", "credit", "sources"]
    assert all(list(record) == fields for record in records)
    assert records[0]["sources"] == {"r2": "r1"}
    assert sorted(doc for record in records for doc in record["docs"]) == sorted(TEXTS)
    assert records[0]["root"] == "r1"
    assert (records[1]["root"], records[1]["credit"]) == (None, "Northwire")
