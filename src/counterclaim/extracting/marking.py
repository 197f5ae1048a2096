"""What the network is told of triggers and claims in a document: which pieces they stand in, and
how far all others are from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterclaim.extracting.readings import Span
from counterclaim.extracting.windows import Ints, Pieces

Floats = NDArray[np.float32]

#: Pieces around a trigger, within its sentence, among which its anchors are looked for.
REACH: Final = 48
#: Of these, pieces around a trigger that are read again for a claim.
AGAIN: Final = 20
#: Claims read at once, and their number times that of the pieces they see.
TOGETHER: Final = 16
ROOM: Final = 16384
#: Distances in pieces, to either side, from which a bucket begins.
STEPS: Final = (1, 8, 16, 32, 48, 64, 96, 128, 192, 256)
BUCKETS: Final = 2 * len(STEPS) + 1
#: Sentences further away than this count as this far.
FAR: Final = 6
#: Distances in sentences to either side, and a place of its own for the first sentence.
STRIDES: Final = 2 * FAR + 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim to read: its type, and the pieces [first, last) of its trigger and anchor.

    ``kind`` is the anchor's index in ``labels.ANCHORS``; without an anchor it is 0.
    """

    type: int
    trigger: Span
    kind: int = 0
    anchor: Span = (0, 0)


def reach(found: Pieces, trigger: Span) -> Span:
    """The pieces [first, last) around a trigger that belong to its sentence, or a part of it."""
    sentence = found.sentence
    lo, hi = trigger
    here = sentence[lo]
    first = last = lo
    while first > 0 and first > lo - REACH and sentence[first - 1] == here:
        first -= 1
    while last < len(sentence) and last < hi + REACH and sentence[last] == here:
        last += 1
    return first, last


def again(found: Pieces, trigger: Span) -> Span:
    """The pieces [first, last) around a trigger that are read again for each of its claims."""
    lo, hi = reach(found, trigger)
    return max(lo, trigger[0] - AGAIN), min(hi, trigger[1] + AGAIN)


def buckets(size: int, at: int) -> Ints:
    """How far each of ``size`` pieces is from the one ``at``, in steps; before it is negative."""
    away = np.arange(size) - at
    step = np.searchsorted(STEPS, np.abs(away), side="right")
    return np.where(away < 0, len(STEPS) - step, len(STEPS) + step).astype(np.int64)


def strides(found: Pieces, at: int) -> Ints:
    """How many sentences each piece is from the one ``at``; the first sentence stands apart."""
    away = np.clip(found.sentence - found.sentence[at], -FAR, FAR) + FAR
    first = (found.sentence == 0) & (away != FAR)
    return np.where(first, STRIDES - 1, away).astype(np.int64)


def triggers_told(found: Pieces, marks: Sequence[Mark]) -> dict[str, Ints | Floats]:
    """The inputs of ``Reader.tag`` for several triggers of a document."""
    size = len(found)
    return {
        "trigger": np.stack([_share(size, mark.trigger) for mark in marks]),
        "type": np.array([mark.type for mark in marks], dtype=np.int64),
        **_distances(found, marks),
    }


def claims_told(found: Pieces, marks: Sequence[Mark]) -> dict[str, Ints | Floats]:
    """The inputs of ``Reader.read`` for several claims of a document, after its states."""
    rows, count = len(marks), len(found)
    reaches = [again(found, mark.trigger) for mark in marks]
    size = max(hi - lo for lo, hi in reaches)
    local = np.zeros((rows, size), dtype=np.int64)
    inside, trigger, anchor = (np.zeros((rows, size), dtype=np.float32) for _ in range(3))
    far_open = np.ones((rows, count), dtype=np.float32)
    for row, (mark, (lo, hi)) in enumerate(zip(marks, reaches, strict=True)):
        local[row, : hi - lo] = np.arange(lo, hi)
        inside[row, : hi - lo] = 1
        trigger[row, max(0, mark.trigger[0] - lo) : max(0, mark.trigger[1] - lo)] = 1
        anchor[row, max(0, mark.anchor[0] - lo) : max(0, mark.anchor[1] - lo)] = 1
        far_open[row, lo:hi] = 0
    return {
        "local": local,
        "inside": inside,
        "trigger": trigger,
        "anchor": anchor,
        "type": np.array([mark.type for mark in marks], dtype=np.int64),
        "kind": np.array([mark.kind for mark in marks], dtype=np.int64),
        "far_open": far_open,
        **_distances(found, marks),
    }


def together(found: Pieces, marks: Sequence[Mark], most: int = TOGETHER) -> Iterator[list[int]]:
    """Which claims (their indices in ``marks``) are read at once: at most so many, for which about
    as much is read again, so that little is padded and memory is bounded."""

    def size(index: int) -> int:
        lo, hi = again(found, marks[index].trigger)
        return hi - lo

    order = sorted(range(len(marks)), key=size)
    count = max(1, min(most, ROOM // max(1, len(found))))
    for at in range(0, len(order), count):
        yield order[at : at + count]


def _distances(found: Pieces, marks: Sequence[Mark]) -> dict[str, Ints | Floats]:
    starts = [mark.trigger[0] for mark in marks]
    return {
        "near": np.stack([buckets(len(found), start) for start in starts]),
        "apart": np.stack([strides(found, start) for start in starts]),
    }


def _share(size: int, span: Span) -> Floats:
    out = np.zeros(size, dtype=np.float32)
    out[span[0] : span[1]] = 1 / max(1, span[1] - span[0])
    return out
