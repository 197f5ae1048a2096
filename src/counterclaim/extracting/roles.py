"""What a claim says, from the network's scores: anchors, roles and classes as spans of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from counterclaim.extracting.edges import Edge, trimmed
from counterclaim.extracting.labels import POINTERS
from counterclaim.extracting.marking import reach
from counterclaim.extracting.readings import Reading, Span
from counterclaim.extracting.windows import Pieces

Floats = NDArray[np.float32]

#: A role is left empty from this probability of "none" on, some roles from another.
EMPTY: Final = 0.3
EMPTY_OF: Final = {"object": 0.5, "place": 0.4, "time": 0.5}
#: The likeliest first pieces looked at for a role, and from which probability on.
TRIES: Final = 8
FAINT: Final = 0.005
#: The pieces that a value may have at most. The limits of single roles are about the longest that
#: were annotated: a span that is longer begins at one name and ends at another.
LONGEST_VALUE: Final = 24
LONGEST: Final = {"place": 12, "wider_place": 12, "via": 10, "speaker": 16, "actor": 16}


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """What the network says of several claims of one document (see ``training.network``)."""

    starts: Floats
    ends: Floats
    object_class: Floats
    polarity: Floats


def softmax(scores: Floats) -> Floats:
    """Scores to probabilities over the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    out: Floats = powers / powers.sum(-1, keepdims=True)
    return out


def reading(
    text: str, found: Pieces, span: Span, score: float, edge: Edge = trimmed
) -> Reading | None:
    """The pieces [first, last) of a document as a reading of its text."""
    first, last = span
    at = edge(text, int(found.starts[first]), int(found.ends[last - 1]))
    return Reading(*at, round(min(1.0, score), 4)) if at else None


def anchors(found: Pieces, trigger: Span, tags: Floats) -> Iterator[tuple[int, Span, float]]:
    """The anchors around a trigger, from the scores of a document's ``tags``: kind, pieces and
    probability, in order of the text."""
    lo, hi = reach(found, trigger)
    likely = softmax(tags[lo:hi])
    best = likely.argmax(-1)
    firsts = found.first_of_word[lo:hi]
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
    """Start and end probabilities of one claim over its document: [roles, 1 + pieces], the first
    of which says "nothing"."""

    pieces: Pieces
    starts: Floats
    ends: Floats

    @classmethod
    def of(cls, found: Pieces, starts: Floats, ends: Floats) -> Pointing:
        """Probabilities for all roles of a claim, with word edges kept."""
        can_open = np.append(True, found.first_of_word)
        can_close = np.append(True, found.last_of_word)
        return cls(
            found,
            softmax(np.where(can_open, starts, -1e4)),
            softmax(np.where(can_close, ends, -1e4)),
        )

    def spans(
        self, role: int, longest: int = LONGEST_VALUE, across: bool = False
    ) -> Iterator[tuple[Span, float]]:
        """The likeliest spans of a role with their probability; only those of contents may go
        ``across`` the end of a sentence."""
        starts, ends = self.starts[role][1:], self.ends[role][1:]
        sentence = self.pieces.sentence
        likely = np.flatnonzero(starts >= FAINT)
        for first in likely[np.argsort(-starts[likely], kind="stable")][:TRIES].tolist():
            border = int(np.searchsorted(sentence, sentence[first], side="right"))
            stop = first + longest if across else min(border, first + longest)
            last = first + int(ends[first:stop].argmax())
            yield (first, last + 1), float(starts[first] * ends[last])

    def surest(self, text: str, role: int, longest: int, edge: Edge = trimmed) -> Reading | None:
        """The likeliest span of a role, of at most so many pieces, be it of several sentences;
        nothing if that is likelier."""
        if self.starts[role, 0] >= EMPTY:
            return None
        span, share = max(
            self.spans(role, longest, True), key=lambda found: found[1], default=(None, 0.0)
        )
        return reading(text, self.pieces, span, share, edge) if span else None

    def best(self, text: str, role: int, edge: Edge = trimmed) -> Reading | None:
        """What the claim says in a role: of the words that its edges leave those that are likeliest
        over all their mentions, at their likeliest mention; nothing if that is likelier."""
        if self.starts[role, 0] >= EMPTY_OF.get(POINTERS[role], EMPTY):
            return None
        shares: dict[str, float] = {}
        firsts: dict[str, tuple[float, Reading]] = {}
        longest = LONGEST.get(POINTERS[role], LONGEST_VALUE)
        for span, share in self.spans(role, longest):
            found = reading(text, self.pieces, span, share, edge)
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
