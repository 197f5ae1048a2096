"""The fields of a claim as a form shows them, and what was changed in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from counterclaim.errors import DecisionError
from counterclaim.model import Change, Document, GroundedClaim, Location, Mention
from counterclaim.model.terms import CLAIM_TYPES, COUNT_PRECISIONS, OBJECT_CLASSES, POLARITIES

# Before a field's name, that of the field that says where its words were selected: "120:135".
_AT = "at-"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form. ``kind`` is choice, words, several, number or date; ``choices`` are the
    values of a choice, "" where it may be empty."""

    name: str
    label: str
    kind: str
    value: str
    choices: tuple[str, ...] = ()


def form_fields(grounded: GroundedClaim) -> tuple[Field, ...]:
    claim, count, period = grounded.claim, grounded.claim.quantity, grounded.period
    start, end = (period.start, period.end) if period else (None, None)
    return (
        Field("type", "What is claimed", "choice", claim.type, CLAIM_TYPES),
        Field("trigger", "The word that says so", "words", _words(claim.trigger)),
        Field("quantity", "Count", "words", _words(count.mention if count else None)),
        Field("lower", "At least", "number", _plain(claim.lower)),
        Field("upper", "At most", "number", _plain(claim.upper)),
        Field(
            "precision", "How exact", "choice", _plain(count.precision if count else None),
            ("", *COUNT_PRECISIONS),
        ),
        Field("object", "Who or what", "words", _words(claim.object)),
        Field(
            "object_class", "Group", "choice", _plain(claim.object_class), ("", *OBJECT_CLASSES)
        ),
        Field("actor", "By whom", "words", _words(claim.actor)),
        Field("places", "Where", "several", "; ".join(map(_words, claim.places))),
        Field("time", "When", "words", _words(claim.time)),
        Field("start", "First day", "date", _plain(start)),
        Field("end", "Last day", "date", _plain(end)),
        Field("speaker", "Who says so", "words", _words(claim.speaker)),
        Field("via", "Heard through", "several", "; ".join(map(_words, claim.via))),
        Field("polarity", "The text", "choice", claim.polarity, POLARITIES),
    )  # fmt: skip


def changes(
    form: Mapping[str, str],
    grounded: GroundedClaim,
    document: Document,
    locate: Callable[[int], Location | None],
) -> tuple[Change, ...]:
    """What the form says otherwise than the claim. Raises DecisionError where that is nothing, or
    a value has no meaning."""
    from counterclaim.extracting.typed_changes import changes as typed  # slow to load

    given = []
    for field in form_fields(grounded):
        value = " ".join(form.get(field.name, field.value).split())
        where = _selected(form.get(_AT + field.name, ""), value, document)
        if value != field.value or where not in ("", _place_of(grounded, field.name)):
            given.append(f"{field.name}={where or value}")
    if not given:
        raise DecisionError("nothing was changed")
    return typed(given, document, grounded.claim.trigger.span.start, locate)


def _selected(at: str, value: str, document: Document) -> str:
    """@START:END where these characters of the document are the field's words, else nothing."""
    start, colon, end = at.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal() and len(at) < 40):
        return ""
    words = " ".join(document.text[int(start) : int(end)].split())
    return f"@{int(start)}:{int(end)}" if words and words == value else ""


def _place_of(grounded: GroundedClaim, name: str) -> str:
    claim = grounded.claim
    count = claim.quantity.mention if claim.quantity else None
    held = {
        "trigger": claim.trigger, "quantity": count, "object": claim.object,
        "actor": claim.actor, "time": claim.time, "speaker": claim.speaker,
    }.get(name)  # fmt: skip
    return f"@{held.span.start}:{held.span.end}" if held else ""


def _words(mention: Mention | None) -> str:
    return " ".join(mention.text.split()) if mention else ""


def _plain(value: object) -> str:
    return "" if value is None else str(value)
