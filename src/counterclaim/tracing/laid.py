"""The words of several documents, one document behind the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.tracing.words import Hashes, Numbers, Words


@dataclass(frozen=True, slots=True)
class Laid:
    """The hash of each word; the first word of each document, and how many it has."""

    hashes: Hashes
    firsts: Numbers
    sizes: Numbers

    @classmethod
    def of(cls, texts: Sequence[Words]) -> Laid:
        sizes = np.array([len(text) for text in texts], dtype=np.int32)
        hashes = np.concatenate([np.empty(0, dtype=np.uint64), *(text.hashes for text in texts)])
        return cls(hashes, firsts_of(sizes), sizes)


def firsts_of(sizes: Numbers) -> Numbers:
    """Where each of several rows of such sizes begins, laid one behind the other."""
    return np.cumsum(sizes, dtype=np.int64) - sizes


def each_of(begins: Numbers, lengths: Numbers) -> Numbers:
    """The numbers from each beginning on, as many as its length says, one behind the other."""
    steps = np.arange(int(lengths.sum()), dtype=np.int64)
    return steps + np.repeat(begins - firsts_of(lengths), lengths)
