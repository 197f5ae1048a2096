"""What the machine read of claims that reviewers changed: each as JSON of its table rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from counterclaim.ledger import records, rows
from counterclaim.model import GroundedClaim


def original_rows(
    claims: Iterable[GroundedClaim],
    originals: Mapping[str, GroundedClaim | None],
) -> Iterator[rows.Row]:
    """One row for each claim that was changed, rejected or added; of the last without a record."""
    standing = {grounded.claim.id: grounded for grounded in claims}
    for id, machine in originals.items():
        document = (machine or standing[id]).claim.document
        yield {"claim": id, "document": document, "record": _record(machine) if machine else None}


def original(row: records.Row) -> GroundedClaim | None:
    """The claim of a row, equal to what was stored; None for one that the machine did not read."""
    if row["record"] is None:
        return None
    held = json.loads(row["record"])
    for day in ("start", "end"):
        if held["claim"][day] is not None:
            held["claim"][day] = date.fromisoformat(held["claim"][day])
    entities = {each["id"]: records.entity(each) for each in held["entities"]}
    candidates = records.grouped(held["candidates"], "claim", "place")
    return records.claim(held["claim"], held["evidence"], held["places"], entities, candidates)


def _record(grounded: GroundedClaim) -> str:
    entities = rows.entities_of([grounded])
    held = {
        "claim": rows.claim_row(grounded),
        "evidence": list(rows.evidence_rows(grounded)),
        "places": list(rows.place_rows(grounded)),
        "candidates": list(rows.candidate_rows(grounded)),
        "entities": [rows.entity_row(entities[key]) for key in sorted(entities)],
    }
    return json.dumps(held, ensure_ascii=False, default=date.isoformat)
