"""Speakers of the development set are resolved to whom they mean (benchmarks/speakers)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from counterclaim.grounding import Grounder
from counterclaim.grounding.persons import person
from counterclaim.grounding.spelling import exact_key
from counterclaim.model import Document, Entity
from counterclaim.reading import read
from counterclaim.reading.annotated import annotated

KEY = Path(__file__).parent / "dev_speakers.csv"


def is_meant(found: Entity, name: str) -> bool:
    if found.kind == "person" and person(found.name) == person(name):
        return True
    return found.name == name or exact_key(found.name) == exact_key(name)


@pytest.mark.shared
def test_speakers_are_resolved(shared: Path, grounder: Grounder) -> None:
    with KEY.open(encoding="utf-8", newline="") as rows:
        meant = {(r["doc"], r["speaker"], r["via"]): r["entity"] for r in csv.DictReader(rows)}
    gold = shared / "claims" / "dev.jsonl"
    documents = {item.id: item for item in read([gold]) if isinstance(item, Document)}
    told = []
    for report in annotated(gold):
        document = documents[report.document.id]
        for grounded in grounder.ground(document, report.claims):
            claim, found = grounded.claim, grounded.speaker
            if claim.speaker is None or found is None:
                continue
            via = "; ".join(mention.text for mention in claim.via)
            name = meant.get((document.id, claim.speaker.text, via))
            if name is not None:
                told.append(is_meant(found.entity, name))
    assert len(told) > 900
    assert sum(told) / len(told) >= 0.97
