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
    """The fields of a claim, filled in as it stands."""
    claim, count, period = grounded.claim, grounded.claim.quantity, grounded.period
    start, end = (period.start, period.end) if period else (None, None)
    return _fields(
        {
            "type": claim.type,
            "trigger": _words(claim.trigger),
            "quantity": _words(count.mention if count else None),
            "lower": _plain(claim.lower),
            "upper": _plain(claim.upper),
            "precision": _plain(count.precision if count else None),
            "object": _words(claim.object),
            "object_class": _plain(claim.object_class),
            "actor": _words(claim.actor),
            "places": "; ".join(map(_words, claim.places)),
            "time": _words(claim.time),
            "start": _plain(start),
            "end": _plain(end),
            "speaker": _words(claim.speaker),
            "via": "; ".join(map(_words, claim.via)),
            "polarity": claim.polarity,
        }
    )


def empty_fields() -> tuple[Field, ...]:
    """The fields of a claim that is to be added."""
    return _fields({"type": CLAIM_TYPES[0], "polarity": "asserted"})


def _fields(values: Mapping[str, str]) -> tuple[Field, ...]:
    return tuple(
        Field(name, label, kind, values.get(name, ""), choices)
        for name, label, kind, choices in _FORM
    )


_FORM: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("type", "What is claimed", "choice", CLAIM_TYPES),
    ("trigger", "The word that says so", "words", ()),
    ("quantity", "Count", "words", ()),
    ("lower", "At least", "number", ()),
    ("upper", "At most", "number", ()),
    ("precision", "How exact", "choice", ("", *COUNT_PRECISIONS)),
    ("object", "Who or what", "words", ()),
    ("object_class", "Group", "choice", ("", *OBJECT_CLASSES)),
    ("actor", "By whom", "words", ()),
    ("places", "Where", "several", ()),
    ("time", "When", "words", ()),
    ("start", "First day", "date", ()),
    ("end", "Last day", "date", ()),
    ("speaker", "Who says so", "words", ()),
    ("via", "Heard through", "several", ()),
    ("polarity", "The text", "choice", POLARITIES),
)


def added(
    form: Mapping[str, str], document: Document, locate: Callable[[int], Location | None]
) -> tuple[Change, ...]:
    """What the form says of a claim that was missed, with the sentence around its trigger.

    Raises DecisionError where the trigger does not stand in the text, or a value has no meaning.
    """
    from counterclaim.extracting import typed_changes  # slow to load

    given = {}
    for field in empty_fields():
        value = " ".join(form.get(field.name, "").split())
        if value:
            given[field.name] = _selected(form.get(_AT + field.name, ""), value, document) or value
    trigger = given.pop("trigger", "")
    span = typed_changes.words_at(trigger, document, 0).get("span") if trigger else None
    if not isinstance(span, list):
        raise DecisionError(
            "a claim needs the word that says so: select it in the text, and press the button "
            "beside its field"
        )
    start, end = span
    fixed = (f"trigger=@{start}:{end}", typed_changes.sentence_around(document, start, end))
    fields = (f"{name}={value}" for name, value in given.items())
    return typed_changes.changes((*fixed, *fields), document, start, locate)


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
