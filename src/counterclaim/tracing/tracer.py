"""From documents to copies and origins."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

import numpy as np

from counterclaim.model import Copy, Document, Origin, Passage
from counterclaim.model.terms import Direction
from counterclaim.policy import DEFAULT, Policy
from counterclaim.tracing.blocks import blocks, in_order
from counterclaim.tracing.direction import direct
from counterclaim.tracing.evidence import Evidence, weigh
from counterclaim.tracing.meetings import NONE, Meetings, meetings_of
from counterclaim.tracing.origins import origins_of
from counterclaim.tracing.paraphrase import Stems, retold, telling
from counterclaim.tracing.readings import Reading, Readings
from counterclaim.tracing.relation import judge, matters
from counterclaim.tracing.seeds import Rows, Seeds, heads_of, seeds_of
from counterclaim.tracing.standing import Standing
from counterclaim.tracing.words import Words

_TURNED: dict[Direction, Direction] = {"a->b": "b->a", "b->a": "a->b", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Traces:
    """Copies in order of their two documents; origins in order of their documents.

    Every document is in exactly one origin.
    """

    copies: tuple[Copy, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A copy, and the sum of signs for its direction: positive for a->b."""

    copy: Copy
    lean: float

    @property
    def pair(self) -> tuple[str, str]:
        return self.copy.a, self.copy.b


@dataclass(frozen=True, slots=True)
class Pairing:
    """Copies by their two documents, and for each document a mark of its words: equal for
    documents that are word for word the same. Those of a few words have none."""

    found: Mapping[tuple[str, str], Found]
    marks: Mapping[str, str]


def trace(documents: Sequence[Document], policy: Policy = DEFAULT) -> Traces:
    """Finds the passages that documents share, what they prove, and where they go back to.

    The order of the documents does not matter. Work grows with the words of the collection and
    the passages found, not with the number of pairs; what is held beside the documents and their
    copies grows with the words of the documents within twice ``trace_window_days``.
    """
    pairing = paired(documents, policy)
    found = dict(pairing.found)
    for reports in alike(documents, pairing.marks):
        found |= reprinted(reports, found.keys(), policy)
    copies = tuple(found[pair].copy for pair in sorted(found))
    leans = {pair: one.lean for pair, one in found.items()}
    return Traces(copies, origins_of(documents, copies, leans, policy))


def paired(documents: Sequence[Document], policy: Policy = DEFAULT) -> Pairing:
    """The copies among documents that appeared within ``trace_window_days`` of each other.

    Undated documents are compared with all others. The calendar is cut into cells one day longer
    than the window; which copies two documents make depends on the documents in their cells, the
    one before and the two behind these, and on the undated ones.
    """
    marks: dict[str, str] = {}
    found = {one.pair: one for one in _found(documents, policy, marks)}
    return Pairing(found, marks)


def alike(documents: Iterable[Document], marks: Mapping[str, str]) -> Iterator[list[Document]]:
    """Documents that are word for word the same, whatever their dates, in order of publication."""
    groups: dict[str, list[Document]] = {}
    for document in in_order(documents)[0]:
        if document.id in marks:
            groups.setdefault(marks[document.id], []).append(document)
    return (reports for reports in groups.values() if len(reports) > 1)


def reprinted(
    reports: Sequence[Document], known: Container[tuple[str, str]], policy: Policy = DEFAULT
) -> dict[tuple[str, str], Found]:
    """Copies of reports that are word for word the same, as ``alike`` gives them, with the first
    of them, where it has not been found to have a copy of them yet.

    Each is joined to the first only, so that a dispatch printed a thousand times stays cheap.
    """
    first, readings = reports[0].id, Readings(reports)
    length = len(readings.words(0))
    fresh = [
        number
        for number, report in enumerate(reports)
        if number and (min(first, report.id), max(first, report.id)) not in known
    ]
    others = np.array(fresh, dtype=np.int64)
    none = np.zeros(len(fresh), dtype=np.int32)
    rows = Rows(np.arange(len(fresh)), none, none, none + length)
    met = meetings_of(readings, (np.zeros_like(others), others), rows, policy)
    return {one.pair: one for one in _judged(met, readings, Standing(), policy)}


def _found(documents: Sequence[Document], policy: Policy, marks: dict[str, str]) -> Iterator[Found]:
    """The copies among documents, in no order that means anything; ``marks`` are filled in."""
    ordered, days = in_order(documents)
    readings, standing = Readings(ordered), Standing()
    before, waiting = range(0), NONE
    for block in blocks(days, len(ordered) - len(days), policy.trace_window_days):
        numbers = block.numbers()
        for number in readings.take(numbers):
            words = readings.words(number)
            if len(words) >= policy.trace_passage_words:
                marks[ordered[number].id] = _mark_of(words)
        seeds = seeds_of(readings, block, days, policy)
        # What stands in undated documents is told by the undated alone: they meet all others, and
        # a report of one day must not decide on those of all days.
        last = len(days) if block.own.start < len(days) else len(ordered)
        if block.own.start >= len(days):
            # Not even to the last dated block: which one is the last depends on other reports.
            yield from _judged(waiting, readings, standing, policy)
            waiting = NONE
        stock = seeds.shared.stock
        stocked = np.array(numbers, dtype=np.int64)[stock.documents]
        standing.note_stock(readings, stocked, stock.positions, policy, last)
        met = _meetings(readings, seeds, numbers, policy)
        del seeds
        standing.note(readings, met, policy, last)
        yield from _judged(waiting, readings, standing, policy)
        readings.forget(before)
        standing.forget(before)
        before, waiting = block.own, met
    yield from _judged(waiting, readings, standing, policy)


def _mark_of(words: Words) -> str:
    return blake2b(words.hashes.tobytes(), digest_size=16).hexdigest()


def _meetings(readings: Readings, seeds: Seeds, numbers: Sequence[int], policy: Policy) -> Meetings:
    """The pairs of a block's documents that share passages."""
    rows = seeds.runs(policy)
    heads = heads_of(rows.pairs)
    a, b = (np.array(numbers)[side] for side in seeds.pair(rows.pairs[heads]))
    pairs = np.repeat(np.arange(len(heads)), np.diff(np.append(heads, len(rows))))
    return meetings_of(readings, (a, b), Rows(pairs, rows.i, rows.j, rows.lengths), policy)


def _judged(
    meetings: Meetings, readings: Readings, standing: Standing, policy: Policy
) -> Iterator[Found]:
    told: dict[int, tuple[Stems, ...]] = {}
    meetings, weighed = weigh(meetings, readings, standing, policy)
    numbers = zip(meetings.a.tolist(), meetings.b.tolist(), strict=True)
    for (one, other), places, evidence in zip(numbers, _places(meetings), weighed, strict=True):
        same = 0
        if evidence.days == 0 and evidence.own > 0 and not evidence.copied:
            for number in (one, other):
                if number not in told:
                    told[number] = telling(readings[number], standing.of(number))
            same = retold(told[one], told[other], policy)
        if not matters(evidence, same, policy):
            continue
        a, b = readings[one], readings[other]
        shared = tuple(Passage(a.words.span(i, k), b.words.span(j, n)) for i, j, k, n in places)
        yield _copy(a, b, shared, evidence, same, policy)


def _places(meetings: Meetings) -> Iterator[list[tuple[int, int, int, int]]]:
    """The passages of each pair: the first word in either document, the last in either."""
    passages = meetings.passages
    columns = (column.tolist() for column in (*passages.first, *passages.last))
    rows = list(zip(*columns, strict=True))
    bounds = (*meetings.heads.tolist(), len(rows))
    return (rows[first:last] for first, last in pairwise(bounds))


def _copy(
    a: Reading,
    b: Reading,
    shared: tuple[Passage, ...],
    evidence: Evidence,
    same: int,
    policy: Policy,
) -> Found:
    judgement = judge(a, b, shared, evidence, same, policy)
    lean = direct(a, b, evidence, judgement, policy)
    copy = Copy(
        a.document.id,
        b.document.id,
        judgement.relation,
        lean.direction,
        shared,
        min(1.0, round(evidence.share, 4)),
        (*judgement.reasons, *lean.reasons),
    )
    return Found(copy, lean.total) if copy.a < copy.b else Found(_turned(copy), -lean.total)


def _turned(copy: Copy) -> Copy:
    """The same copy with its documents, and all that goes with them, in the other order."""
    shared = tuple(sorted((Passage(p.b, p.a) for p in copy.shared), key=lambda p: (p.a, p.b)))
    return Copy(
        copy.b, copy.a, copy.relation, _TURNED[copy.direction], shared, copy.score, copy.reasons
    )
