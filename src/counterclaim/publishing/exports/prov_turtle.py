"""PROV-O as Turtle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.publishing.exports.cells import whole_letters
from counterclaim.publishing.exports.prov import PREFIXES, Link, Node, Object, Typed, nodes
from counterclaim.publishing.exports.source import Source

# Turtle allows no quote, backslash or line end in a short string; other controls are escaped too,
# so that a terminal or an editor that shows the file does not act on them.
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029]')


def prov_turtle(source: Source) -> Iterator[str]:
    """The prefixes, then one node a line."""
    for name, space in PREFIXES.items():
        yield f"@prefix {name}: <{space}> ."
    for node in nodes(source):
        yield _told(node)


def _told(node: Node) -> str:
    said = [f"a {', '.join(node.types)}"]
    said += [f"{name} {_value(value)}" for name, value in node.properties]
    return f"<{node.iri}> {' ; '.join(said)} ."


def _value(value: Object) -> str:
    if isinstance(value, Link):
        return f"<{value.iri}>"
    if isinstance(value, Typed):
        return f"{_quoted(value.value)}^^{value.datatype}"
    return str(value) if isinstance(value, int) else _quoted(value)


def _quoted(text: str) -> str:
    whole = str(whole_letters(text))
    return '"{}"'.format(_ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04X}", whole))
