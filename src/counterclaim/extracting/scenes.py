"""Stretches of a document that are read together: a group of triggers, and the pieces around them
in which their roles may stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from counterclaim.extracting.triggers import Trigger
from counterclaim.extracting.windows import Ints, Pieces

#: A document of at most this many pieces (some 1,500 words) is looked at as a whole.
WHOLE: Final = 2048
#: In a longer one triggers are read together if they stand within ``STRETCH`` pieces; roles are
#: looked for ``AROUND`` pieces before and after them, and in the title.
STRETCH, AROUND, TITLE = 768, 600, 64
#: Triggers read together at most: bounds memory.
TOGETHER: Final = 48


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """The positions in the document of the pieces that are looked at, these pieces, and the
    triggers among them, counted in the scene."""

    where: Ints
    pieces: Pieces
    triggers: tuple[Trigger, ...]


def scenes(found: Pieces, triggers: Sequence[Trigger]) -> Iterator[Scene]:
    """The scenes of a document, each trigger in one of them."""
    for group in _groups(sorted(triggers, key=lambda trigger: (trigger.pieces, trigger.type))):
        last = max(trigger.pieces[1] for trigger in group)
        where = _around(found, group[0].pieces[0], last)
        yield Scene(where, found.at(where), tuple(_moved(trigger, where) for trigger in group))


def _groups(triggers: Sequence[Trigger]) -> Iterator[list[Trigger]]:
    group: list[Trigger] = []
    for trigger in triggers:
        far = group and trigger.pieces[0] > group[0].pieces[0] + STRETCH
        if far or len(group) == TOGETHER:
            yield group
            group = []
        group.append(trigger)
    if group:
        yield group


def _around(found: Pieces, first: int, last: int) -> Ints:
    count = len(found)
    if count <= WHOLE:
        return np.arange(count)
    lo, hi = max(0, first - AROUND), min(count, last + AROUND)
    title = np.flatnonzero(found.sentence[:TITLE] == 0)
    return np.concatenate((title[title < lo], np.arange(lo, hi)))


def _moved(trigger: Trigger, where: Ints) -> Trigger:
    first = int(np.searchsorted(where, trigger.pieces[0]))
    size = trigger.pieces[1] - trigger.pieces[0]
    return Trigger(trigger.type, (first, first + size), trigger.score)
