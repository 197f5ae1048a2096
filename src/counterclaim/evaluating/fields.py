"""The fields of a claim that are compared, and when a field is right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import eq
from types import MappingProxyType
from typing import Any, Final

from counterclaim.evaluating.cases import Case
from counterclaim.evaluating.wording import alike, all_alike
from counterclaim.model import Mention

#: What a field says: words, several of them, two bounds, or nothing.
Value = str | tuple[str, ...] | tuple[int | None, int | None] | None


@dataclass(frozen=True, slots=True)
class Field:
    """``value`` is what a claim says in this field; ``same`` is whether two values are one."""

    value: Callable[[Case], Value]
    same: Callable[[Any, Any], bool] = eq

    def right(self, gold: Case, read: Case) -> bool:
        return self.same(self.value(gold), self.value(read))


def _words(mention: Mention | None) -> str | None:
    return mention.text if mention else None


def _place(case: Case) -> str | None:
    places = case.claim.places
    return places[0].text if places else None


def _precision(case: Case) -> str | None:
    return case.claim.quantity.precision if case.claim.quantity else None


FIELDS: Final[Mapping[str, Field]] = MappingProxyType(
    {
        "bounds": Field(lambda case: case.claim.bounds),
        "precision": Field(_precision),
        "object": Field(lambda case: _words(case.claim.object), alike),
        "object_class": Field(lambda case: case.claim.object_class),
        "actor": Field(lambda case: _words(case.claim.actor), alike),
        "place": Field(_place, alike),
        "start": Field(lambda case: case.start.isoformat() if case.start else None),
        "end": Field(lambda case: case.end.isoformat() if case.end else None),
        "speaker": Field(lambda case: _words(case.claim.speaker), alike),
        "via": Field(lambda case: tuple(via.text for via in case.claim.via), all_alike),
        "polarity": Field(lambda case: case.claim.polarity),
    }
)
"""Each field by its name. Of the places only the first is compared."""

#: The fields that must all be right for a claim to be wholly right.
WHOLE: Final = frozenset(("bounds", "object_class", "speaker", "place", "polarity"))


def wrong_fields(gold: Case, read: Case) -> tuple[str, ...]:
    """The names of the fields in which what was read differs from what was annotated."""
    return tuple(name for name, field in FIELDS.items() if not field.right(gold, read))
