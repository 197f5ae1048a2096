"""Situation reports: several in one file, each with a head of names and values above its text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_BETWEEN = "\n====\n"


def read(path: Path) -> Iterator[dict[str, str]]:
    """The reports of a file, in order."""
    for part in path.read_text("utf-8").split(_BETWEEN):
        head, _, text = part.strip().partition("\n\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        yield {**fields, "text": text}
