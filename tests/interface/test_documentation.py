"""What the example notebook shows is so, and the package gives what its types promise.

The pages of docs/ are run by tests/documentation.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

import counterclaim
from counterclaim import interface
from counterclaim.grounding import Grounder
from counterclaim.pipeline import Tools
from tests.annotated import GOLD, Annotated
from tests.conftest import ROOT

NOTEBOOK = ROOT / "examples" / "first_look.ipynb"


def test_the_notebook_runs_from_its_first_cell_to_its_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its cells, in order, as they stand; the claims are the annotated ones, to be quick."""
    annotated = Tools(Annotated(GOLD / "examples.jsonl"), Grounder.load())
    monkeypatch.setattr(Tools, "load", lambda *_, **__: annotated)
    (tmp_path / "reports").symlink_to(ROOT / "examples" / "reports")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    shown = [_run("".join(cell["source"]), names) for cell in _cells("code")]
    assert all(each is None or hasattr(each, "_repr_html_") for each in shown)
    assert sum(each is not None for each in shown) >= 5


def test_the_notebook_is_kept_without_results() -> None:
    assert len(_cells("markdown")) >= len(_cells("code")) - 1
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in _cells("code"))


def test_the_package_gives_what_its_types_promise() -> None:
    promised = ast.parse((ROOT / "src" / "counterclaim" / "__init__.pyi").read_text("utf-8"))
    names = {a.name for n in promised.body if isinstance(n, ast.ImportFrom) for a in n.names}
    assert names == {*interface.__all__}
    assert {*counterclaim.__all__} == names | {"__version__"}
    assert all(getattr(counterclaim, name) is getattr(interface, name) for name in names)
    assert names <= {*dir(counterclaim)}
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(counterclaim, "nothing")  # noqa: B009


def _cells(kind: str) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == kind]


def _run(source: str, names: dict[str, object]) -> object:
    """What a notebook would show of a cell: the value of its last line, if that has one."""
    body = ast.parse(source).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "cell", "exec"), names)
    if last is None:
        return None
    assert isinstance(last, ast.Expr)
    value: object = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    return value
