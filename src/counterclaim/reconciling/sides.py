"""Which sides of a war, as far as their names tell, are two."""

from __future__ import annotations

import re

from counterclaim.model import Entity

_STATE = frozenset({"state", "state_force"})
# Words that the names of many sides have.
_COMMON = frozenset(
    "armed army force forces fighters government group groups troops soldiers unnamed".split()
)
_UNIT = re.compile(r"\b(?:brigade|battalion|division|regiment|corps|garrison|unit)s?\b", re.I)
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5  # letters: "Syria", "Syrian"


def opposed(one: Entity, other: Entity) -> bool:
    """Whether what one side holds the other does not.

    Not so where the two may be one: an unnamed group may be any group; "the Front and the army"
    is the army too; a brigade may be the army's; and who shares a name ("Assembly forces", "the
    Northern Assembly") is one side, unless one is a state's and the other is an armed group.
    """
    if one.id == other.id:
        return False
    if unnamed(one, other) and (one.kind == other.kind or "other" in (one.kind, other.kind)):
        return False
    state = one.kind in _STATE, other.kind in _STATE
    if (state[0] and _UNIT.search(other.name)) or (state[1] and _UNIT.search(one.name)):
        return False
    joint = any(" and " in side.name for side in (one, other))
    parted = state[0] != state[1] and "armed_group" in (one.kind, other.kind) and not joint
    return parted or not _stems(one) & _stems(other)


def unnamed(*sides: Entity) -> bool:
    """Whether one of the sides is not known by a name: two such need not be the same."""
    return any(side.name.startswith("unnamed ") for side in sides)


def _stems(side: Entity) -> set[str]:
    words = {word for word in _WORD.findall(side.name.casefold()) if word not in _COMMON}
    return {word[:_STEM] for word in words}
