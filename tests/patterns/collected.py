"""Every regular expression of the package: those that its modules hold, and those that its
functions make."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import counterclaim

_FUNCTIONS: Final = frozenset(
    "compile search match fullmatch split findall finditer sub subn".split()
)
#: Held by modules that are not imported without an extra.
_EXTRA: Final = ("torch", "langextract", "onnx", "daft", "ray")


Place = tuple[str, str]
"""A module and a name in it."""


def held() -> dict[re.Pattern[Any], list[Place]]:
    """Patterns that are made when a module is imported, each with the places where it is held."""
    found: dict[re.Pattern[Any], list[Place]] = {}
    for module in _modules():
        for name, value in vars(module).items():
            for pattern in _within(value, 0):
                found.setdefault(pattern, []).append((module.__name__, name))
    return found


def uses() -> dict[Place, set[str]]:
    """What is done with patterns, by the name that a module has for them."""
    found: dict[Place, set[str]] = {}
    root = Path(counterclaim.__file__).parent
    for path in root.rglob("*.py"):
        module = ".".join(path.relative_to(root.parent).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in _FUNCTIONS:
                name = ast.unparse(node.value).rpartition(".")[2]
                found.setdefault((module, name), set()).add(node.attr)
    return found


def made() -> Iterator[tuple[str, str, str | None]]:
    """Where functions make patterns: the module, the line's code, and the pattern if it is a
    plain string there."""
    root = Path(counterclaim.__file__).parent
    for path in sorted(root.rglob("*.py")):
        module = path.relative_to(root).with_suffix("").as_posix()
        for written in _written(ast.parse(path.read_text(encoding="utf-8"))):
            plain = str(written.value) if isinstance(written, ast.Constant) else None
            yield module, ast.unparse(written), plain


def _written(tree: ast.Module) -> Iterator[ast.expr]:
    """The patterns that functions give to the module re."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and _is_of_re(call):
                    yield call.args[0]


def _modules() -> Iterator[Any]:
    for module in pkgutil.walk_packages(counterclaim.__path__, "counterclaim."):
        if not module.name.endswith("__main__"):
            try:
                yield importlib.import_module(module.name)
            except ImportError as error:
                assert error.name in _EXTRA, module.name


def _within(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _within(item, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        for item in value.values():
            yield from _within(item, depth + 1)


def _is_of_re(call: ast.Call) -> bool:
    target = call.func
    return (
        isinstance(target, ast.Attribute)
        and target.attr in _FUNCTIONS
        and isinstance(target.value, ast.Name)
        and target.value.id == "re"
    )
