"""PROV-O as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.publishing.exports.prov import PREFIXES, Link, Node, Object, Typed, nodes
from counterclaim.publishing.exports.sequence import listed
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import line


def prov_jsonld(source: Source) -> Iterator[str]:
    """A graph, one node a line."""
    yield line({"@context": PREFIXES}).removesuffix("}") + ', "@graph": ['
    yield from listed(line(_record(node)) for node in nodes(source))
    yield "]}"


def _record(node: Node) -> dict[str, object]:
    record: dict[str, object] = {"@id": node.iri, "@type": list(node.types)}
    for name in dict.fromkeys(name for name, _ in node.properties):
        values = [_value(value) for other, value in node.properties if other == name]
        record[name] = values if len(values) > 1 else values[0]
    return record


def _value(value: Object) -> object:
    if isinstance(value, Link):
        return {"@id": value.iri}
    if isinstance(value, Typed):
        return {"@value": value.value, "@type": value.datatype}
    return value
