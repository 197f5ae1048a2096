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
    CLAIM_ROLES,
    CUE,
    OBJECT_CLASSES,
    POINTERS,
    POLARITIES,
    SIGNALS,
    TAGS,
    TYPES,
)
from counterclaim.extracting.marking import Mark, reach
from counterclaim.extracting.readings import DocText, Span
from counterclaim.extracting.sentences import sentences
from counterclaim.extracting.windows import Pieces, Window, pieces, windows
from counterclaim.training.variation import varied
from counterclaim.training.written import written

Claim = Mapping[str, Any]
#: Roles that may be taken from any mention of the same words: annotators took the nearest.
ANYWHERE: Final = frozenset({"actor", "place", "wider_place", "time", "speaker", "via"})
NOTHING: Final = ((0, 0),)
#: How many mentions of one value a claim may be answered with.
MENTIONS: Final = 8
#: A value of more pieces than this was damaged in the source.
LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What is right for one claim. ``roles`` holds, for each pointer, the accepted pairs of first
    and last index among the network's scores, 0 being "nothing"; an empty tuple leaves the role out
    of the loss. An attribution has neither class nor polarity: they are -100."""

    mark: Mark
    roles: tuple[tuple[Span, ...], ...]
    object_class: int = -100
    polarity: int = -100


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A document with what its pieces announce [pieces, signals], the signals that were annotated
    in it, the tags around each trigger, and its claims."""

    pieces: Pieces
    windows: tuple[Window, ...]
    signals: NDArray[np.float32]
    known: slice
    groups: tuple[tuple[Mark, NDArray[np.int64]], ...]
    answers: tuple[Answer, ...]


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files among some paths, and those of folders and the folders in them, by name."""
    for path in paths:
        if path.is_dir():
            yield from files(sorted(path.iterdir()))
        else:
            yield path


def reports(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The annotated reports of JSON-lines files, of written files (see ``written``), and of folders
    of these."""
    for path in files(paths):
        if path.suffix == ".txt":
            with path.open(encoding="utf-8") as lines:
                yield from written(lines, path.name)
        else:
            with path.open(encoding="utf-8") as lines:
                yield from (json.loads(line) for line in lines if line.strip())


def doc_text(report: Mapping[str, Any]) -> DocText:
    """A report as the reader sees it; no annotation is looked at."""
    return DocText(report["text"], tuple(sentences(report["text"])))


def located(found: Pieces, span: Span) -> Span | None:
    """The pieces [first, last) that make up a span of the text, if it has a right length."""
    lo = int(np.searchsorted(found.ends, span[0], side="right"))
    hi = int(np.searchsorted(found.starts, span[1], side="left"))
    if not lo < hi <= lo + LONGEST:
        return None
    if found.starts[lo] > span[0] + 1 or found.ends[hi - 1] < span[1] - 1:
        return None
    return lo, hi


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


def answered(text: str, found: Pieces, claim: Claim, role: str) -> tuple[Span, ...]:
    """The accepted pairs of score indices for a role: after "nothing" come the pieces."""
    value = role_value(claim, role)
    if value is None:
        return NOTHING
    places = (located(found, span) for span in mentions(text, value, role in ANYWHERE))
    return tuple((at[0] + 1, at[1]) for at in places if at)


def anchored(found: Pieces, claim: Claim, local: Span) -> tuple[int, Span]:
    """A claim's anchor: its quantity, else its object if that is near, else nothing."""
    for kind, role in ((1, "quantity"), (2, "object")):
        if claim[role]:
            at = located(found, tuple(claim[role]["span"]))
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


def claims_example(found: Pieces, text: str, claims: Iterable[Claim]) -> Example:
    """A report with its claims."""
    signals = np.zeros((len(found), len(SIGNALS)), dtype=np.float32)
    groups: dict[tuple[int, Span], list[Mark]] = {}
    answers = []
    for claim in claims:
        at = located(found, tuple(claim["trigger"]["span"]))
        if at is None:
            continue
        kind = TYPES.index(claim["type"])
        signals[at[0] : at[1], kind] = 1
        mark = Mark(kind, at, *anchored(found, claim, reach(found, at)))
        groups.setdefault((kind, at), []).append(mark)
        roles = tuple(
            answered(text, found, claim, role) if role in CLAIM_ROLES else () for role in POINTERS
        )
        classes = OBJECT_CLASSES.index(claim["object_class"])
        answers.append(Answer(mark, roles, classes, POLARITIES.index(claim["polarity"])))
    tagged = tuple((Mark(*key), tags(marks, reach(found, key[1]))) for key, marks in groups.items())
    known = slice(0, len(TYPES))
    return Example(found, tuple(windows(found)), signals, known, tagged, tuple(answers))


def attributions_example(found: Pieces, attributions: Iterable[Mapping[str, Any]]) -> Example:
    """An article with its attributions: each a cue that points at its source and its content."""
    signals = np.zeros((len(found), len(SIGNALS)), dtype=np.float32)
    answers = []
    for attribution in attributions:
        cue = located(found, tuple(attribution["cue"][0])) if attribution.get("cue") else None
        if cue is None:
            continue
        signals[cue[0] : cue[1], CUE] = 1
        parts = attribution.get("content", [])
        said = {
            "speaker": attribution.get("source", [])[:1],
            "content": parts[:1],
            "more_content": parts[1:2],
        }
        roles = tuple(_pointed(found, said[role]) if role in said else () for role in POINTERS)
        answers.append(Answer(Mark(CUE, cue), roles))
    known = slice(CUE, CUE + 1)
    return Example(found, tuple(windows(found)), signals, known, (), tuple(answers))


def _pointed(found: Pieces, spans: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    if not spans:
        return NOTHING
    at = located(found, (spans[0][0], spans[0][1]))
    return ((at[0] + 1, at[1]),) if at else ()


def example(tokenizer: Tokenizer, report: Mapping[str, Any]) -> Example:
    """What there is to learn from a report, or from an article with attributions."""
    doc = doc_text(report)
    found = pieces(tokenizer, doc)
    if "attributions" in report:
        return attributions_example(found, report["attributions"])
    return claims_example(found, doc.text, report["claims"])


Report = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Course:
    """The examples of each epoch: each report as it is or, with a chance of ``share``, varied; and
    of each lot in ``drawn`` as many reports as it says, others in each epoch."""

    tokenizer: Tokenizer
    reports: tuple[Report, ...]
    share: float
    seed: int
    drawn: tuple[tuple[tuple[Report, ...], int], ...] = ()

    def __call__(self, epoch: int) -> list[Example]:
        """The examples of an epoch, the same for the same seed."""
        chance = random.Random(self.seed * 1000 + epoch)
        lots = [chance.sample(lot, min(count, len(lot))) for lot, count in self.drawn]
        told = [
            varied(report, chance)
            if "claims" in report and chance.random() < self.share
            else report
            for report in [*self.reports, *(report for lot in lots for report in lot)]
        ]
        return [example(self.tokenizer, report) for report in told]
