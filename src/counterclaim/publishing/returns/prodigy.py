"""Tasks that Prodigy exported (``db-out``), with the claims that people left in them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from counterclaim.model import Span, Words
from counterclaim.model.decision import SEVERAL, Field, Value
from counterclaim.model.terms import CLAIM_TYPES
from counterclaim.publishing.exports.marked import GIVEN, MARKED, Marked
from counterclaim.publishing.returns.places import words_at
from counterclaim.publishing.returns.returned import NOT_MADE, Returned


def prodigy(text: str) -> Iterator[Returned]:
    """Each task that was accepted or rejected; those that were ignored are left out.

    A rejected claim comes back as taken out. Raises ValueError, in words, for what is no such file.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        name = f"Prodigy task {number}"
        try:
            yield from _returned(name, json.loads(line))
        except NOT_MADE as error:
            raise ValueError(f"{name} was not made from an export ({error!r})") from None
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None


def _returned(name: str, task: Mapping[str, Any]) -> Iterator[Returned]:
    answer, meta = task["answer"], task["meta"]
    if answer in ("accept", "reject"):
        yield Returned(
            name=name,
            document=meta["doc"],
            claims=(marked_in(task),) if answer == "accept" else (),
            shown=(meta["claim"],),
            ordered=False,
            user=task.get("_annotator_id"),
            time=_time(task.get("_timestamp")),
        )


def _time(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()


def marked_in(task: Mapping[str, Any]) -> Marked:
    """The claim of a task as its spans and keys have it. Raises ValueError without a trigger."""
    found: dict[Field, list[Words]] = {field: [] for field in MARKED}
    type = None
    for span in task["spans"]:
        label = span["label"]
        if label in CLAIM_TYPES:
            type, label = label, "trigger"
        if label in found:
            found[label].append(_words(task, span))
    if type is None:
        raise ValueError("no span is labelled with a type of claim; reject it, or mark one")
    values: dict[Field, Value] = {field: tuple(words) for field, words in found.items()}
    for field in MARKED:
        if field not in SEVERAL:
            values[field] = tuple(found[field][-1:])
    given: dict[Field, Value] = {f: _given(f, task[f]) for f in GIVEN if f != "type"}
    return Marked(task["meta"]["doc"], task["meta"]["claim"], values | given | {"type": type})


def _given(field: Field, value: Any) -> Value:
    """A value that was typed in is text: a number where numbers stand, none where it is empty."""
    if value in ("", None):
        return None
    return int(value) if field in ("lower", "upper") else str(value)


def _words(task: Mapping[str, Any], span: Mapping[str, Any]) -> Words:
    here = words_at(task["text"], span["start"], span["end"])
    place = here.span or Span(span["start"], span["end"])
    offset = task["meta"]["offset"]
    return Words(here.text, Span(place.start + offset, place.end + offset))
