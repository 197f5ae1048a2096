"""What a claim says, from the network's scores: anchors, roles and classes as spans of the text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterclaim.extracting.marking import Mark, reach
from counterclaim.extracting.readings import Reading, Span
from counterclaim.extracting.windows import Window

Floats = NDArray[np.float32]

#: A role is left empty from this probability of "none" on.
EMPTY: Final = 0.5
#: The likeliest first pieces looked at for a role, and the pieces a value may have at most.
TRIES: Final = 8
LONGEST_VALUE: Final = 24


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What the network says of several claims of one window (see ``training.network``)."""

    tags: Floats
    starts: Floats
    ends: Floats
    object_class: Floats
    polarity: Floats


def softmax(scores: Floats) -> Floats:
    """Scores to probabilities over the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    out: Floats = powers / powers.sum(-1, keepdims=True)
    return out


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A span without white space at its edges and with the marks that belong to its last letter;
    nothing if no text is left."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def reading(text: str, window: Window, span: Span, score: float) -> Reading | None:
    """The pieces [first, last) of a window as a reading of the text."""
    first, last = span
    found = trimmed(text, int(window.pieces.starts[first]), int(window.pieces.ends[last - 1]))
    return Reading(*found, round(min(1.0, score), 4)) if found else None


def anchors(window: Window, trigger: Span, tags: Floats) -> Iterator[tuple[int, Span, float]]:
    """The anchors around a trigger: kind, pieces and probability, in order of the text."""
    lo, hi = reach(window, trigger)
    likely = softmax(tags[: hi - lo])
    best = likely.argmax(-1)
    firsts = window.first_of_word[lo:hi]
    kind, begin = 0, 0
    for at in range(hi - lo + 1):
        tag = int(best[at]) if at < hi - lo else 0
        if at < hi - lo and not firsts[at]:
            continue
        here = (tag + 1) // 2
        if here == kind and tag % 2 == 0:
            continue
        if kind:
            share = likely[begin:at, 2 * kind - 1 : 2 * kind + 1].sum(-1)
            yield kind, (lo + begin, lo + at), float(share.mean())
        kind, begin = here, at


@dataclass(frozen=True, slots=True, eq=False)
class Pointing:
    """Start and end probabilities of one claim over its window, made comparable.

    Index 0 says "nothing"; then come the window's pieces, then those read again.
    """

    window: Window
    local: Span
    starts: Floats
    ends: Floats

    @classmethod
    def of(cls, window: Window, mark: Mark, starts: Floats, ends: Floats) -> Pointing:
        """Probabilities for all roles of a claim, with word edges kept."""
        lo, hi = reach(window, mark.trigger)
        size = 1 + len(window) + hi - lo
        opens, closes = window.first_of_word, window.last_of_word
        can_open = np.concatenate(([True], opens, opens[lo:hi]))
        can_close = np.concatenate(([True], closes, closes[lo:hi]))
        return cls(
            window,
            (lo, hi),
            softmax(np.where(can_open, starts[:, :size], -1e4)),
            softmax(np.where(can_close, ends[:, :size], -1e4)),
        )

    def piece(self, index: int) -> int:
        """The piece of the window that a score's index stands for."""
        count = len(self.window)
        return index - 1 if index <= count else index - 1 - count + self.local[0]

    def spans(self, role: int) -> Iterator[tuple[Span, float]]:
        """The likeliest spans of a role with their probability."""
        starts, ends = self.starts[role], self.ends[role]
        border = 1 + len(self.window)
        for first in np.argsort(-starts[1:], kind="stable")[:TRIES] + 1:
            stop = border if first < border else len(ends)
            stop = min(stop, first + LONGEST_VALUE)
            last = first + int(ends[first:stop].argmax())
            share = float(starts[first] * ends[last])
            yield (self.piece(int(first)), self.piece(last) + 1), share

    def best(self, text: str, role: int, empty: float = EMPTY) -> Reading | None:
        """What the claim says in a role: the words that are likeliest over all their mentions, at
        their likeliest mention; nothing if that is likelier."""
        if self.starts[role, 0] >= empty:
            return None
        shares: dict[str, float] = {}
        firsts: dict[str, tuple[float, Reading]] = {}
        for span, share in self.spans(role):
            found = reading(text, self.window, span, share)
            if found is None:
                continue
            words = text[found.start : found.end].casefold()
            shares[words] = shares.get(words, 0.0) + share
            if words not in firsts or share > firsts[words][0]:
                firsts[words] = (share, found)
        if not shares:
            return None
        words = max(shares, key=lambda key: shares[key])
        at = firsts[words][1]
        return Reading(at.start, at.end, round(min(1.0, shares[words]), 4))
