"""Conditions that choose what is exported: ``type=killed``, ``published>=2024-01-01``."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from counterclaim.model.told import Told

_FORM: Final = re.compile(r"\s*([a-z_]+)\s*(>=|<=|!=|=|>|<)\s*(.*?)\s*", re.DOTALL)
_RELATIONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = MappingProxyType(
    {
        "=": operator.eq,
        "!=": operator.ne,
        ">=": operator.ge,
        "<=": operator.le,
        ">": operator.gt,
        "<": operator.lt,
    }
)
_ANY: Final = "|"  # between alternatives: outlets and places hold commas and "or"

Values = tuple[str | int | date | None, ...]


def _names(*namings: Any) -> Values:
    return tuple(each.entity.name for each in namings if each is not None)


def _places(told: Told) -> Values:
    grounded = told.grounded
    return (
        *(place.name for place in grounded.places),
        *(mention.text for mention in grounded.claim.places),
    )


_TEXTS: Final[Mapping[str, Callable[[Told], Values]]] = MappingProxyType(
    {
        "type": lambda told: (told.grounded.claim.type,),
        "polarity": lambda told: (told.grounded.claim.polarity,),
        "group": lambda told: (told.grounded.claim.object_class,),
        "place": _places,
        "country": lambda told: tuple(place.country for place in told.grounded.places),
        "actor": lambda told: _names(told.grounded.actor),
        "speaker": lambda told: _names(told.grounded.speaker),
        "outlet": lambda told: (told.document.outlet,),
        "language": lambda told: (told.document.language,),
        "document": lambda told: (told.document.id,),
        "claim": lambda told: (told.grounded.claim.id,),
        "fact": lambda told: (told.answer.fact if told.answer else None,),
        "status": lambda told: (told.answer.status if told.answer else None,),
    }
)
_NUMBERS: Final[Mapping[str, Callable[[Told], Values]]] = MappingProxyType(
    {
        "voices": lambda told: (told.answer.voices if told.answer else None,),
        "documents": lambda told: (told.answer.documents if told.answer else None,),
        "low": lambda told: (told.answer.low if told.answer else None,),
        "high": lambda told: (told.answer.high if told.answer else None,),
    }
)
_DAYS: Final[Mapping[str, Callable[[Told], Values]]] = MappingProxyType(
    {
        "published": lambda told: (told.document.published,),
        "start": lambda told: (told.grounded.period.start if told.grounded.period else None,),
        "end": lambda told: (told.grounded.period.end if told.grounded.period else None,),
    }
)
FIELDS: Final = (*_TEXTS, *_NUMBERS, *_DAYS)


@dataclass(frozen=True, slots=True)
class Condition:
    """One field of a claim, of its report or of its question, compared with given values.

    It holds where one of the field's values stands so to one of the given ones ("!=": where none
    of them is equal). A claim without the field never meets it. Texts are equal whatever their
    case.
    """

    field: str
    relation: str
    values: Values

    def holds(self, told: Told) -> bool:
        found = _values(self.field, told)
        compare = _RELATIONS["=" if self.relation == "!=" else self.relation]
        met = any(compare(value, given) for value in found for given in self.values)
        return bool(found) and met != (self.relation == "!=")


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions that all must hold; none of them chooses everything."""

    conditions: tuple[Condition, ...] = ()

    @classmethod
    def of(cls, given: Iterable[str]) -> Where:
        """Raises ValueError, in words, for what is no condition."""
        return cls(tuple(_condition(text) for text in given))

    def takes(self, told: Told) -> bool:
        return all(condition.holds(told) for condition in self.conditions)

    def __bool__(self) -> bool:
        return bool(self.conditions)


def _values(field: str, told: Told) -> tuple[Any, ...]:
    if field in _TEXTS:
        return tuple(str(v).casefold() for v in _TEXTS[field](told) if v is not None)
    read = _NUMBERS.get(field) or _DAYS[field]
    return tuple(value for value in read(told) if value is not None)


def _condition(text: str) -> Condition:
    form = _FORM.fullmatch(text)
    if form is None:
        raise ValueError(f"{text!r} is no condition; write one like type=killed or voices>=2")
    field, relation, value = form.groups()
    if field not in FIELDS:
        raise ValueError(f"no field {field!r}; fields are {', '.join(FIELDS)}")
    if field in _TEXTS:
        if relation not in ("=", "!="):
            raise ValueError(f"{field} is a text: compare it with = or !=")
        return Condition(field, relation, tuple(v.strip().casefold() for v in value.split(_ANY)))
    read = _number if field in _NUMBERS else _day
    return Condition(field, relation, tuple(read(field, v.strip()) for v in value.split(_ANY)))


def _number(field: str, value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise ValueError(f"{field} needs a whole number, not {value!r}") from None


def _day(field: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{field} needs a day like 2024-01-31, not {value!r}") from None
