"""Records as JSON and back: how they lie in tables, and how they go from machine to machine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

import msgspec

from counterclaim.matching import Scope
from counterclaim.model import Document, Fact, GroundedClaim

Record = TypeVar("Record")
#: What settles the order of claims and facts: that of ``model.collection.in_order``.
Order = tuple[bool, str, str, int, int, str]

UNDATED = "undated"


def packed(record: object) -> str:
    return msgspec.json.encode(record).decode()


def unpacked(text: str, kind: type[Record]) -> Record:
    found: Record = _decoder(kind).decode(text)  # type: ignore[arg-type]
    return found


@cache
def _decoder(kind: Any) -> Any:
    return msgspec.json.Decoder(kind)


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim, its place in the order of all claims, and whether it counts over a whole war."""

    order: Order
    claim: GroundedClaim
    war: bool = False

    @classmethod
    def of(cls, claim: GroundedClaim, document: Document, *, war: bool) -> Placed:
        day, span = document.published, claim.claim.trigger.span
        at = (day is None, str(day), document.id, span.start, span.end, claim.claim.id)
        return cls(at, claim, war)

    @property
    def id(self) -> str:
        return self.claim.claim.id


@dataclass(frozen=True, slots=True)
class PlacedScope:
    """What matching knows of a fact, and the place of its first claim among all claims."""

    order: Order
    scope: Scope

    @property
    def light(self) -> PlacedScope:
        """Without the claims, and why they are one."""
        fact: Fact = replace(self.scope.fact, claims=(), joins=(), near=())
        return PlacedScope(self.order, replace(self.scope, fact=fact))


def month_of(day: date | None) -> str:
    """The partition of a day."""
    return f"{day:%Y-%m}" if day else UNDATED


def month_at(order: Order) -> str:
    return UNDATED if order[0] else order[1][:7]
