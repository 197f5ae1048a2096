"""Origins as JSON lines: one copy family a line."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.json_lines import line


def origins_jsonl(source: Source) -> Iterator[str]:
    """Every copy family with its documents, its root, the unseen origin it credits, and, by
    document, the one it was taken from."""
    for origin in source.origins():
        yield line(
            {
                "origin": origin.id,
                "docs": list(origin.documents),
                "root": origin.root,
                "credit": origin.credit,
                "sources": dict(origin.sources),
            }
        )
