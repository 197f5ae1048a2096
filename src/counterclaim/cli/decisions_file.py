"""Decisions from a file of JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

from counterclaim.errors import InputError
from counterclaim.model import Decision
from counterclaim.model.decision_record import decision_of


def read_decisions(path: Path) -> list[Decision]:
    """The decisions in a file, one a line; empty lines are passed over.

    All or none: raises InputError, with the number of the line, where one cannot be understood.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise InputError(f"{path}: {why}; name a file of decisions as JSON lines") from None
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
            if not isinstance(given, dict):
                raise ValueError("it is no JSON object")
            found.append(decision_of(given))
        except (ValueError, RecursionError) as error:
            raise InputError(
                f"{path}, line {number}: {error}; mend or remove it, nothing was taken"
            ) from None
    return found
