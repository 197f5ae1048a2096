"""Conditions that choose claims and what they belong to: ``type=killed``, ``voices>=2``.

Exports, the Python interface and the web app all choose by these. ``Where.takes`` asks them of a
claim in memory, ``ledger.narrowing`` of the rows of a ledger; both answer alike.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from counterclaim.errors import CounterclaimError
from counterclaim.model.claim import Mention
from counterclaim.model.document import Document
from counterclaim.model.entity import Naming
from counterclaim.model.terms import CLAIM_TYPES, OBJECT_CLASSES, POLARITIES, STATUSES
from counterclaim.model.told import Told

_FORM: Final = re.compile(r"\s*([a-z_]+)\s*(>=|<=|!=|=|>|<)\s*(.*?)\s*", re.DOTALL)
RELATIONS: Final[Mapping[str, Callable[[Any, Any], Any]]] = MappingProxyType(
    {
        "=": operator.eq,
        "!=": operator.ne,
        ">=": operator.ge,
        "<=": operator.le,
        ">": operator.gt,
        "<": operator.lt,
    }
)
ANY: Final = "|"  # between alternatives: outlets and places hold commas and "or"
_NUMBER: Final = re.compile(r"-?\d{1,18}", re.ASCII)  # no longer than a database holds

Values = tuple[str | int | date | None, ...]


class WhereError(CounterclaimError, ValueError):
    """What is no condition, or asks for what cannot be; the message begins with the field."""


def _names(naming: Naming | None, words: Mention | None) -> Values:
    """By the plain name; in the report's words where nobody is known by them."""
    return (naming.entity.name if naming else words.text if words else None,)


def _places(told: Told) -> Values:
    grounded = told.grounded
    return (
        *(place.name for place in grounded.places),
        *(mention.text for mention in grounded.claim.places),
    )


_OF_REPORTS: Final[Mapping[str, Callable[[Document], Values]]] = MappingProxyType(
    {
        "outlet": lambda document: (document.outlet,),
        "language": lambda document: (document.language,),
        "document": lambda document: (document.id,),
        "published": lambda document: (document.published,),
    }
)
_OF_CLAIMS: Final[Mapping[str, Callable[[Told], Values]]] = MappingProxyType(
    {
        "type": lambda told: (told.grounded.claim.type,),
        "polarity": lambda told: (told.grounded.claim.polarity,),
        "group": lambda told: (told.grounded.claim.object_class,),
        "place": _places,
        "country": lambda told: tuple(place.country for place in told.grounded.places),
        "actor": lambda told: _names(told.grounded.actor, told.grounded.claim.actor),
        "speaker": lambda told: _names(told.grounded.speaker, told.grounded.claim.speaker),
        "claim": lambda told: (told.grounded.claim.id,),
        "fact": lambda told: (told.answer.fact if told.answer else None,),
        "status": lambda told: (told.answer.status if told.answer else None,),
        "voices": lambda told: (told.answer.voices if told.answer else None,),
        "documents": lambda told: (told.answer.documents if told.answer else None,),
        "low": lambda told: (told.answer.low if told.answer else None,),
        "high": lambda told: (told.answer.high if told.answer else None,),
        "start": lambda told: (told.grounded.period.start if told.grounded.period else None,),
        "end": lambda told: (told.grounded.period.end if told.grounded.period else None,),
    }
)
TEXTS: Final = (
    "type", "polarity", "group", "place", "country", "actor", "speaker", "outlet", "language",
    "document", "claim", "fact", "status",
)  # fmt: skip
NUMBERS: Final = ("voices", "documents", "low", "high")
DAYS: Final = ("published", "start", "end")
FIELDS: Final = (*TEXTS, *NUMBERS, *DAYS)
#: Other words for a condition: since=2024-01-01 is published>=2024-01-01.
SHORT: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"since": ("published", ">="), "until": ("published", "<=")}
)
#: The values of the fields that have no others.
CHOICES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"type": CLAIM_TYPES, "status": STATUSES, "polarity": POLARITIES, "group": OBJECT_CLASSES}
)


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

    @classmethod
    def of(cls, field: str, relation: str, given: Iterable[str]) -> Condition:
        """Raises WhereError, in words, where these cannot be compared."""
        asked = field
        if field in SHORT:
            if relation != "=":
                raise WhereError(f"{field}: write {field}=2024-01-31")
            field, relation = SHORT[field]
        if field not in FIELDS:
            known = ", ".join((*FIELDS, *SHORT))
            raise WhereError(f"{field[:40]}: no such field; fields are {known}")
        if field in TEXTS and relation not in ("=", "!="):
            raise WhereError(f"{field}: is a text; compare it with = or !=")
        read = _text if field in TEXTS else _number if field in NUMBERS else _day
        return cls(field, relation, tuple(read(asked, value.strip()) for value in given))

    @property
    def folded(self) -> tuple[Any, ...]:
        """The given values as they are compared."""
        return tuple(v.casefold() if isinstance(v, str) else v for v in self.values)

    def holds(self, told: Told) -> bool:
        read = _OF_CLAIMS.get(self.field)
        return self.holds_of(told.document) if read is None else self._meets(read(told))

    def holds_of(self, document: Document) -> bool:
        """Of a report by itself; only where the field is one of a report."""
        return self._meets(_OF_REPORTS[self.field](document))

    def _meets(self, read: Values) -> bool:
        found = [v.casefold() if isinstance(v, str) else v for v in read if v is not None]
        compare = RELATIONS["=" if self.relation == "!=" else self.relation]
        met = any(compare(value, given) for value in found for given in self.folded)
        return bool(found) and met != (self.relation == "!=")


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions that all must hold of one claim; none of them chooses everything."""

    conditions: tuple[Condition, ...] = ()

    @classmethod
    def of(cls, given: Iterable[str]) -> Where:
        """Raises WhereError, in words, for what is no condition."""
        return cls(tuple(_condition(text) for text in given))

    def takes(self, told: Told) -> bool:
        return all(condition.holds(told) for condition in self.conditions)

    @property
    def of_reports(self) -> bool:
        """Whether it asks of reports only, so that those without claims can meet it too."""
        return all(condition.field in _OF_REPORTS for condition in self.conditions)

    def takes_report(self, document: Document) -> bool:
        """Of a report by itself, where that is all that is asked of."""
        return all(condition.holds_of(document) for condition in self.conditions)

    def __bool__(self) -> bool:
        return bool(self.conditions)


EVERYTHING: Final = Where()


def _condition(text: str) -> Condition:
    form = _FORM.fullmatch(text)
    if form is None:
        raise WhereError(f"{text!r} is no condition; write one like type=killed or voices>=2")
    field, relation, value = form.groups()
    return Condition.of(field, relation, value.split(ANY))


def _text(field: str, value: str) -> str:
    known = CHOICES.get(field)
    if known is not None and value.casefold() not in known:
        raise WhereError(f"{field}: {value[:40]!r} is no such value; there are {', '.join(known)}")
    return value


def _number(field: str, value: str) -> int:
    if not _NUMBER.fullmatch(value):
        raise WhereError(f"{field}: needs a whole number, not {value[:40]!r}")
    return int(value)


def _day(field: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise WhereError(f"{field}: needs a day like 2024-01-31, not {value[:40]!r}") from None
