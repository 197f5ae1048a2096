"""Problems of one file told one by one up to a number, then together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from counterclaim.model import Document, Problem


def few(items: Iterable[Document | Problem], most: int) -> Iterator[Document | Problem]:
    """The documents and at most so many problems of each file; how many more there are at the end.

    A hostile file may hold a problem in each of millions of lines.
    """
    told: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Problem):
            told[item.file] += 1
            if told[item.file] > most:
                continue
        yield item
    for file, number in told.items():
        if number > most:
            yield Problem(file, "", f"has {number - most:,} more problems", "mend the first ones")
