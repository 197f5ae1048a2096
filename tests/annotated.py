"""An extractor that gives what was annotated, so that later stages can be tried by themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from counterclaim.model import Claim, Document, Mention, Quantity, Span, identifier

GOLD = Path(__file__).parent / "gold"


class Annotated:
    """Gives each document the claims that a gold file has for its id; others have none."""

    name = "annotated"

    def __init__(self, path: Path) -> None:
        reports = map(json.loads, path.read_text("utf-8").splitlines())
        self._claims: dict[str, list[Mapping[str, Any]]] = {r["doc"]: r["claims"] for r in reports}

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        for document in documents:
            found = [
                _claim(document.id, at, gold)
                for at, gold in enumerate(self._claims.get(document.id, ()))
            ]
            yield tuple(sorted(found, key=lambda claim: (claim.trigger.span, claim.id)))


def _claim(document: str, at: int, gold: Mapping[str, Any]) -> Claim:
    trigger = _mention(gold["trigger"])
    assert trigger is not None
    return Claim(
        id=identifier("claim", document, at),
        document=document,
        type=gold["type"],
        sentence=Span(*gold["sentence"]),
        trigger=trigger,
        quantity=_quantity(gold),
        object=_mention(gold["object"]),
        object_class=gold["object_class"],
        object_class_score=1.0,
        actor=_mention(gold["actor"]),
        places=_mentions(gold["places"]),
        time=_mention(gold["time"]),
        speaker=_mention(gold["speaker"]),
        via=_mentions(gold["via"]),
        polarity=gold["polarity"],
        polarity_score=1.0,
    )


def _quantity(gold: Mapping[str, Any]) -> Quantity | None:
    words = _mention(gold["quantity"])
    return Quantity(words, gold["lower"], gold["upper"], gold["precision"]) if words else None


def _mention(found: Mapping[str, Any] | None) -> Mention | None:
    return Mention(found["text"], Span(*found["span"]), "annotated") if found else None


def _mentions(found: Iterable[Mapping[str, Any]]) -> tuple[Mention, ...]:
    return tuple(Mention(one["text"], Span(*one["span"]), "annotated") for one in found)
