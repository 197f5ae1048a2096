"""What a watch tells while it runs, a line at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """``complain`` is given what goes wrong, ``note`` what goes well."""

    complain: Callable[[str], None]
    note: Callable[[str], None]


def many(count: int, word: str) -> str:
    """ "1 report", "2 reports"."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
