"""A network that knows some phrases by heart, so that what is done with its answers can be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from counterclaim.extracting.encoder import TOKENIZER, WEIGHTS, Look, tokenizer
from counterclaim.extracting.labels import OBJECT_CLASSES, POINTERS, POLARITIES, SIGNALS, TAGS
from counterclaim.extracting.marking import Floats
from counterclaim.extracting.readings import DocText, Reading, Span
from counterclaim.extracting.roles import Scores
from counterclaim.extracting.sentences import sentences
from counterclaim.extracting.windows import Ints, Pieces, Window

#: A score that leaves no doubt.
SURE = 12.0
MARKED = ("trigger", "anchor")


@cache
def words() -> Tokenizer:
    """The shipped tokenizer."""
    return tokenizer(WEIGHTS / TOKENIZER)


def doc(text: str, *skip: Span) -> DocText:
    return DocText(text, sentences(text), skip)


def row(*sizes: int) -> Pieces:
    """Pieces of sentences of so many one-letter words; the ids are the positions."""
    at = np.arange(sum(sizes))
    return Pieces(at, 2 * at, 2 * at + 1, at, np.repeat(np.arange(len(sizes)), sizes))


def said(text: str, *values: Reading | None) -> list[str | None]:
    return [text[value.start : value.end] if value else None for value in values]


@dataclass
class FakeNetwork:
    """Phrases of the text (in any case) and what they are.

    ``signals`` announce; ``anchors`` within a sentence are anchors of each trigger in it; ``roles``
    are those of the mention nearest to the trigger; ``classes`` go with anchors, ``polarities``
    with triggers. ``sure`` says how likely a signal is. ``seen`` and ``read_at_once`` are how many
    pieces, and claims and pieces, it was shown.
    """

    signals: Mapping[str, str]
    anchors: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)
    polarities: Mapping[str, str] = field(default_factory=dict)
    sure: Mapping[str, float] = field(default_factory=dict)
    seen: list[int] = field(default_factory=list)
    read_at_once: list[tuple[int, int]] = field(default_factory=list)

    def look(self, seen: Sequence[Window]) -> Look:
        ids = np.concatenate([window.ids[slice(*window.core)] for window in seen])
        self.seen += map(len, seen)
        signals = np.full((len(ids), len(SIGNALS)), 1e-4, dtype=np.float32)
        for phrase, signal in self.signals.items():
            for lo, hi in _found(ids, phrase):
                signals[lo:hi, SIGNALS.index(signal)] = self.sure.get(phrase, 0.99)
        return Look(signals, (ids[:, None].astype(np.float32),))  # the states tell the ids

    def tag(self, look: Look, told: Mapping[str, Ints | Floats]) -> Floats:
        ids = _ids(look)
        tags = np.zeros((*told["trigger"].shape, len(TAGS)), dtype=np.float32)
        tags[..., 0] = SURE
        for phrase, anchor in self.anchors.items():
            for lo, hi in _found(ids, phrase):
                tags[:, lo:hi, TAGS.index(anchor) + 1] = 2 * SURE
                tags[:, lo, TAGS.index(anchor)] = 3 * SURE
        return tags

    def read(self, look: Look, told: Mapping[str, Ints | Floats]) -> Scores:
        ids, rows = _ids(look), len(told["type"])
        count = len(ids)
        self.read_at_once.append((rows, count))
        starts, ends = np.zeros((2, rows, len(POINTERS), 1 + count), dtype=np.float32)
        classes = np.zeros((rows, len(OBJECT_CLASSES)), dtype=np.float32)
        polarities = np.zeros((rows, len(POLARITIES)), dtype=np.float32)
        for claim in range(rows):
            trigger, anchor = (told["local"][claim][told[of][claim] > 0] for of in MARKED)
            for role, (lo, hi) in self._nearest(ids, int(trigger[0])).items():
                starts[claim, POINTERS.index(role), lo + 1] = SURE
                ends[claim, POINTERS.index(role), hi] = SURE
            for phrase, word in self.classes.items():
                classes[claim, OBJECT_CLASSES.index(word)] = SURE * _same(ids[anchor], phrase)
            for phrase, polarity in self.polarities.items():
                polarities[claim, POLARITIES.index(polarity)] = SURE * _same(ids[trigger], phrase)
        silent = (starts == 0).all(-1)
        starts[silent, 0] = ends[silent, 0] = SURE
        return Scores(starts, ends, classes, polarities)

    def _nearest(self, ids: Ints, at: int) -> dict[str, Span]:
        found = [
            (abs(lo - at), role, (lo, hi))
            for phrase, role in self.roles.items()
            for lo, hi in _found(ids, phrase)
        ]
        return {role: span for _, role, span in sorted(found, reverse=True)}


def _ids(look: Look) -> Ints:
    return look.states[-1][:, 0].astype(np.int64)


@cache
def _encoded(phrase: str) -> NDArray[np.int64]:
    return np.array(words().encode(phrase, add_special_tokens=False).ids)


def _same(ids: Ints, phrase: str) -> bool:
    return np.array_equal(ids, _encoded(phrase))


def _found(ids: Ints, phrase: str) -> Iterator[Span]:
    """Where a phrase stands, as pieces [first, last)."""
    asked = _encoded(phrase)
    if len(ids) < len(asked):
        return
    views = np.lib.stride_tricks.sliding_window_view(ids, len(asked))
    for at in np.flatnonzero((views == asked).all(1)).tolist():
        yield at, at + len(asked)
