"""From documents to copies and origins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.model import Copy, Document, Origin, Passage
from counterclaim.model.terms import Direction
from counterclaim.policy import DEFAULT, Policy
from counterclaim.tracing.alignment import aligned
from counterclaim.tracing.direction import direct
from counterclaim.tracing.evidence import (
    Mask,
    Meeting,
    Reading,
    quoted_words,
    standing_words,
    weigh,
)
from counterclaim.tracing.origins import origins_of
from counterclaim.tracing.paraphrase import retold
from counterclaim.tracing.relation import copied, judge
from counterclaim.tracing.seeds import Run, pairs_of, places_of, runs_of
from counterclaim.tracing.words import words_of

_TURNED: dict[Direction, Direction] = {"a->b": "b->a", "b->a": "a->b", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Traces:
    """Copies in order of their two documents; origins in order of their documents.

    Every document is in exactly one origin.
    """

    copies: tuple[Copy, ...]
    origins: tuple[Origin, ...]


def trace(documents: Sequence[Document], policy: Policy = DEFAULT) -> Traces:
    """Finds the passages that documents share, what they prove, and where they go back to.

    The order of the documents does not matter. Work and memory grow with the words of the
    collection and the passages found, not with the number of pairs.
    """
    readings = _read(documents)
    meetings = _meetings(readings, policy)
    standing = standing_words(readings, meetings, policy)
    copies = []
    for meeting in meetings:
        copy = _copy(meeting, readings, standing, policy)
        if copy is not None:
            copies.append(copy)
    copies.sort(key=lambda copy: (copy.a, copy.b))
    return Traces(tuple(copies), origins_of(documents, copies))


def _read(documents: Sequence[Document]) -> list[Reading]:
    """Words of each document, in order of publication, undated ones last."""
    readings = []
    for document in sorted(documents, key=_when):
        words = words_of(document.text).without(f.span for f in document.furniture)
        readings.append(Reading(document, words, quoted_words(document.text, words)))
    return readings


def _when(document: Document) -> tuple[bool, int, str]:
    day = document.published
    return day is None, day.toordinal() if day else 0, document.id


def _meetings(readings: Sequence[Reading], policy: Policy) -> list[Meeting]:
    """The pairs of documents that share passages, with the passages."""
    rows: dict[int, list[int]] = {}
    meetings = []
    for (a, b), runs in sorted(_candidates(readings, policy).items()):
        for number in (a, b):
            if number not in rows:
                rows[number] = readings[number].words.hashes.tolist()
        passages = tuple(
            passage
            for passage in aligned(rows[a], rows[b], runs, policy)
            if passage.equal >= policy.trace_passage_words
        )
        if passages:
            meetings.append(Meeting(a, b, passages))
    return meetings


def _candidates(readings: Sequence[Reading], policy: Policy) -> dict[tuple[int, int], list[Run]]:
    texts = [reading.words for reading in readings]
    days = np.array(
        [r.document.published.toordinal() if r.document.published else -1 for r in readings],
        dtype=np.int64,
    )
    pairs = pairs_of(places_of(texts), days, policy.trace_window_days, policy.trace_common_places)
    runs = runs_of(pairs, policy.trace_seed_words)
    for first, others in _identical(readings):
        for other in others:
            runs[first, other] = [Run(0, 0, len(texts[first]))]
    return runs


def _identical(readings: Sequence[Reading]) -> Iterable[tuple[int, list[int]]]:
    """Documents that are word for word the same, whatever their dates: the first and the others.

    Each is joined to the first only, so that a dispatch printed a thousand times stays cheap.
    """
    same: dict[bytes, list[int]] = {}
    for number, reading in enumerate(readings):
        if len(reading.words):
            same.setdefault(reading.words.hashes.tobytes(), []).append(number)
    return [(numbers[0], numbers[1:]) for numbers in same.values() if len(numbers) > 1]


def _copy(
    meeting: Meeting, readings: Sequence[Reading], standing: Mapping[int, Mask], policy: Policy
) -> Copy | None:
    a, b = readings[meeting.a], readings[meeting.b]
    evidence = weigh(meeting, readings, standing)
    still = standing.get(meeting.a), standing.get(meeting.b)
    asked = evidence.days == 0 and evidence.own > 0 and not copied(evidence, policy)
    told = retold(a, b, still, policy) if asked else 0
    shared = tuple(
        Passage(
            a.words.span(passage.first[0], passage.last[0]),
            b.words.span(passage.first[1], passage.last[1]),
        )
        for passage in meeting.passages
    )
    judgement = judge(a.document, b.document, shared, evidence, told, policy)
    if judgement is None:
        return None
    direction, reasons = direct(a.document, b.document, evidence, judgement, policy)
    return _in_order(
        Copy(
            a.document.id,
            b.document.id,
            judgement.relation,
            direction,
            shared,
            min(1.0, round(evidence.share, 4)),
            (*judgement.reasons, *reasons),
        )
    )


def _in_order(copy: Copy) -> Copy:
    """The same copy with the ids, and all that goes with them, in order."""
    if copy.a < copy.b:
        return copy
    shared = tuple(sorted((Passage(p.b, p.a) for p in copy.shared), key=lambda p: (p.a, p.b)))
    return Copy(
        copy.b, copy.a, copy.relation, _TURNED[copy.direction], shared, copy.score, copy.reasons
    )
