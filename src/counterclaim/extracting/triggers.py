"""Where claims stand: the words that carry a predicate, with the claim types they carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterclaim.extracting.labels import TYPES
from counterclaim.extracting.readings import Span
from counterclaim.extracting.windows import Window

Floats = NDArray[np.float32]

#: A word is a trigger from this probability on.
SURE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Trigger:
    """Pieces [first, last) of a window that carry a claim of a type (its index in ``TYPES``)."""

    type: int
    pieces: Span
    score: float


def by_word(window: Window, probabilities: Floats) -> Floats:
    """Each piece's probability is that of its word: the highest of the word's pieces."""
    out = probabilities.copy()
    firsts = np.flatnonzero(window.first_of_word)
    if len(firsts):
        lasts = np.append(firsts[1:], len(window))
        highest = np.maximum.reduceat(probabilities, firsts, axis=0)
        for first, last, value in zip(firsts, lasts, highest, strict=True):
            out[first:last] = value
    out[window.pieces.word < 0] = 0
    return out


def triggers(window: Window, probabilities: Floats, sure: float = SURE) -> Iterator[Trigger]:
    """The triggers of a window's core: runs of adjoining sure words of one sentence."""
    likely = by_word(window, probabilities)
    likely[~window.core] = 0
    sentence = window.pieces.sentence
    for kind in range(len(TYPES)):
        found = np.flatnonzero(likely[:, kind] >= sure)
        if not len(found):
            continue
        apart = (np.diff(found) > 1) | (np.diff(sentence[found]) != 0)
        for run in np.split(found, np.flatnonzero(apart) + 1):
            span = (int(run[0]), int(run[-1]) + 1)
            yield Trigger(kind, span, float(likely[run, kind].max()))
