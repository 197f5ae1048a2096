"""A claim as it was read: each field with the characters it was read from."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.ranges import Range
from counterclaim.model.span import Span
from counterclaim.model.terms import ClaimType, CountPrecision, ObjectClass, Polarity


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the document that give a field its value.

    ``reader`` names the rule or model that read them, ``score`` (0 to 1) how sure it was. Where
    ``worded`` is False the document does not have the words: a reviewer gave the value, and
    ``span`` is that of the claim's trigger.
    """

    text: str
    span: Span
    reader: str
    score: float = 1.0
    worded: bool = True


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count with its bounds, both inclusive; None is open.

    "at least 43" → 43, None, at_least. A count without a number ("many") has neither bound.
    """

    mention: Mention
    lower: int | None
    upper: int | None
    precision: CountPrecision | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One reported assertion. ``document`` is the id of the report it stands in."""

    id: str
    document: str
    type: ClaimType
    sentence: Span
    trigger: Mention
    quantity: Quantity | None
    object: Mention | None
    object_class: ObjectClass | None
    object_class_score: float
    actor: Mention | None
    places: tuple[Mention, ...]
    time: Mention | None
    speaker: Mention | None
    via: tuple[Mention, ...]
    polarity: Polarity
    polarity_score: float

    @property
    def lower(self) -> int | None:
        return self.quantity.lower if self.quantity else None

    @property
    def upper(self) -> int | None:
        return self.quantity.upper if self.quantity else None

    @property
    def bounds(self) -> Range:
        return self.lower, self.upper

    @property
    def numbered(self) -> bool:
        """Whether the claim gives a number."""
        return self.bounds != (None, None)
