"""Annotated reports turned into what the network learns from: windows, marks and right answers."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from counterclaim.extracting.labels import (
    OBJECT_CLASSES,
    POINTERS,
    POLARITIES,
    TAGS,
    TYPES,
)
from counterclaim.extracting.marking import Mark, reach
from counterclaim.extracting.readings import DocText, Span
from counterclaim.extracting.sentences import sentences
from counterclaim.extracting.windows import Window, pieces, windows
from counterclaim.training.variation import varied

Claim = Mapping[str, Any]
#: Roles that may be taken from any mention of the same words: annotators took the nearest.
ANYWHERE: Final = frozenset(POINTERS) - {"object"}
NOTHING: Final = ((0, 0),)
#: How many mentions of one value a claim may be answered with.
MENTIONS: Final = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """What is right for one claim. ``roles`` holds, for each pointer, the accepted pairs of first
    and last index among the network's scores; an empty tuple leaves the role out of the loss."""

    mark: Mark
    roles: tuple[tuple[Span, ...], ...]
    object_class: int
    polarity: int


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A window with its triggers [pieces, types], the tags around each of them, and its claims."""

    window: Window
    triggers: NDArray[np.float32]
    groups: tuple[tuple[Mark, NDArray[np.int64]], ...]
    answers: tuple[Answer, ...]


def reports(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The annotated reports of JSON-lines files."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def doc_text(report: Mapping[str, Any]) -> DocText:
    """A report as the reader sees it; no annotation is looked at."""
    text, title = report["text"], report.get("title") or ""
    at = text.find(title, 0, len(title) + 200) if title else -1
    span = (at, at + len(title)) if at >= 0 else None
    return DocText(text, span, tuple(sentences(text)))


def located(window: Window, span: Span) -> Span | None:
    """The pieces [first, last) of the window that make up a span of the text, if it is inside."""
    starts, ends = window.pieces.starts, window.pieces.ends
    found = np.flatnonzero((starts < span[1]) & (ends > span[0]) & (starts >= 0))
    if not len(found) or found[-1] - found[0] > 60:
        return None
    if starts[found[0]] > span[0] + 1 or ends[found[-1]] < span[1] - 1:
        return None
    return int(found[0]), int(found[-1]) + 1


def mentions(text: str, value: Mapping[str, Any], anywhere: bool) -> list[Span]:
    """The span of an annotated value, then those of the same words elsewhere."""
    first = (value["span"][0], value["span"][1])
    if not anywhere:
        return [first]
    same = re.finditer(rf"(?<!\w){re.escape(value['text'])}(?!\w)", text, re.IGNORECASE)
    away = sorted((match.span() for match in same), key=lambda span: abs(span[0] - first[0]))
    return [first, *(span for span in away if span != first)][:MENTIONS]


def role_value(claim: Claim, role: str) -> Mapping[str, Any] | None:
    """The annotated value that a pointer should find."""
    if role in ("place", "wider_place"):
        at = 0 if role == "place" else 1
        found = claim["places"]
        return found[at] if len(found) > at else None
    if role == "via":
        return claim["via"][0] if claim["via"] else None
    value: Mapping[str, Any] | None = claim[role]
    return value


def answered(text: str, window: Window, claim: Claim, role: str, local: Span) -> tuple[Span, ...]:
    """The accepted pairs of score indices for a role: after "none" come the window's pieces, then
    those read again."""
    value = role_value(claim, role)
    if value is None:
        return NOTHING
    count, found = len(window), []
    for span in mentions(text, value, role in ANYWHERE):
        at = located(window, span)
        if at is None:
            continue
        first, last = at[0], at[1] - 1
        if local[0] <= first and last < local[1]:
            found.append((1 + count + first - local[0], 1 + count + last - local[0]))
        elif last < local[0] or first >= local[1]:
            found.append((1 + first, 1 + last))
    return tuple(found)


def anchored(window: Window, claim: Claim, local: Span) -> tuple[int, Span]:
    """A claim's anchor: its quantity, else its object if that is near, else nothing."""
    for kind, role in ((1, "quantity"), (2, "object")):
        if claim[role]:
            at = located(window, tuple(claim[role]["span"]))
            if at and local[0] <= at[0] and at[1] <= local[1]:
                return kind, at
    return 0, (0, 0)


def tags(marks: Sequence[Mark], local: Span) -> NDArray[np.int64]:
    """The tags of the pieces around a trigger: where the anchors of its claims are."""
    out = np.zeros(local[1] - local[0], dtype=np.int64)
    for mark in sorted(marks, key=lambda mark: -mark.kind):
        if mark.kind:
            first = TAGS.index("quantity" if mark.kind == 1 else "object")
            lo, hi = mark.anchor[0] - local[0], mark.anchor[1] - local[0]
            out[lo:hi] = first + 1
            out[lo] = first
    return out


def example(text: str, window: Window, claims: Iterable[Claim]) -> Example:
    """A window with the claims whose trigger is in its core."""
    triggers = np.zeros((len(window), len(TYPES)), dtype=np.float32)
    groups: dict[tuple[int, Span], list[Mark]] = {}
    answers = []
    for claim in claims:
        at = located(window, tuple(claim["trigger"]["span"]))
        if at is None or not window.core[at[0]]:
            continue
        kind_of_claim = TYPES.index(claim["type"])
        triggers[at[0] : at[1], kind_of_claim] = 1
        local = reach(window, at)
        mark = Mark(kind_of_claim, at, *anchored(window, claim, local))
        groups.setdefault((kind_of_claim, at), []).append(mark)
        roles = tuple(answered(text, window, claim, role, local) for role in POINTERS)
        classes = OBJECT_CLASSES.index(claim["object_class"])
        answers.append(Answer(mark, roles, classes, POLARITIES.index(claim["polarity"])))
    tagged = tuple(
        (Mark(*key), tags(marks, reach(window, key[1]))) for key, marks in groups.items()
    )
    return Example(window, triggers, tagged, tuple(answers))


def examples(tokenizer: Tokenizer, report: Mapping[str, Any]) -> Iterator[Example]:
    """The examples of one report."""
    doc = doc_text(report)
    for window in windows(pieces(tokenizer, doc), doc):
        yield example(doc.text, window, report["claims"])


@dataclass(frozen=True, slots=True)
class Course:
    """The examples of each epoch: each report as it is or, with a chance of ``share``, varied."""

    tokenizer: Tokenizer
    reports: tuple[Mapping[str, Any], ...]
    share: float
    seed: int

    def __call__(self, epoch: int) -> list[Example]:
        """The examples of an epoch, the same for the same seed."""
        chance = random.Random(self.seed * 1000 + epoch)
        told = [
            varied(report, chance) if chance.random() < self.share else report
            for report in self.reports
        ]
        return [one for report in told for one in examples(self.tokenizer, report)]
