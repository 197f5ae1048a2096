"""Entities of FollowTheMoney as JSON lines."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.publishing.exports.ftm_entities import Followed, followed
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import line


def ftm(source: Source) -> Iterator[str]:
    """One entity a line."""
    for entity in followed(source):
        yield line({"id": entity.id, "schema": entity.schema, "properties": _properties(entity)})


def _properties(entity: Followed) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for value in entity.values:
        found.setdefault(value.property, {})[value.value] = None
    return {name: list(values) for name, values in found.items()}
