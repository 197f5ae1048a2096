"""Who says what in a text: cues ("said", "according to"), their sources and what they introduce."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from counterclaim.extracting.edges import whole
from counterclaim.extracting.encoder import Look, Network, read_marked
from counterclaim.extracting.labels import CUE, POINTERS
from counterclaim.extracting.marking import Mark
from counterclaim.extracting.readings import Reading
from counterclaim.extracting.roles import Pointing, reading
from counterclaim.extracting.scenes import Scene, scenes
from counterclaim.extracting.triggers import Trigger, triggers
from counterclaim.extracting.windows import Pieces

_SOURCE, _CONTENT, _MORE = (POINTERS.index(role) for role in ("speaker", "content", "more_content"))
#: A word is part of a cue from the first probability on, and one word of it must reach the second:
#: surer than a trigger, since articles are full of verbs of saying that introduce nothing.
PART: Final = 0.65
SURE: Final = 0.87
#: Pieces that a source, and a part of the content, may have at most.
LONGEST_SOURCE: Final = 60
LONGEST_CONTENT: Final = 200
_JOINT: Final = re.compile(r" (?P<word>about|against|as|at|for|of|on|over) ")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its source, if one is named, and the one or two runs of text it introduces."""

    cue: Reading
    source: Reading | None
    content: tuple[Reading, ...]


def attributions(text: str, found: Pieces, look: Look, network: Network) -> Iterator[Attribution]:
    """The attributions of a document that was seen, in the order of the text."""
    likely = triggers(found, look.signals, range(CUE, CUE + 1), PART, PART)
    cues = tuple(cue for cue in likely if cue.score >= SURE)
    for scene in scenes(found, cues):
        read = _scene(text, scene, look.at(scene.where), network)
        yield from sorted(read, key=lambda one: (one.cue.start, one.cue.end))


def _scene(text: str, scene: Scene, look: Look, network: Network) -> Iterator[Attribution]:
    marks = [Mark(CUE, cue.pieces) for cue in scene.triggers]
    for at, scores, row in read_marked(network, look, scene.pieces, marks):
        pointing = Pointing.of(scene.pieces, scores.starts[row], scores.ends[row])
        yield from _attribution(text, scene.triggers[at], pointing)


def _attribution(text: str, cue: Trigger, pointing: Pointing) -> Iterator[Attribution]:
    """What a cue says; nothing if it has no text."""
    stands = reading(text, pointing.pieces, cue.pieces, cue.score, whole)
    parts = [pointing.surest(text, role, LONGEST_CONTENT) for role in (_CONTENT, _MORE)]
    if stands is None:
        return
    if parts[0]:
        stands, parts[0] = _parted(text, stands, parts[0])
    source = pointing.surest(text, _SOURCE, LONGEST_SOURCE, whole)
    yield Attribution(stands, source, tuple(part for part in parts if part))


def _parted(text: str, cue: Reading, content: Reading) -> tuple[Reading, Reading]:
    """A preposition between the two belongs to the cue: "called for | a truce"."""
    joint = _JOINT.match(text, cue.end, content.end - 1)
    if joint is None or joint.start("word") != content.start:
        return cue, content
    return replace(cue, end=joint.end("word")), replace(content, start=joint.end())
