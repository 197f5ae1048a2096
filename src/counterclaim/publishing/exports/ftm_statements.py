"""Statements of FollowTheMoney as JSON lines: every value with the report it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha1

from counterclaim.publishing.exports.cells import whole_letters
from counterclaim.publishing.exports.ftm_entities import DATASET, Followed, Value, followed
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import line


def ftm_statements(source: Source) -> Iterator[str]:
    """One statement a line; ``origin`` is the report's identifier, null for what many say."""
    for entity in followed(source):
        for value in dict.fromkeys(entity.values):
            yield line(_statement(entity, value))


def _statement(entity: Followed, value: Value) -> dict[str, object]:
    text = str(whole_letters(value.value))
    return {
        "id": _key(entity.id, value.property, text),
        "entity_id": entity.id,
        "canonical_id": entity.id,
        "schema": entity.schema,
        "prop": value.property,
        "value": text,
        "dataset": DATASET,
        "origin": value.origin,
        "lang": None,
        "original_value": None,
        "external": False,
        "first_seen": None,
        "last_seen": None,
    }


def _key(entity: str, property: str, value: str) -> str:
    """FollowTheMoney's own identifier of a statement, so that its tools find the same."""
    return sha1(f"{DATASET}.{entity}.{property}.{value}".encode()).hexdigest()
