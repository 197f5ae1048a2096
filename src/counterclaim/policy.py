"""Every threshold and choice of the program, in one place, printed in every report.

A name here says what it decides; the comment above it says why the value is what it is.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """The choices that a ledger is built under. Change them with ``dataclasses.replace``."""

    def described(self) -> dict[str, str]:
        """Each choice by name, as text, in order."""
        return {name: str(value) for name, value in asdict(self).items()}


DEFAULT = Policy()
