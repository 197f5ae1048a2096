"""Where claims stand: the words that carry a predicate, with the claim types they carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterclaim.extracting.readings import Span
from counterclaim.extracting.windows import Pieces

Floats = NDArray[np.float32]

#: A word is a trigger from this probability on.
SURE: Final = 0.5
#: Where a sentence surely has a trigger, the likeliest word is it from this probability on.
LIKELY: Final = 0.2


@dataclass(frozen=True, slots=True)
class Trigger:
    """Pieces [first, last) of a document that announce a signal (its index in ``SIGNALS``)."""

    type: int
    pieces: Span
    score: float


def by_word(found: Pieces, probabilities: Floats) -> Floats:
    """Each piece's probability is that of its word: the highest of the word's pieces."""
    firsts = np.flatnonzero(found.first_of_word)
    if not len(firsts):
        return probabilities
    highest: Floats = np.maximum.reduceat(probabilities, firsts, axis=0)
    return np.repeat(highest, np.diff(np.append(firsts, len(found))), axis=0)


def triggers(
    found: Pieces, probabilities: Floats, kinds: range, sure: float = SURE, likely: float = LIKELY
) -> Iterator[Trigger]:
    """The triggers of a document, by kind and place: runs of adjoining sure words of one sentence;
    and where a sentence has none, though one of its words must be, the likeliest word."""
    words = by_word(found, probabilities)
    if not len(words):
        return
    odds = (probabilities / (1 - probabilities).clip(1e-6)).astype(np.float64)
    begins = np.flatnonzero(np.diff(found.sentence, prepend=-1))
    summed = np.add.reduceat(odds, begins, axis=0)
    ends = np.append(begins[1:], len(found))
    for kind in kinds:
        one = words[:, kind]
        sure_here = one >= sure
        for row in np.flatnonzero(summed[:, kind] >= sure / (1 - sure)):
            lo, hi = int(begins[row]), int(ends[row])
            best = one[lo:hi].max()
            if not sure_here[lo:hi].any() and best >= likely:
                at = lo + int(one[lo:hi].argmax())
                sure_here[lo:hi] = found.word[lo:hi] == found.word[at]
        where = np.flatnonzero(sure_here)
        if not len(where):
            continue
        apart = (np.diff(where) > 1) | (np.diff(found.sentence[where]) != 0)
        for run in np.split(where, np.flatnonzero(apart) + 1):
            yield Trigger(kind, (int(run[0]), int(run[-1]) + 1), float(one[run].max()))
