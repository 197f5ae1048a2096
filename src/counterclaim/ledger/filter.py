"""What a list is narrowed to, as it stands in an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from types import MappingProxyType
from typing import Any

from counterclaim.errors import CounterclaimError
from counterclaim.model.terms import CLAIM_TYPES, POLARITIES, STATUSES

_LONGEST = 300  # characters of a value
_MOST = 20  # values of one key
_HIGHEST = 1_000_000


class FilterError(CounterclaimError):
    """A key or value by which nothing can be narrowed; the message names the key."""


@dataclass(frozen=True, slots=True)
class Filter:
    """All that is given must hold; of several values for one key, one.

    ``q`` are words that all stand in the text; ``voices`` and ``documents`` are the
    least number of these; ``since``
    and ``until`` are days of publication, both inclusive.
    """

    q: str = ""
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    polarity: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    voices: int | None = None
    documents: int | None = None
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, given: Sequence[tuple[str, str]], known: Sequence[str]) -> Filter:
        """From keys and values, of which only the known keys may stand. Raises FilterError."""
        values: dict[str, list[str]] = {}
        for key, value in given:
            if key not in known:
                raise FilterError(f"{key[:40]}: no such filter here; there are {', '.join(known)}")
            if value.strip():
                values.setdefault(key, []).append(value.strip())
        return cls(**{key: _READERS[key](key, held) for key, held in values.items()})

    @property
    def given(self) -> tuple[tuple[str, str], ...]:
        """The keys and values again, in a settled order, for an address."""
        held = ((each.name, getattr(self, each.name)) for each in fields(self))
        several = ((name, v if isinstance(v, tuple) else (v,)) for name, v in held)
        return tuple((name, str(v)) for name, values in several for v in values if v)


KEYS: Mapping[str, str] = MappingProxyType(
    {
        "q": "words that all stand in the text",
        "type": "type of claim",
        "status": "status of the testimony",
        "polarity": "whether the text asserts, denies or doubts it",
        "place": "place, by its plain name",
        "outlet": "outlet",
        "actor": "who acted, by plain name",
        "voices": "at least so many voices",
        "documents": "in at least so many documents",
        "since": "published on this day or later",
        "until": "published on this day or earlier",
    }
)
"""Every key of a filter, with what it means."""

CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"type": CLAIM_TYPES, "status": STATUSES, "polarity": POLARITIES}
)
"""The values of the keys that have no others."""


def _one(key: str, values: Sequence[str]) -> str:
    if len(values) > 1:
        raise FilterError(f"{key}: given {len(values)} times; give it once")
    return _short(key, values[0])


def _short(key: str, value: str) -> str:
    if len(value) > _LONGEST or "\x00" in value:
        raise FilterError(f"{key}: at most {_LONGEST} characters, none of them NUL")
    return value


def _several(key: str, values: Sequence[str]) -> tuple[str, ...]:
    if len(values) > _MOST:
        raise FilterError(f"{key}: at most {_MOST} values")
    known = CHOICES.get(key)
    for value in values:
        if known is not None and value not in known:
            raise FilterError(f"{key}: no such value; there are {', '.join(known)}")
    return tuple(sorted({_short(key, value) for value in values}))


def _count(key: str, values: Sequence[str]) -> int:
    value = _one(key, values)
    if not (value.isascii() and value.isdecimal() and len(value) < 8) or int(value) < 1:
        raise FilterError(f"{key}: a whole number from 1 to {_HIGHEST:,}")
    return min(int(value), _HIGHEST)


def _day(key: str, values: Sequence[str]) -> date:
    try:
        return date.fromisoformat(_one(key, values))
    except ValueError:
        raise FilterError(f"{key}: no day of the form 2031-03-05") from None


_READERS: Mapping[str, Callable[[str, Sequence[str]], Any]] = {
    "q": _one,
    "voices": _count,
    "documents": _count,
    "since": _day,
    "until": _day,
    **dict.fromkeys(("type", "status", "polarity", "place", "outlet", "actor"), _several),
}
