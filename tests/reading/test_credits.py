"""Whose text a report says it is."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from counterclaim.model import Document
from counterclaim.reading import read
from tests.reading.conftest import Report

HEAD = "Shells kill 12 at market in Qasr"
BODY = "Two shells fell on the market of Qasr on Monday, killing at least 12 people."


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (f"QASR (Reuters) - {BODY}", "dateline", "Reuters"),
        (f"{HEAD}\n{HEAD} AFP Monday 5 Dec 2016 {BODY}", "byline", "AFP"),
        (f"{HEAD} | Jordan Times\n{BODY}", "byline", "Jordan Times"),
        (f"{HEAD}\nReuters\n{BODY}", "byline", "Reuters"),
        (f"{BODY} Read Full Article at RT.com\n{BODY}", "byline", "RT"),
        (f"{BODY} Read Full Article at qasr-post.example\n{BODY}", "byline", "qasr-post.example"),
        (f"QASR (Qasr Wire) — {BODY}", "dateline", "Qasr Wire"),
        (f"{BODY}--AFP", "tail", "AFP"),
        (f"{BODY}\nSource: SANA", "tail", "SANA"),
        (f"{BODY} (With Reuters)", "tail", "Reuters"),
        (f"{BODY}\n\n**Radio Habana Cuba**", "tail", "Radio Habana Cuba"),
        (f"{BODY}\nAgencies contributed to this report.", "tail", "agencies"),
        (f"{BODY} Source TRT World and agencies", "tail", "TRT World and agencies"),
        (f"{BODY}\nJan Berg contributed to this report for Qasr Post", "tail", "Qasr Post"),
        (f"{BODY} A medic told AFP that two died later on.", "inline", "AFP"),
        (f"{BODY} According to the Tasnim news agency, nobody died.", "inline", "Tasnim"),
        (f"{BODY} The state news agency SANAs correspondent was there.", "inline", "SANA"),
        (f"{BODY} The news website Qasr Today said that nobody died.", "inline", "Qasr Today"),
        (f"{BODY} See https://www.reuters.com/world for more of it.", "address", "Reuters"),
    ],
)
def test_credits(report: Report, text: str, kind: str, name: str) -> None:
    found = report(text).credits
    assert [(credit.kind, credit.name) for credit in found] == [(kind, name)]


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY} (Reuters Photo) {BODY}",
        f"{BODY}\nSmoke rises over Qasr. AMAL NOOR/AFP\n{BODY}",
        f"{BODY} They fled at dawn, and dawn in Petra was cold.",
        f"{BODY} Comment via Facebook. Comment via Sputnik News",
    ],
)
def test_pictures_and_common_words_are_no_credits(report: Report, text: str) -> None:
    assert report(text).credits == ()


@pytest.mark.shared
def test_annotated_credits_are_found(shared: Path) -> None:
    """Name, kind and overlapping span, over the 283 annotated reports."""
    read_items = read([shared / "claims" / "dev.jsonl", shared / "claims" / "train.jsonl"])
    found = {item.id: item for item in read_items if isinstance(item, Document)}
    count: Counter[str] = Counter()
    for event in json.loads((shared / "copies" / "dev.json").read_text(encoding="utf-8")):
        count["found"] += sum(len(found[doc].credits) for doc in event["docs"])
        for gold in event["credits"]:
            count["gold"] += 1
            count["right"] += any(
                credit.kind == gold["kind"]
                and credit.name == gold["credit"]
                and credit.span.start < gold["span"][1]
                and gold["span"][0] < credit.span.end
                for credit in found[gold["doc"]].credits
            )
    f1 = 2 * count["right"] / (count["found"] + count["gold"])
    print(f"credits: F1 {f1:.3f}", dict(count))
    assert f1 >= 0.95
