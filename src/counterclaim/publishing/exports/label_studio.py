"""Reports with their claims as tasks for Label Studio: one report a task."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, cast

from counterclaim.model import Document, Span
from counterclaim.model.decision import Field
from counterclaim.model.terms import CLAIM_TYPES, COUNT_PRECISIONS, OBJECT_CLASSES, POLARITIES
from counterclaim.model.told import Told
from counterclaim.publishing.exports.marked import MARKED, Marked, marked
from counterclaim.publishing.exports.sequence import listed
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import day, line

LABELS: Final = "marks"
TEXT: Final = "text"
MODEL: Final = "counterclaim"
CHOICES: Final[dict[Field, tuple[str, ...]]] = {
    "polarity": POLARITIES,
    "precision": COUNT_PRECISIONS,
    "object_class": OBJECT_CLASSES,
}
NUMBERS: Final[tuple[Field, ...]] = ("lower", "upper")
DAYS: Final[tuple[Field, ...]] = ("start", "end")
#: The fields that are regions of their own, linked to the claim's trigger by a relation.
LINKED: Final[tuple[Field, ...]] = tuple(field for field in MARKED if field != "trigger")

_TYPED: Final = ("textarea", "text")  # what Label Studio calls a text that is typed in, and its key

Result = dict[str, Any]


def label_studio(source: Source) -> Iterator[str]:
    """A list of tasks to import, with the claims as predictions.

    The trigger of a claim is a region labelled with its type, and bears the values; each other
    field is a region labelled with its name, linked from the trigger. Offsets count code points.
    """
    yield "["
    yield from listed(line(_task(*report)) for report in source.reports())
    yield "]"


def _task(document: Document, told: tuple[Told, ...]) -> dict[str, object]:
    claims = [marked(each.grounded) for each in told]
    result = [each for claim in claims for each in _results(claim)]
    return {
        "data": {
            TEXT: document.text,
            "doc": document.id,
            "title": document.title,
            "outlet": document.outlet,
            "published": day(document.published),
            # What tells, on the way back, a claim that was taken out from one not shown.
            "claims": [claim.claim for claim in claims],
        },
        "predictions": [{"model_version": MODEL, "result": result}],
    }


def _results(claim: Marked) -> Iterator[Result]:
    id = cast(str, claim.claim)
    for field, at, words in claim.words():
        if words.span is None:
            continue
        if field == "trigger":
            yield _region(id, words.span, words.text, str(claim.values["type"]))
            yield from _values(id, words.span, claim)
        else:
            region = f"{id}:{field}:{at}"
            yield _region(region, words.span, words.text, field)
            yield {
                "type": "relation",
                "from_id": id,
                "to_id": region,
                "direction": "right",
                "labels": [field],
            }


def _region(id: str, span: Span, text: str, label: str) -> Result:
    value = {"start": span.start, "end": span.end, "text": text, "labels": [label]}
    return {"id": id, "from_name": LABELS, "to_name": TEXT, "type": "labels", "value": value}


def _values(id: str, span: Span, claim: Marked) -> Iterator[Result]:
    kinds = ((CHOICES, "choices", "choices"), (NUMBERS, "number", "number"), (DAYS, *_TYPED))
    for fields, kind, key in kinds:
        for field in fields:
            value = claim.values[field]
            if value is not None:
                held = value if kind == "number" else [value]
                where = {"start": span.start, "end": span.end, key: held}
                yield {"id": id, "from_name": field, "to_name": TEXT, "type": kind, "value": where}


def label_studio_config(_source: Source) -> Iterator[str]:
    """The interface for these tasks; it is the same for every ledger."""
    yield config()


def config() -> str:
    """The labelling interface, to be pasted into a Label Studio project."""
    labels = "".join(f'<Label value="{name}"/>' for name in (*CLAIM_TYPES, *LINKED))
    relations = "".join(f'<Relation value="{field}"/>' for field in LINKED)
    types = ",".join(CLAIM_TYPES)
    only = f'toName="{TEXT}" perRegion="true" whenTagName="{LABELS}" whenLabelValue="{types}"'
    choices = "".join(
        f'<Choices name="{field}" {only} choice="single-radio">'
        + "".join(f'<Choice value="{term}"/>' for term in terms)
        + "</Choices>"
        for field, terms in CHOICES.items()
    )
    numbers = "".join(f'<Number name="{field}" {only} min="0" step="1"/>' for field in NUMBERS)
    days = "".join(
        f'<TextArea name="{field}" {only} maxSubmissions="1" placeholder="{field}: 2024-01-31"/>'
        for field in DAYS
    )
    return (
        f'<View><Labels name="{LABELS}" toName="{TEXT}">{labels}</Labels>'
        f'<Relations>{relations}</Relations><Text name="{TEXT}" value="${TEXT}"/>'
        f"{choices}{numbers}{days}</View>"
    )
