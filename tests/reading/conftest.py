"""Documents written to disk and read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from counterclaim.model import Document, Problem
from counterclaim.reading import read

Report = Callable[..., Document]


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Read one report, given its text and what is known of it."""

    def reading(text: str, **fields: str) -> Document:
        path = tmp_path / "one.jsonl"
        path.write_text(json.dumps({"doc": "one", "text": text, **fields}), encoding="utf-8")
        items = list(read([path]))
        assert len(items) == 1 and isinstance(items[0], Document), items
        return items[0]

    return reading


def documents(items: list[Document | Problem]) -> dict[str, Document]:
    """The documents by id."""
    return {item.id: item for item in items if isinstance(item, Document)}


def problems(items: list[Document | Problem]) -> list[tuple[str, str, str]]:
    """File name, place and what is wrong of each problem."""
    found = [item for item in items if isinstance(item, Problem)]
    assert all(item.remedy for item in found)
    return [(Path(item.file).name, item.place, item.what) for item in found]
