"""From documents to copies and origins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

import numpy as np

from counterclaim.model import Copy, Document, Origin, Passage
from counterclaim.model.terms import Direction
from counterclaim.policy import DEFAULT, Policy
from counterclaim.tracing.alignment import aligned
from counterclaim.tracing.blocks import Block, blocks, in_order
from counterclaim.tracing.direction import direct
from counterclaim.tracing.evidence import Evidence, Meeting, weigh
from counterclaim.tracing.origins import origins_of
from counterclaim.tracing.paraphrase import Stems, retold, telling
from counterclaim.tracing.places import Places
from counterclaim.tracing.readings import Reading, Readings
from counterclaim.tracing.relation import copied, judge
from counterclaim.tracing.seeds import Run, Seeds, heads_of, seeds_of
from counterclaim.tracing.standing import Standing

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

    The order of the documents does not matter. Work grows with the words of the collection and
    the passages found, not with the number of pairs; what is held beside the documents and their
    copies grows with the words of the documents within twice ``trace_window_days``.
    """
    found = sorted(_found(documents, policy), key=lambda one: (one.copy.a, one.copy.b))
    copies = tuple(one.copy for one in found)
    leans = {(one.copy.a, one.copy.b): one.lean for one in found}
    return Traces(copies, origins_of(documents, copies, leans, policy))


@dataclass(frozen=True, slots=True)
class Found:
    """A copy, and the sum of signs for its direction: positive for a->b."""

    copy: Copy
    lean: float


def _found(documents: Sequence[Document], policy: Policy) -> Iterator[Found]:
    """The copies among documents, in no order that means anything."""
    ordered, days = in_order(documents)
    readings, twins, standing = Readings(ordered), Twins(), Standing()
    before, waiting = range(0), list[Meeting]()
    for block in blocks(days, len(ordered) - len(days), policy.trace_window_days):
        for number in readings.take(block.numbers()):
            twins.note(number, readings.words(number).hashes.tobytes())
        numbers = block.numbers()
        seeds = seeds_of(readings, block, days, policy)
        _mark(seeds.shared.stock, numbers, readings, standing)
        runs = twins.joined(block, _runs(seeds, numbers, policy))
        del seeds
        met = list(_meetings(readings, runs, policy))
        standing.note(readings, met, policy)
        yield from _judged(waiting, readings, standing, policy)
        readings.forget(before)
        standing.forget(before)
        before, waiting = block.own, met
    yield from _judged(waiting, readings, standing, policy)


Runs = dict[tuple[int, int], list[Run]]


def _runs(seeds: Seeds, numbers: Sequence[int], policy: Policy) -> Runs:
    """Runs of equal words in the pairs of a block, by the two documents' numbers."""
    rows = seeds.runs(policy)
    heads = heads_of(rows.pairs)
    a, b = (side.tolist() for side in seeds.pair(rows.pairs[heads]))
    columns = (column.tolist() for column in (rows.i, rows.j, rows.lengths))
    runs = [Run(*row) for row in zip(*columns, strict=True)]
    bounds = pairwise((*heads.tolist(), len(runs)))
    return {
        (numbers[one], numbers[other]): runs[first:last]
        for one, other, (first, last) in zip(a, b, bounds, strict=True)
    }


def _mark(stock: Places, numbers: Sequence[int], readings: Readings, standing: Standing) -> None:
    """Marks what so many reports of different days have that it is nobody's own."""
    order = np.argsort(stock.documents, kind="stable")
    heads = heads_of(stock.documents[order])
    for part in np.split(order, heads[1:]) if len(heads) else ():
        number = numbers[stock.documents[part[0]]]
        standing.note_stock(number, len(readings.words(number)), stock.positions[part])


class Twins:
    """Documents that are word for word the same, whatever their dates.

    Each is joined to the first of them, so that a dispatch printed a thousand times stays cheap.
    """

    def __init__(self) -> None:
        self._firsts: dict[bytes, int] = {}
        self._twins: dict[int, tuple[int, int]] = {}
        self._met: set[int] = set()

    def note(self, number: int, words: bytes) -> None:
        """A document and the hashes of its words."""
        if words:
            first = self._firsts.setdefault(blake2b(words, digest_size=16).digest(), number)
            if first != number:
                self._twins[number] = first, len(words) // 8

    def joined(self, block: Block, runs: Runs) -> Runs:
        """The runs with those of a block's documents and their first twin, each pair once."""
        for first, number in runs:
            if self._twins.get(number, (number, 0))[0] == first:
                self._met.add(number)
        for number in block.own:
            if number in self._twins and number not in self._met:
                first, length = self._twins[number]
                runs[first, number] = [Run(0, 0, length)]
        return runs


def _meetings(readings: Readings, runs: Runs, policy: Policy) -> Iterator[Meeting]:
    """The pairs of documents that share passages, with the passages."""
    for (a, b), these in sorted(runs.items()):
        passages = tuple(
            passage
            for passage in aligned(readings.row(a), readings.row(b), these, policy)
            if passage.equal >= policy.trace_passage_words
        )
        if passages:
            yield Meeting(a, b, passages)


def _judged(
    meetings: Sequence[Meeting], readings: Readings, standing: Standing, policy: Policy
) -> Iterator[Found]:
    told: dict[int, tuple[Stems, ...]] = {}
    for meeting in meetings:
        a, b = readings[meeting.a], readings[meeting.b]
        still = standing.of(meeting.a), standing.of(meeting.b)
        evidence = weigh(meeting, a, b, still)
        same = 0
        if evidence.days == 0 and evidence.own > 0 and not copied(evidence, policy):
            for number, side, mask in ((meeting.a, a, still[0]), (meeting.b, b, still[1])):
                if number not in told:
                    told[number] = telling(side, mask)
            same = retold(told[meeting.a], told[meeting.b], policy)
        found = _copy(meeting, a, b, evidence, same, policy)
        if found is not None:
            yield found


def _copy(
    meeting: Meeting, a: Reading, b: Reading, evidence: Evidence, same: int, policy: Policy
) -> Found | None:
    shared = tuple(
        Passage(
            a.words.span(passage.first[0], passage.last[0]),
            b.words.span(passage.first[1], passage.last[1]),
        )
        for passage in meeting.passages
    )
    judgement = judge(a, b, shared, evidence, same, policy)
    if judgement is None:
        return None
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
