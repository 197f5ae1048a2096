"""What a model is taught before it reads: the guidelines in short, and reports read aright.

The examples are invented, and written for this purpose.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from counterclaim.extracting.languagemodel.questions import numbered

_HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Example:
    """A report as a model is shown it, and its claims: each a trigger and its fields."""

    text: str
    claims: tuple[tuple[str, dict[str, Any]], ...]


def instructions() -> str:
    return (_HERE / "instructions.md").read_text("utf-8").strip()


def examples() -> tuple[Example, ...]:
    return tuple(map(_example, json.loads((_HERE / "examples.json").read_text("utf-8"))))


def _example(written: dict[str, Any]) -> Example:
    claims = tuple((claim.pop("claim"), claim) for claim in written["claims"])
    return Example(numbered(written["sentences"]), claims)
