"""Sums across scopes: a part cannot be larger than its whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from counterclaim.model import Entry, Relation
from counterclaim.model.ranges import said


def checked(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, with a relation "part_exceeds_whole" where a fact's least number is larger
    than the greatest that is given for a fact that contains it."""
    by_id = {entry.fact.id: entry for entry in entries}
    return tuple(_checked(entry, by_id) for entry in entries)


def _checked(entry: Entry, by_id: Mapping[str, Entry]) -> Entry:
    found = [
        Relation("part_exceeds_whole", entry.fact.id, outer, _reason(entry, by_id[outer]))
        for outer in entry.fact.within
        if _exceeds(entry, by_id[outer])
    ]
    if not found:
        return entry
    reasons = dict.fromkeys((*entry.reasons, *(relation.reason for relation in found)))
    return replace(entry, relations=(*entry.relations, *found), reasons=tuple(reasons))


def _exceeds(part: Entry, whole: Entry) -> bool:
    closed = all(v.upper is not None for v in whole.voices if v.lower is not None)
    if part.low is None or whole.high is None or not closed:
        return False
    return part.low > whole.high


def _reason(part: Entry, whole: Entry) -> str:
    return (
        f"{said(part.low, part.high)} here, yet {said(whole.low, whole.high)} in the wider "
        f"question: {whole.fact.question}"
    )
