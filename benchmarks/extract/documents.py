"""Documents of one length, as many as are asked for, from the development data."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from counterclaim.extracting.sentences import sentences

#: A document ends with the sentence that brings it to so many words.
WORDS = 300


def documents(reports: Iterable[Path]) -> Iterator[str]:
    """Texts without end: first the reports, one after another, cut into documents; then these
    documents over and over, each time with their sentences in another order."""
    cut = list(_cut(sentence for path in sorted(reports) for sentence in _sentences(path)))
    if not cut:
        raise SystemExit(f"no {WORDS} words to read: name the folder that holds claims/*.jsonl")
    yield from map("".join, cut)
    order = random.Random(0)
    while True:
        for document in cut:
            order.shuffle(document)
            yield "".join(document)


def _sentences(path: Path) -> Iterator[str]:
    """The sentences of a file of reports, each with the white space behind it."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"] + "\n\n"
            starts = [start for start, _ in sentences(text)]
            yield from (text[start:end] for start, end in pairwise([*starts, len(text)]))


def _cut(found: Iterable[str]) -> Iterator[list[str]]:
    document, words = [], 0
    for sentence in found:
        document.append(sentence)
        words += len(sentence.split())
        if words >= WORDS:
            yield document
            document, words = [], 0
