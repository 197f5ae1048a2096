"""Entries in short, and a clock, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from counterclaim.model.told import Answer

START = datetime(2031, 3, 4, 5, 6, 7, tzinfo=UTC)


def answer(name: str = "a", **changed: object) -> Answer:
    """An entry that two voices told of: 12 to 14 killed."""
    held = Answer(f"fact-{name}", f"Killed in Qasr, {name}", "corroborated", 2, 3, 3, 12, 13, 14)
    return replace(held, **changed)  # type: ignore[arg-type]


class Hands:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def turn(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
