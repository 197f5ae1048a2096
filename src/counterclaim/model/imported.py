"""A row of a list that a user imported into a ledger: it is kept, and every build applies it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

ListKind = Literal["actors", "places", "metadata"]


@dataclass(frozen=True, slots=True)
class Imported:
    """One row: of which kind of list, the name of its file, the place in it, and what it says.

    ``cells`` are JSON values by the names of the list's columns (docs/formats.md).
    """

    kind: ListKind
    file: str
    place: str
    cells: Mapping[str, Any]

    @property
    def where(self) -> str:
        return f"{self.file}, {self.place}"
