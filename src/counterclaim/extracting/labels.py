"""What the learned reader can say: claim types, object classes, polarities and the roles it points
at. Their order is part of the shipped weights; the words are those of the guidelines."""

from __future__ import annotations

from typing import Final

from counterclaim.model import terms

TYPES: Final = terms.CLAIM_TYPES
#: What a word can announce: a claim of a type or, as a cue ("said"), an attribution.
SIGNALS: Final = (*TYPES, "attribution")
CUE: Final = len(TYPES)
OBJECT_CLASSES: Final = (None, *terms.OBJECT_CLASSES)
POLARITIES: Final = terms.POLARITIES
#: Roles found by pointing at their first and last piece. A claim's quantity is found otherwise: it
#: is one of the anchors. An attribution has a speaker and content, which may stand in two parts.
POINTERS: Final = (
    "object",
    "actor",
    "place",
    "wider_place",
    "time",
    "speaker",
    "via",
    "content",
    "more_content",
)
#: Those that a claim has: all but the content of an attribution.
CLAIM_ROLES: Final = POINTERS[:-2]
#: What an anchor can be: a claim on a trigger is told from its neighbours by its anchor.
ANCHORS: Final = (None, "quantity", "object")
#: Tags of the pieces around a trigger: outside, first or later piece of an anchor; for a cue, the
#: first or later piece of the cue itself.
TAGS: Final = ("out", "quantity", "quantity more", "object", "object more")
