"""What a list is narrowed to, as it stands in an address: conditions, and words to search for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from counterclaim.model.where import (
    ANY,
    DAYS,
    EVERYTHING,
    FIELDS,
    NUMBERS,
    SHORT,
    TEXTS,
    Condition,
    Where,
    WhereError,
)

_LONGEST: Final = 300  # characters of a value
_MOST: Final = 20  # values of one key
# A condition is written in an address as it is elsewhere: voices>=2 has the key "voices>".
_ENDS: Final[Mapping[str, str]] = MappingProxyType({">": ">=", "<": "<=", "!": "!="})
SEARCH: Final = "q"
ADDRESS_KEYS: Final = (
    SEARCH,
    *SHORT,
    *(f"{field}{end}" for field in FIELDS for end in ("", "!")),
    *(f"{field}{end}" for field in (*NUMBERS, *DAYS) for end in "><"),
)
"""Every key that narrows a list."""

KEYS: Mapping[str, str] = MappingProxyType(
    {
        "q": "words that all stand in the text",
        "type": "type of claim",
        "status": "status of the testimony",
        "polarity": "whether the text asserts, denies or doubts it",
        "place": "place, by its plain name or in the report's words",
        "outlet": "outlet",
        "actor": "who acted, by plain name",
        "voices>": "at least so many voices",
        "documents>": "in at least so many documents",
        "since": "published on this day or later",
        "until": "published on this day or earlier",
    }
)
"""The keys that forms have, with what they mean."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that all must hold, and words that all stand in the text."""

    q: str = ""
    where: Where = EVERYTHING

    @classmethod
    def of(cls, given: Sequence[tuple[str, str]], known: Sequence[str] = ADDRESS_KEYS) -> Filter:
        """From keys and values, of which only the known keys may stand. Of several values for one
        key one must hold. Raises WhereError, naming the key."""
        values: dict[str, list[str]] = {}
        for key, value in given:
            if key not in known:
                raise WhereError(f"{key[:40]}: no such filter here; there are {', '.join(known)}")
            if value.strip():
                values.setdefault(key, []).append(_short(key, value.strip()))
        words = values.pop(SEARCH, [""])
        if len(words) > 1:
            raise WhereError(f"{SEARCH}: given {len(words)} times; give it once")
        made = (_condition(key, held) for key, held in values.items())
        return cls(words[0], Where(tuple(sorted(made, key=_place))))

    def narrower(self, condition: str) -> Filter:
        """With one more condition."""
        further = Where.of([condition]).conditions
        kept = [each for each in self.where.conditions if each not in further]
        return replace(self, where=Where(tuple(sorted((*kept, *further), key=_place))))

    @property
    def given(self) -> tuple[tuple[str, str], ...]:
        """The keys and values again, in a settled order, for an address."""
        words = ((SEARCH, self.q),) if self.q else ()
        return (*words, *(pair for each in self.where.conditions for pair in _pairs(each)))


def _condition(key: str, given: Sequence[str]) -> Condition:
    relation = _ENDS.get(key[-1], "=")
    field = key if relation == "=" else key[:-1]
    values = sorted({part for value in given for part in value.split(ANY)})
    if len(values) > _MOST:
        raise WhereError(f"{key}: at most {_MOST} values")
    if len(values) > 1 and (field in SHORT or (field not in TEXTS and relation[0] in "<>")):
        raise WhereError(f"{key}: given {len(values)} times; give it once")
    return Condition.of(field, relation, values)


def _pairs(condition: Condition) -> Iterator[tuple[str, str]]:
    short = {meant: key for key, meant in SHORT.items()}
    ends = {relation: end for end, relation in _ENDS.items()}
    asked = condition.field, condition.relation
    key = short.get(asked) or condition.field + ends.get(condition.relation, "")
    return ((key, str(value)) for value in condition.values)


def _place(condition: Condition) -> tuple[int, str]:
    return FIELDS.index(condition.field), condition.relation


def _short(key: str, value: str) -> str:
    if len(value) > _LONGEST or "\x00" in value:
        raise WhereError(f"{key}: at most {_LONGEST} characters, none of them NUL")
    return value
