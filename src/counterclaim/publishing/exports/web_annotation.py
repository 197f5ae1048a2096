"""Claims as W3C Web Annotations (JSON-LD): each field selected in the report's text; and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from counterclaim.model import Document
from counterclaim.model.decision import SEVERAL
from counterclaim.model.told import Told
from counterclaim.publishing.exports.claims_jsonl import claim_record
from counterclaim.publishing.exports.iris import TERMS, address, iri
from counterclaim.publishing.exports.sequence import listed
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import line

CONTEXT: Final = (
    "http://www.w3.org/ns/anno.jsonld",
    {"@version": 1.1, "cc": TERMS, "cc:values": {"@id": f"{TERMS}values", "@type": "@json"}},
)
_AROUND: Final = 32  # characters before and after a selection, to find it in a page that changed
_SINGLE: Final = ("trigger", "quantity", "object", "actor", "time", "speaker")


def web_annotation(source: Source) -> Iterator[str]:
    """An AnnotationPage with one annotation a claim.

    Its targets are the sentence and the words of every field, each with a TextQuoteSelector and a
    TextPositionSelector (code points of the frozen text); ``cc:field`` says which field it is. Its
    body tags the type, and ``cc:values`` holds what the words mean.
    """
    page = {"@context": CONTEXT, "id": "urn:counterclaim:annotations", "type": "AnnotationPage"}
    yield line(page).removesuffix("}") + ', "items": ['
    yield from listed(line(_annotation(told)) for told in source.told())
    yield "]}"


def _annotation(told: Told) -> dict[str, object]:
    document, record = told.document, claim_record(told)
    targets = [_target(document, "sentence", 0, record["sentence"])]
    for field, at, mention in _mentions(record):
        if mention["span"] is not None:
            targets.append(_target(document, field, at, mention["span"]))
    return {
        "id": iri("claim", told.grounded.claim.id),
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": record["type"]},
            {"type": "cc:Claim", "cc:values": _values(record)},
        ],
        "target": targets,
    }


def _mentions(record: Mapping[str, Any]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    for field in _SINGLE:
        if record[field] is not None:
            yield field, 0, record[field]
    for field in SEVERAL:
        for at, mention in enumerate(record[field]):
            yield field, at, mention


def _target(document: Document, field: str, at: int, span: Any) -> dict[str, object]:
    text, (start, end) = document.text, span
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {
        "type": "SpecificResource",
        "source": address(document) or iri("document", document.id),
        "selector": [quote, position],
        "cc:field": field,
        "cc:position": at,
    }


def _values(record: Mapping[str, Any]) -> dict[str, object]:
    """The record without what the selectors hold."""
    values: dict[str, Any] = {**record}
    del values["sentence"]
    for field in _SINGLE:
        values[field] = _unselected(record[field])
    for field in SEVERAL:
        values[field] = [_unselected(mention) for mention in record[field]]
    return values


def _unselected(mention: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if mention is None or mention["span"] is None:
        return dict(mention) if mention is not None else None
    return {name: value for name, value in mention.items() if name not in ("text", "span")}


def claims_of(page: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The claims of an AnnotationPage that ``web_annotation`` wrote, as ``claims-jsonl`` has them.

    Words and spans are taken from the selectors, all else from ``cc:values``.
    """
    for annotation in page["items"]:
        record: dict[str, Any] = {**annotation["body"][1]["cc:values"]}
        found = {(t["cc:field"], t["cc:position"]): t["selector"] for t in annotation["target"]}
        for field in _SINGLE:
            record[field] = _selected(record[field], found.get((field, 0)))
        for field in SEVERAL:
            held: Iterable[Any] = record[field]
            record[field] = [_selected(m, found.get((field, at))) for at, m in enumerate(held)]
        _, position = found["sentence", 0]
        record["sentence"] = [position["start"], position["end"]]
        yield record


def _selected(mention: dict[str, Any] | None, selector: Any) -> dict[str, Any] | None:
    if mention is None or selector is None:
        return mention
    quote, position = selector
    return {"text": quote["exact"], "span": [position["start"], position["end"]]} | mention
