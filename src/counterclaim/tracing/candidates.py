"""Pairs of documents that have much text in common: fast, and without reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.model import Document
from counterclaim.policy import DEFAULT, Policy
from counterclaim.tracing.blocks import blocks, in_order
from counterclaim.tracing.readings import Readings
from counterclaim.tracing.seeds import Seeds, heads_of, seeds_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two documents, a < b, and how many words they share in runs of five or more. A passage that
    one of them has twice counts twice; what is nobody's own does not count."""

    a: str
    b: str
    words: int


def candidates(documents: Sequence[Document], policy: Policy = DEFAULT) -> tuple[Candidate, ...]:
    """The pairs of documents that share at least ``trace_candidate_words`` words, in order.

    It is the first step of ``trace``, for collections in which the pairs are enough: which ten
    thousand of a million reports are worth a look. Nothing is aligned or judged: shared quotations
    are among the pairs, as are the pages of one outlet. Documents further apart than
    ``trace_window_days`` are not compared; of a dispatch that more than ``trace_common_places``
    print, each is paired with the next two. What is held beside the documents and the pairs grows
    with the words of the documents within twice the window.
    """
    return tuple(sorted(_found(documents, policy), key=lambda pair: (pair.a, pair.b)))


def _found(documents: Sequence[Document], policy: Policy) -> Iterator[Candidate]:
    ordered, days = in_order(documents)
    readings, before = Readings(ordered), range(0)
    for block in blocks(days, len(ordered) - len(days), policy.trace_window_days):
        readings.take(block.numbers())
        names = [ordered[number].id for number in block.numbers()]
        yield from _pairs(seeds_of(readings, block, days, policy), names, policy)
        readings.forget(before)
        before = block.own


def _pairs(seeds: Seeds, names: Sequence[str], policy: Policy) -> Iterator[Candidate]:
    runs = seeds.runs(policy)
    heads = heads_of(runs.pairs)
    words = np.add.reduceat(runs.lengths, heads) if len(heads) else heads
    much = words >= policy.trace_candidate_words
    columns = (*seeds.pair(runs.pairs[heads[much]]), words[much])
    for a, b, shared in zip(*(column.tolist() for column in columns), strict=True):
        one, other = sorted((names[a], names[b]))
        yield Candidate(one, other, shared)
