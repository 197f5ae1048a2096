"""The learned reader: documents in, raw claims out."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from counterclaim.extracting.attributions import Attribution, attributions
from counterclaim.extracting.edges import Edge, bare, party_name, place_name, trimmed
from counterclaim.extracting.encoder import (
    TOKENIZER,
    WEIGHTS,
    Look,
    Network,
    OnnxNetwork,
    card,
    read_marked,
    tokenizer,
)
from counterclaim.extracting.labels import CLAIM_ROLES, OBJECT_CLASSES, POINTERS, POLARITIES, TYPES
from counterclaim.extracting.marking import Mark, triggers_told
from counterclaim.extracting.readings import DocText, RawClaim, Reading, Span
from counterclaim.extracting.roles import Pointing, Scores, anchors, reading, softmax
from counterclaim.extracting.scenes import Scene, scenes
from counterclaim.extracting.time_edges import dated
from counterclaim.extracting.triggers import Trigger, triggers
from counterclaim.extracting.windows import Pieces, pieces, windows

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: Several objects of one trigger are claims of their own from this probability on.
CERTAIN: Final = 0.95
EDGES: Final[Mapping[str, Edge]] = {
    "object": bare,
    "actor": party_name,
    "place": place_name,
    "wider_place": place_name,
    "time": dated,
    "speaker": party_name,
    "via": bare,
}
#: Documents taken from the input before they are asked for, for each worker.
AHEAD: Final = 8


@dataclass(frozen=True, slots=True, eq=False)
class Anchored:
    """A claim marked on a trigger, and how sure its anchor is."""

    trigger: Trigger
    mark: Mark
    sure: float


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
        found = pieces(self._words, doc)
        if not len(found):
            return ()
        look = self._network.look(tuple(windows(found)))
        open_ = [
            trigger
            for trigger in triggers(found, look.signals, range(len(TYPES)))
            if not _skipped(doc, found, trigger)
        ]
        read = (one for scene in scenes(found, open_) for one in self._scene(doc, look, scene))
        return tuple(sorted(read, key=_place))

    def attributions(self, doc: DocText) -> tuple[Attribution, ...]:
        """Who says what in a document, in the order of the text."""
        found = pieces(self._words, doc)
        if not len(found):
            return ()
        look = self._network.look(tuple(windows(found)))
        return tuple(attributions(doc.text, found, look, self._network))

    def _scene(self, doc: DocText, look: Look, scene: Scene) -> Iterator[RawClaim]:
        here, found = look.at(scene.where), scene.pieces
        kept = lone(found, once(list(self._anchored(here, scene))))
        marks = [one.mark for one in kept]
        for at, scores, row in read_marked(self._network, here, found, marks):
            yield from _claim(doc, found, kept[at], scores, row)

    def _anchored(self, look: Look, scene: Scene) -> Iterator[Anchored]:
        """The claims on each trigger: one for each anchor, or one without."""
        marks = [Mark(trigger.type, trigger.pieces) for trigger in scene.triggers]
        tags = self._network.tag(look, triggers_told(scene.pieces, marks))
        for trigger, mark, tagged in zip(scene.triggers, marks, tags, strict=True):
            none = True
            for kind, span, sure in anchors(scene.pieces, trigger.pieces, tagged):
                none = False
                yield Anchored(trigger, Mark(trigger.type, trigger.pieces, kind, span), sure)
            if none:
                yield Anchored(trigger, mark, 0.0)


def once(marked: Sequence[Anchored]) -> list[Anchored]:
    """Without claims of one type on one anchor: two triggers tell of it, the surer one stays."""
    best: dict[tuple[int, int, Span], Anchored] = {}
    for one in marked:
        mark = one.mark
        key = (mark.type, mark.kind, mark.anchor if mark.kind else mark.trigger)
        if key not in best or one.trigger.score > best[key].trigger.score:
            best[key] = one
    return list(best.values())


def lone(found: Pieces, marked: Sequence[Anchored]) -> list[Anchored]:
    """Of the claims of one type without a count in one sentence, the one with the surest trigger:
    the guidelines want one for each attack, and "bombing" and "struck" tell of the same. Several
    objects of one trigger stay where each of them is all but certain."""
    first: dict[tuple[int, int], Anchored] = {}
    kept = []
    for one in sorted(marked, key=_surest):
        key = (one.mark.type, int(found.sentence[one.trigger.pieces[0]]))
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


def _skipped(doc: DocText, found: Pieces, trigger: Trigger) -> bool:
    start = found.starts[trigger.pieces[0]]
    return any(lo <= start < hi for lo, hi in doc.skip)


def _place(claim: RawClaim) -> tuple[int, int, str, int]:
    anchor = claim.quantity or claim.object
    return (*claim.sentence, claim.type, anchor.start if anchor else 0)


def _claim(
    doc: DocText, found: Pieces, one: Anchored, scores: Scores, row: int
) -> Iterator[RawClaim]:
    """What the network says of a claim; nothing if its trigger has no text."""
    trigger, mark, sure = one.trigger, one.mark, one.sure
    stands = reading(doc.text, found, trigger.pieces, trigger.score)
    if stands is None:
        return
    pointing = Pointing.of(found, scores.starts[row], scores.ends[row])
    value = {
        role: pointing.best(doc.text, POINTERS.index(role), EDGES[role]) for role in CLAIM_ROLES
    }
    edge = EDGES["object"] if mark.kind == 2 else trimmed
    anchor = reading(doc.text, found, mark.anchor, sure, edge) if mark.kind else None
    classes, polarities = softmax(scores.object_class[row]), softmax(scores.polarity[row])
    yield RawClaim(
        type=TYPES[trigger.type],
        sentence=_sentence(doc, found, trigger),
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


def _sentence(doc: DocText, found: Pieces, trigger: Trigger) -> Span:
    if not doc.sentences:
        return 0, len(doc.text)
    return doc.sentences[int(found.sentence[trigger.pieces[0]])]


def _distinct(text: str, *found: Reading | None) -> tuple[Reading, ...]:
    """The readings there are, without one that repeats the words of another, or stands in it."""
    out: dict[str, Reading] = {}
    for value in found:
        if value is not None and not any(_holds(other, value) for other in out.values()):
            out.setdefault(text[value.start : value.end].casefold(), value)
    return tuple(out.values())


def _holds(outer: Reading, inner: Reading) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
