"""The first of many, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Some(Generic[Item]):
    """What is shown, and how many are left out."""

    shown: tuple[Item, ...]
    left_out: int

    @classmethod
    def of(cls, items: Sequence[Item], most: int) -> Some[Item]:
        return cls(tuple(items[:most]), max(0, len(items) - most))
