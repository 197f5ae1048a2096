"""Copies as JSON lines: one pair of documents that share text a line."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.model import Copy
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import line


def copies_jsonl(source: Source) -> Iterator[str]:
    """Every pair with its relation, direction, shared passages, share of words and reasons."""
    for copy in source.copies():
        yield line(_record(copy))


def _record(copy: Copy) -> dict[str, object]:
    return {
        "a": copy.a,
        "b": copy.b,
        "relation": copy.relation,
        "direction": copy.direction,
        "shared": [[p.a.start, p.a.end, p.b.start, p.b.end] for p in copy.shared],
        "score": copy.score,
        "reasons": list(copy.reasons),
    }
