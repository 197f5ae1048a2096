"""Floors under the figures on the development data: a change that falls below them shows."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from counterclaim.model import Document
from counterclaim.reading import read, with_years
from counterclaim.tracing import Traces, trace

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def documents(shared: Path) -> dict[str, Document]:
    paths = [shared / "claims" / name for name in ("dev.jsonl", "train.jsonl")]
    found = [each for each in read(paths) if isinstance(each, Document)]
    return {document.id: document for document in with_years(found)}


def scored(shared: Path, gold: Sequence[dict[str, Any]], traces: Sequence[Traces]) -> Any:
    spec = importlib.util.spec_from_file_location("score", shared / "copies" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    copies = [
        {
            "a": copy.a,
            "b": copy.b,
            "relation": copy.relation,
            "direction": copy.direction,
            "shared": [[p.a.start, p.a.end, p.b.start, p.b.end] for p in copy.shared],
        }
        for each in traces
        for copy in each.copies
    ]
    origins = [
        {"origin": origin.id, "docs": list(origin.documents)}
        for each in traces
        for origin in each.origins
    ]
    return module.score(gold, copies, origins)


@pytest.mark.parametrize("by_event", [False, True])
def test_figures_on_the_development_data(
    shared: Path, documents: dict[str, Document], by_event: bool
) -> None:
    gold = json.loads((shared / "copies" / "dev.json").read_text(encoding="utf-8"))
    if by_event:
        traces = [trace([documents[name] for name in event["docs"]]) for event in gold]
    else:
        traces = [trace(list(documents.values()))]
    figures = scored(shared, gold, traces)
    assert figures["pairs"]["f1"] >= 0.95
    assert figures["characters"]["f1"] >= 0.95
    assert figures["origins"]["f1"] >= 0.98
    assert figures["direction"]["given"] >= 0.6
    assert figures["direction"]["right"] >= 0.9


def test_the_seeds_that_share_rewritten_paragraphs_are_one_family(
    documents: dict[str, Document],
) -> None:
    seeds = [document for name, document in documents.items() if name.startswith("s0")]
    families = [origin.documents for origin in trace(seeds).origins]
    assert ("s000", "s001", "s002") in families
