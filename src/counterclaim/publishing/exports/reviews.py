"""What people decided on single claims, by claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from counterclaim.model import Decision

_ON_CLAIMS = frozenset({"accept", "reject", "correct", "add"})


def reviews(decisions: Iterable[Decision]) -> Mapping[str, Sequence[Decision]]:
    """By claim, in order of time, the decisions on it that nobody has undone."""
    made = list(decisions)
    undone: set[str] = set()
    for decision in reversed(made):
        if decision.kind == "undo" and decision.id not in undone:
            undone.update(decision.targets)
    found: dict[str, list[Decision]] = {}
    for decision in made:
        if decision.kind in _ON_CLAIMS and decision.id not in undone:
            for claim in decision.claims:
                found.setdefault(claim, []).append(decision)
    return found
