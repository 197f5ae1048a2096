"""What OpenRefine asks, understood; what cannot be asked is told in a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from counterclaim.errors import CounterclaimError

_MOST_QUERIES: Final = 100
_MOST_IDS: Final = 1000
_MOST_FOUND: Final = 100
_LONGEST: Final = 300  # characters of a name


class QueryError(CounterclaimError):
    """What was asked is not a query of the API; the message says why."""


@dataclass(frozen=True, slots=True)
class Query:
    """A name to be found; of these types, if any; ``wanted`` are values by property."""

    name: str
    types: frozenset[str]
    wanted: Mapping[str, frozenset[str]]
    limit: int


def batch(text: str) -> Iterator[tuple[str, Query]]:
    """The queries of a batch, by the keys under which they are to be answered."""
    held = _object(text, "queries")
    if len(held) > _MOST_QUERIES:
        raise QueryError(f"queries: {len(held)} at once; at most {_MOST_QUERIES}")
    for key, asked in held.items():
        if not isinstance(asked, dict):
            raise QueryError(f"queries: {key}: not an object")
        yield key, _query(key, asked)


def extension(text: str) -> tuple[list[str], list[str]]:
    """The ids and the properties that are asked for."""
    held = _object(text, "extend")
    ids, properties = held.get("ids"), held.get("properties")
    if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids):
        raise QueryError("extend: ids must be a list of texts")
    if len(ids) > _MOST_IDS:
        raise QueryError(f"extend: {len(ids)} ids at once; at most {_MOST_IDS}")
    if not isinstance(properties, list):
        raise QueryError("extend: properties must be a list")
    named = [each.get("id") if isinstance(each, dict) else None for each in properties]
    if not all(isinstance(id, str) for id in named):
        raise QueryError("extend: each property must have an id")
    return ids, [str(id) for id in named]


def _query(key: str, asked: Mapping[str, Any]) -> Query:
    name, limit, types = asked.get("query", ""), asked.get("limit", 10), asked.get("type", [])
    if not isinstance(name, str) or len(name) > _LONGEST:
        raise QueryError(f"queries: {key}: query must be a text of at most {_LONGEST} characters")
    if not name and not asked.get("properties"):
        raise QueryError(f"queries: {key}: neither query nor properties")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not limit > 0:
        raise QueryError(f"queries: {key}: limit must be a number above 0")
    named = [types] if isinstance(types, str) else types
    if not isinstance(named, list) or not all(isinstance(type, str) for type in named):
        raise QueryError(f"queries: {key}: type must be a text or a list of texts")
    wanted = dict(_wanted(key, asked.get("properties", [])))
    return Query(name, frozenset(named), wanted, int(min(limit, _MOST_FOUND)) or 1)


def _wanted(key: str, properties: object) -> Iterator[tuple[str, frozenset[str]]]:
    if not isinstance(properties, list):
        raise QueryError(f"queries: {key}: properties must be a list")
    for each in properties:
        if not isinstance(each, dict) or not isinstance(each.get("pid"), str) or "v" not in each:
            raise QueryError(f"queries: {key}: each property must have pid and v")
        values = each["v"] if isinstance(each["v"], list) else [each["v"]]
        yield each["pid"], frozenset(map(_text, values))


def _text(value: object) -> str:
    """A value as text; of another thing, its name."""
    if isinstance(value, dict):
        return str(value.get("name", value.get("id", "")))
    return str(value)


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        raise QueryError(f"{name}: cannot be read as JSON") from None
    if not isinstance(held, dict):
        raise QueryError(f"{name}: not a JSON object")
    return held
