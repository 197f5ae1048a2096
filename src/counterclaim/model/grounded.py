"""A claim with its words understood: places on the map, days, entities."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.claim import Claim
from counterclaim.model.entity import Entity, Naming
from counterclaim.model.period import Period
from counterclaim.model.place import Place


@dataclass(frozen=True, slots=True)
class GroundedClaim:
    """A claim beside what its places, time, actor and source chain mean.

    ``places`` and ``via`` follow the order of the claim's own; ``root`` is the first link of the
    source chain: the speaker, else the first via, else the outlet (None where none is known).
    """

    claim: Claim
    places: tuple[Place, ...]
    period: Period | None
    object: Naming | None
    actor: Naming | None
    speaker: Naming | None
    via: tuple[Naming, ...]
    root: Entity | None
