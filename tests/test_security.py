"""docs/security.md names a test for each line, and each of these tests exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODEL = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted({*re.findall(r"`(tests/[\w/]+\.py)::(?:\w+::)?(\w+)`", MODEL)})


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_named_test_exists(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_line_names_a_test() -> None:
    rows = [line for line in MODEL.split("\n") if line.startswith("| ")]
    said = [line for line in rows if not line.startswith(("| What ", "| ---"))]
    assert len(said) > 25
    assert [line for line in said if not re.search(r"`tests/[\w/]+\.py::(\w+::)?test_", line)] == []
