"""Members of one JSON list, a line each, written as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def listed(members: Iterable[str]) -> Iterator[str]:
    """The members with the commas between them; nothing for none."""
    waiting = iter(members)
    held = next(waiting, None)
    for member in waiting:
        yield f"{held},"
        held = member
    if held is not None:
        yield held
