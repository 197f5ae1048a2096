"""The learned reader: documents in, raw claims out."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

from tokenizers import Tokenizer

from counterclaim.extracting.encoder import (
    TOKENIZER,
    WEIGHTS,
    Look,
    Network,
    OnnxNetwork,
    card,
    tokenizer,
)
from counterclaim.extracting.labels import OBJECT_CLASSES, POINTERS, POLARITIES, TYPES
from counterclaim.extracting.marking import Mark, marking, reach
from counterclaim.extracting.readings import DocText, RawClaim, Reading, Span
from counterclaim.extracting.roles import Pointing, Scores, anchors, reading, softmax
from counterclaim.extracting.triggers import Trigger, triggers
from counterclaim.extracting.windows import Window, pieces, windows

T = TypeVar("T")
#: Claims read at once: bounds memory.
TOGETHER: Final = 4
#: Several objects of one trigger are claims of their own from this probability on.
CERTAIN: Final = 0.95
#: Documents taken from the input before they are asked for, for each worker.
AHEAD: Final = 8


@dataclass(frozen=True, slots=True, eq=False)
class Anchored:
    """A claim marked on a trigger, and how sure its anchor is. Without an anchor the network has
    read it already, when it looked for one: ``said[row]``."""

    trigger: Trigger
    mark: Mark
    sure: float
    said: Scores | None = None
    row: int = 0


class LearnedReader:
    """Reads claims with the shipped network.

    The same document gives the same claims, whatever else is read with it: each window runs alone.
    """

    def __init__(
        self,
        words: Tokenizer,
        network: Network,
        about: dict[str, Any] | None = None,
        workers: int = 1,
    ) -> None:
        self._words, self._network, self._workers = words, network, max(1, workers)
        self.about = about or {}

    @classmethod
    def load(cls, folder: Path | None = None) -> LearnedReader:
        """The reader with the weights of a folder, by default the shipped ones.

        Raises ``ModelError`` if a file is missing or is not the one that its card names.
        """
        folder = folder or WEIGHTS
        about = card(folder)
        workers = min(2, os.cpu_count() or 1)
        return cls(tokenizer(folder / TOKENIZER), OnnxNetwork(folder), about, workers)

    def read(self, texts: Iterable[DocText]) -> Iterator[tuple[RawClaim, ...]]:
        """The claims of each document, one tuple a document, in the order of the documents."""
        waiting = iter(texts)
        if self._workers == 1:
            yield from map(self.claims, waiting)
            return
        with ThreadPoolExecutor(self._workers) as pool:
            running = deque(
                pool.submit(self.claims, doc) for doc in islice(waiting, AHEAD * self._workers)
            )
            while running:
                done = running.popleft().result()
                running.extend(pool.submit(self.claims, doc) for doc in islice(waiting, 1))
                yield done

    def claims(self, doc: DocText) -> tuple[RawClaim, ...]:
        """The claims of one document, in the order of the text."""
        found: list[RawClaim] = []
        for window in windows(pieces(self._words, doc), doc):
            found += self._window(doc, window)
        return tuple(sorted(found, key=_place))

    def _window(self, doc: DocText, window: Window) -> Iterator[RawClaim]:
        look = self._network.look(window.pieces.ids)
        open_ = [
            trigger
            for trigger in triggers(window, look.triggers)
            if not _skipped(doc, window, trigger)
        ]
        marked = [
            one
            for some in _alike(window, open_, lambda trigger: trigger.pieces)
            for one in self._anchored(window, look, some)
        ]
        kept = lone(window, once(marked))
        for one in kept:
            if one.said is not None:
                yield from _claim(doc, window, one, one.said, one.row)
        anew = [one for one in kept if one.said is None]
        for these in _alike(window, anew, lambda one: one.trigger.pieces):
            scores = self._network.mark(look, marking(window, [one.mark for one in these]))
            for row, one in enumerate(these):
                yield from _claim(doc, window, one, scores, row)

    def _anchored(self, window: Window, look: Look, found: Sequence[Trigger]) -> Iterator[Anchored]:
        """The claims on each trigger: one for each anchor, or one without."""
        marks = [Mark(trigger.type, trigger.pieces) for trigger in found]
        scores = self._network.mark(look, marking(window, marks))
        for row, (trigger, mark) in enumerate(zip(found, marks, strict=True)):
            none = True
            for kind, span, sure in anchors(window, trigger.pieces, scores.tags[row]):
                none = False
                yield Anchored(trigger, Mark(trigger.type, trigger.pieces, kind, span), sure)
            if none:
                yield Anchored(trigger, mark, 0.0, scores, row)


def _alike(
    window: Window, found: Sequence[T], trigger: Callable[[T], Span]
) -> Iterator[Sequence[T]]:
    """Claims in groups whose sentences are about equally long, so that little is padded."""

    def size(item: T) -> int:
        lo, hi = reach(window, trigger(item))
        return hi - lo

    order = sorted(found, key=size)
    for at in range(0, len(order), TOGETHER):
        yield order[at : at + TOGETHER]


def once(marked: Sequence[Anchored]) -> list[Anchored]:
    """Without claims of one type on one anchor: two triggers tell of it, the surer one stays."""
    best: dict[tuple[int, int, Span], Anchored] = {}
    for one in marked:
        mark = one.mark
        key = (mark.type, mark.kind, mark.anchor if mark.kind else mark.trigger)
        if key not in best or one.trigger.score > best[key].trigger.score:
            best[key] = one
    return list(best.values())


def lone(window: Window, marked: Sequence[Anchored]) -> list[Anchored]:
    """Of the claims of one type without a count in one sentence, the one with the surest trigger:
    the guidelines want one for each attack, and "bombing" and "struck" tell of the same. Several
    objects of one trigger stay where each of them is all but certain."""
    first: dict[tuple[int, int], Anchored] = {}
    kept = []
    for one in sorted(marked, key=_surest):
        key = (one.mark.type, int(window.pieces.sentence[one.trigger.pieces[0]]))
        if one.mark.kind == 1:
            kept.append(one)
        elif key not in first:
            first[key] = one
            kept.append(one)
        elif one.trigger == first[key].trigger and min(one.sure, first[key].sure) >= CERTAIN:
            kept.append(one)
    return kept


def _surest(one: Anchored) -> tuple[float, float, Span, Span]:
    return -one.trigger.score, -one.sure, one.trigger.pieces, one.mark.anchor


def _skipped(doc: DocText, window: Window, trigger: Trigger) -> bool:
    start = window.pieces.starts[trigger.pieces[0]]
    return any(lo <= start < hi for lo, hi in doc.skip)


def _place(claim: RawClaim) -> tuple[int, int, str, int]:
    anchor = claim.quantity or claim.object
    return (*claim.sentence, claim.type, anchor.start if anchor else 0)


def _claim(
    doc: DocText, window: Window, one: Anchored, scores: Scores, row: int
) -> Iterator[RawClaim]:
    """What the network says of a claim; nothing if its trigger has no text."""
    trigger, mark, sure = one.trigger, one.mark, one.sure
    stands = reading(doc.text, window, trigger.pieces, trigger.score)
    if stands is None:
        return
    pointing = Pointing.of(window, mark, scores.starts[row], scores.ends[row])
    value = {role: pointing.best(doc.text, at) for at, role in enumerate(POINTERS)}
    anchor = reading(doc.text, window, mark.anchor, sure) if mark.kind else None
    classes, polarities = softmax(scores.object_class[row]), softmax(scores.polarity[row])
    yield RawClaim(
        type=TYPES[trigger.type],
        sentence=_sentence(doc, window, trigger),
        trigger=stands,
        quantity=anchor if mark.kind == 1 else None,
        object=anchor if mark.kind == 2 else value["object"],
        actor=value["actor"],
        places=_distinct(doc.text, value["place"], value["wider_place"]),
        time=value["time"],
        speaker=value["speaker"],
        via=_distinct(doc.text, value["via"]),
        object_class=OBJECT_CLASSES[int(classes.argmax())],
        object_class_score=round(float(classes.max()), 4),
        polarity=POLARITIES[int(polarities.argmax())],
        polarity_score=round(float(polarities.max()), 4),
    )


def _sentence(doc: DocText, window: Window, trigger: Trigger) -> Span:
    if not doc.sentences:
        return 0, len(doc.text)
    return doc.sentences[int(window.pieces.sentence[trigger.pieces[0]])]


def _distinct(text: str, *found: Reading | None) -> tuple[Reading, ...]:
    """The readings there are, without one that repeats the words of another."""
    out: dict[str, Reading] = {}
    for value in found:
        if value is not None:
            out.setdefault(text[value.start : value.end].casefold(), value)
    return tuple(out.values())
