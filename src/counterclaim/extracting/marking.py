"""What the network is told about claims in a window: which pieces to read again, which are marked,
and how far all others are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterclaim.extracting.readings import Span
from counterclaim.extracting.windows import Ints, Window

Floats = NDArray[np.float32]

#: Pieces read again before and after a trigger, within its sentence.
REACH: Final = 48
#: Distances in pieces, to either side, from which a bucket begins.
STEPS: Final = (1, 8, 16, 32, 48, 64, 96, 128, 192, 256)
BUCKETS: Final = 2 * len(STEPS) + 1


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim to read: its type, and the pieces [first, last) of its trigger and anchor.

    ``kind`` is the anchor's index in ``labels.ANCHORS``; without an anchor it is 0.
    """

    type: int
    trigger: Span
    kind: int = 0
    anchor: Span = (0, 0)


def reach(window: Window, trigger: Span) -> Span:
    """The pieces [first, last) around a trigger that are read again: its sentence, or a part."""
    sentence = window.pieces.sentence
    lo, hi = trigger[0], trigger[1]
    here = sentence[lo]
    first = last = lo
    while first > 0 and first > lo - REACH and sentence[first - 1] == here:
        first -= 1
    while last < len(sentence) and last < hi + REACH and sentence[last] == here:
        last += 1
    return first, last


def buckets(size: int, trigger: Span) -> Ints:
    """How far each of ``size`` pieces is from the trigger, in steps; before it is negative."""
    where = np.arange(size)
    away = where - trigger[0]
    step = np.searchsorted(STEPS, np.abs(away), side="right")
    return np.where(away < 0, len(STEPS) - step, len(STEPS) + step).astype(np.int64)


def marking(window: Window, marks: Sequence[Mark]) -> dict[str, Ints | Floats]:
    """The inputs of ``Reader.mark`` for several claims of one window."""
    rows, count = len(marks), len(window)
    reaches = [reach(window, mark.trigger) for mark in marks]
    size = max(hi - lo for lo, hi in reaches)
    local = np.zeros((rows, size), dtype=np.int64)
    inside, trigger, anchor = (np.zeros((rows, size), dtype=np.float32) for _ in range(3))
    far_open = np.ones((rows, count), dtype=np.float32)
    near = np.zeros((rows, count), dtype=np.int64)
    for row, (mark, (lo, hi)) in enumerate(zip(marks, reaches, strict=True)):
        local[row, : hi - lo] = np.arange(lo, hi)
        inside[row, : hi - lo] = 1
        trigger[row, max(0, mark.trigger[0] - lo) : max(0, mark.trigger[1] - lo)] = 1
        anchor[row, max(0, mark.anchor[0] - lo) : max(0, mark.anchor[1] - lo)] = 1
        far_open[row, lo:hi] = 0
        near[row] = buckets(count, mark.trigger)
    return {
        "local": local,
        "inside": inside,
        "trigger": trigger,
        "anchor": anchor,
        "kind": np.array([mark.kind for mark in marks], dtype=np.int64),
        "type": np.array([mark.type for mark in marks], dtype=np.int64),
        "far_open": far_open,
        "near": near,
    }
