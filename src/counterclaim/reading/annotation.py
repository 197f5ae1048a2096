"""One annotated claim, each field checked against the text it is said to stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from counterclaim.model import Claim, Document, Mention, Quantity, Span, identifier
from counterclaim.model.ranges import LARGEST
from counterclaim.model.terms import (
    CLAIM_TYPES,
    COUNT_PRECISIONS,
    OBJECT_CLASSES,
    POLARITIES,
)

Fields = Mapping[str, Any]
Term = TypeVar("Term", bound=str)
Days = tuple[date | None, date | None]

_READER = "annotation"
_OFFSETS = "count code points of the text from 0, [start, end), the end left out"


class FlawError(ValueError):
    """What is wrong with an annotated report or claim, and what to do about it, in words."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


def annotated_claim(document: Document, position: int, fields: object) -> Claim:
    """The claim that an annotation gives; what it leaves out is not known.

    Raises FlawError where type, trigger, sentence or polarity is missing, where a field is none of
    its words, and where a span lies outside of the text or holds other words than it says.
    """
    if not isinstance(fields, Mapping):
        raise FlawError("is no JSON object", 'write {"type": …, "trigger": …, …}')
    text = document.text
    trigger = _mention(text, fields.get("trigger"), "trigger")
    if trigger is None:
        raise FlawError("has no trigger", "give the words that carry the claim, and their span")
    group = fields.get("object_class")
    return Claim(
        id=identifier("claim", document.id, position),
        document=document.id,
        type=_term(fields, "type", CLAIM_TYPES),
        sentence=_span(text, fields.get("sentence"), "sentence"),
        trigger=trigger,
        quantity=_quantity(text, fields),
        object=_mention(text, fields.get("object"), "object"),
        object_class=None if group is None else _term(fields, "object_class", OBJECT_CLASSES),
        object_class_score=1.0,
        actor=_mention(text, fields.get("actor"), "actor"),
        places=_mentions(text, fields, "places"),
        time=_mention(text, fields.get("time"), "time"),
        speaker=_mention(text, fields.get("speaker"), "speaker"),
        via=_mentions(text, fields, "via"),
        polarity=_term(fields, "polarity", POLARITIES),
        polarity_score=1.0,
    )


def annotated_days(fields: Fields) -> Days:
    """The first and the last day that the claim's time means. Raises FlawError."""
    start, end = _day(fields, "start"), _day(fields, "end")
    if start and end and start > end:
        raise FlawError(f"starts on {start} and ends on {end}", "give the first day as start")
    return start, end


def _day(fields: Fields, name: str) -> date | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise FlawError(f"has a {name} that is no day", "write YYYY-MM-DD or null") from None


def _quantity(text: str, fields: Fields) -> Quantity | None:
    lower, upper = (_bound(fields, name) for name in ("lower", "upper"))
    given = fields.get("precision")
    precision = None if given is None else _term(fields, "precision", COUNT_PRECISIONS)
    if lower is not None and upper is not None and lower > upper:
        raise FlawError(f"has the lower {lower} above the upper {upper}", "give the lower first")
    words = _mention(text, fields.get("quantity"), "quantity")
    if words is not None:
        return Quantity(words, lower, upper, precision)
    if (lower, upper, precision) != (None, None, None):
        raise FlawError("has bounds but no quantity", "give the words that set them")
    return None


def _bound(fields: Fields, name: str) -> int | None:
    value = fields.get(name)
    if value is None or (type(value) is int and 0 <= value <= LARGEST):
        return value
    what = f"has a value for {name} that is no whole number"
    raise FlawError(what, f"write one from 0 to {LARGEST:,}, or null")


def _term(fields: Fields, name: str, terms: Sequence[Term]) -> Term:
    given = fields.get(name)
    for term in terms:
        if term == given:
            return term
    what = f"has no {name}" if given is None else f"has the {name} {str(given)[:40]!r}"
    raise FlawError(what, f"write one of {', '.join(terms)}")


def _mentions(text: str, fields: Fields, name: str) -> tuple[Mention, ...]:
    values = fields.get(name)
    if values is None:
        return ()
    if not isinstance(values, list):
        raise FlawError(f"has {name} that are no list", "write a list, empty where there is none")
    return tuple(found for value in values if (found := _mention(text, value, name)))


def _mention(text: str, value: object, name: str) -> Mention | None:
    if value is None:
        return None
    words = value.get("text") if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(words, str) or not words.strip():
        raise FlawError(f"has {name} without text", 'write {"text": …, "span": [start, end]}')
    span = _span(text, value.get("span"), name)
    if span.of(text) != words:
        stands = " ".join(span.of(text).split())[:40]
        what = f"says “{words[:40]}” for {name}, but at its span stands “{stands}”"
        raise FlawError(what, _OFFSETS)
    return Mention(words, span, _READER)


def _span(text: str, value: object, name: str) -> Span:
    if not isinstance(value, list) or [type(end) for end in value] != [int, int]:
        raise FlawError(f"has no span for {name}", "write [start, end]")
    start, end = value
    if not 0 <= start < end <= len(text):
        what = f"has a span out of range for {name}: [{start}, {end}) of {len(text):,} characters"
        raise FlawError(what, _OFFSETS)
    return Span(start, end)
