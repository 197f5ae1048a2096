"""How many claims each outlet has, as tab-separated lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from counterclaim.publishing.exports import Lines, Source


def outlets(source: Source) -> Iterator[str]:
    counts = Counter(told.document.outlet or "" for told in source.told())
    for outlet, count in sorted(counts.items()):
        yield f"{outlet}\t{count}"


OUTLETS = Lines(outlets)
