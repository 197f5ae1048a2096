"""What the learned reader can say: claim types, object classes, polarities and the roles it points
at. Their order is part of the shipped weights; the words are those of the guidelines."""

from __future__ import annotations

from typing import Final

from counterclaim.model import terms

TYPES: Final = terms.CLAIM_TYPES
OBJECT_CLASSES: Final = (None, *terms.OBJECT_CLASSES)
POLARITIES: Final = terms.POLARITIES
#: Roles found by pointing at their first and last token. A claim's quantity is found otherwise:
#: it is one of the anchors.
POINTERS: Final = ("object", "actor", "place", "wider_place", "time", "speaker", "via")
#: What an anchor can be: a claim on a trigger is told from its neighbours by its anchor.
ANCHORS: Final = (None, "quantity", "object")
#: Tags of the tokens around a trigger: outside, first or later token of an anchor.
TAGS: Final = ("out", "quantity", "quantity more", "object", "object more")
