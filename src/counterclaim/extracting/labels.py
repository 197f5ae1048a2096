"""What the learned reader can say: claim types, object classes, polarities and the roles it points
at. Their order is part of the shipped weights; the words are those of the guidelines."""

from __future__ import annotations

from typing import Final

TYPES: Final = (
    "killed",
    "wounded",
    "captured",
    "missing",
    "displaced",
    "destroyed",
    "attacked",
    "seized",
    "held",
    "withdrew",
    "moved",
    "violated",
    "disrupted",
    "supported",
)
OBJECT_CLASSES: Final = (
    None,
    "civilians",
    "combatants",
    "children",
    "women",
    "staff",
    "people",
    "materiel",
    "buildings",
    "place",
    "other",
)
POLARITIES: Final = ("asserted", "denied", "unverified")
#: Roles found by pointing at their first and last token. A claim's quantity is found otherwise:
#: it is one of the anchors.
POINTERS: Final = ("object", "actor", "place", "wider_place", "time", "speaker", "via")
#: What an anchor can be: a claim on a trigger is told from its neighbours by its anchor.
ANCHORS: Final = (None, "quantity", "object")
#: Tags of the tokens around a trigger: outside, first or later token of an anchor.
TAGS: Final = ("out", "quantity", "quantity more", "object", "object more")
