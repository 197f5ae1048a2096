"""Actors and speakers under neutral names, and the words that outlets use for them."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.claim import Mention
from counterclaim.model.terms import EntityKind


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody who acts or speaks. ``name`` is plain and neutral; labels stand in namings."""

    id: str
    name: str
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Naming:
    """A mention understood as an entity, with the reason in words."""

    mention: Mention
    entity: Entity
    reason: str
