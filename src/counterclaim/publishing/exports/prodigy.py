"""Claims as tasks for Prodigy: one claim a task, its fields as spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Final

from counterclaim.model import Span
from counterclaim.model.told import Told
from counterclaim.publishing.exports.marked import GIVEN, Marked, marked
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import day, line

_TOKEN: Final = re.compile(r"\w+|[^\w\s]|\s+")

Task = dict[str, Any]


def prodigy(source: Source) -> Iterator[str]:
    """Tasks for the ``spans_manual`` interface, one a line.

    The text is the run of the report from the first of the claim's words to the last, with its
    sentence; ``meta.offset`` says where it begins. The trigger's span is labelled with the claim's
    type, the others with their field. Numbers, days and terms are keys of the task.
    """
    for told in source.told():
        yield line(_task(told))


def _task(told: Told) -> Task:
    claim, document = marked(told.grounded), told.document
    shown = _shown(told, claim)
    text = shown.of(document.text)
    spans = [
        (words.span.start - shown.start, words.span.end - shown.start, _label(claim, field))
        for field, _, words in claim.words()
        if words.span is not None
    ]
    tokens = list(_tokens(text, {at for start, end, _ in spans for at in (start, end)}))
    task: Task = {
        "text": text,
        "meta": {
            "doc": document.id,
            "claim": claim.claim,
            "offset": shown.start,
            "outlet": document.outlet,
            "published": day(document.published),
        },
        "tokens": tokens,
        "spans": [_span(*span, tokens) for span in spans],
    }
    return task | {field: claim.values[field] for field in GIVEN if field != "type"}


def _label(claim: Marked, field: str) -> str:
    return str(claim.values["type"]) if field == "trigger" else field


def _shown(told: Told, claim: Marked) -> Span:
    spans = [words.span for _, _, words in claim.words() if words.span is not None]
    spans.append(told.grounded.claim.sentence)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _tokens(text: str, edges: Iterable[int]) -> Iterator[Task]:
    """Words, marks and runs of blanks, cut where a span begins or ends.

    A single blank is no token of its own: the one before it says that it follows (``ws``).
    """
    cuts = sorted({0, len(text), *edges, *(m.start() for m in _TOKEN.finditer(text))})
    runs = list(pairwise(cuts))
    blanks = {start for start, end in runs[1:] if text[start:end] == " "}
    tokens = [run for run in runs if run[0] not in blanks]
    for number, (start, end) in enumerate(tokens):
        follows = end in blanks
        yield {"text": text[start:end], "start": start, "end": end, "id": number, "ws": follows}


def _span(start: int, end: int, label: str, tokens: list[Task]) -> Task:
    first = next(token["id"] for token in tokens if token["end"] > start)
    last = next(token["id"] for token in reversed(tokens) if token["start"] < end)
    return {
        "start": start, "end": end, "token_start": first, "token_end": last, "label": label,
    }  # fmt: skip
