"""Reports with claims that people, or another program, annotated in them (docs/formats.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from counterclaim.model import Claim, Document, Mention, Quantity, Span, identifier

_READER = "annotation"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report, its annotated claims, and for each claim the fact it was put to (or None).

    ``event`` names the group of reports that must not be split between training and test.
    """

    document: Document
    claims: tuple[Claim, ...]
    facts: tuple[str | None, ...]
    event: str


def annotated(path: Path) -> Iterator[Annotated]:
    """The reports of a JSON-lines file, one a line, each with its claims inside."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield _report(json.loads(line))


def _report(record: Mapping[str, Any]) -> Annotated:
    day = record.get("published")
    title = record.get("title") or ""
    document = Document(
        id=str(record["doc"]),
        text=record["text"],
        title=title,
        title_span=Span(0, len(title)) if title and record["text"].startswith(title) else None,
        outlet=record.get("outlet"),
        published=date.fromisoformat(day) if day else None,
        published_from="given" if day else None,
    )
    claims = tuple(_claim(document, at, claim) for at, claim in enumerate(record["claims"]))
    facts = tuple(claim.get("fact") for claim in record["claims"])
    return Annotated(document, claims, facts, record.get("event", ""))


def _claim(document: Document, position: int, record: Mapping[str, Any]) -> Claim:
    trigger = _mention(record["trigger"])
    assert trigger is not None
    counted = _mention(record["quantity"])
    bounds = (record["lower"], record["upper"], record["precision"])
    return Claim(
        id=identifier("claim", document.id, position),
        document=document.id,
        type=record["type"],
        sentence=Span(*record["sentence"]),
        trigger=trigger,
        quantity=Quantity(counted, *bounds) if counted else None,
        object=_mention(record["object"]),
        object_class=record["object_class"],
        object_class_score=1.0,
        actor=_mention(record["actor"]),
        places=tuple(m for place in record["places"] if (m := _mention(place))),
        time=_mention(record["time"]),
        speaker=_mention(record["speaker"]),
        via=tuple(m for via in record["via"] if (m := _mention(via))),
        polarity=record["polarity"],
        polarity_score=1.0,
    )


def _mention(value: Mapping[str, Any] | None) -> Mention | None:
    return Mention(value["text"], Span(*value["span"]), _READER) if value else None
