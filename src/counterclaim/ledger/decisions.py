"""Decisions in a ledger: added and read, never changed or taken out."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from counterclaim.ledger import schema
from counterclaim.ledger.records import grouped
from counterclaim.model import Decision
from counterclaim.model.decision_record import changes_of, changes_record


def append(connection: Connection, decisions: Iterable[Decision]) -> list[str]:
    """Add those that are not there yet; gives their ids. Equal decisions have equal ids.

    The transaction must be the only one that writes (see ``Ledger``).
    """
    given = {decision.id: decision for decision in decisions}
    held: set[str] = set(connection.execute(select(schema.decisions.c.id)).scalars())
    new = [decision for id, decision in given.items() if id not in held]
    if new:
        connection.execute(insert(schema.decisions), [_row(decision) for decision in new])
        targets = [row for decision in new for row in _target_rows(decision)]
        connection.execute(insert(schema.decision_targets), targets)
    return [decision.id for decision in new]


def decisions(connection: Connection) -> tuple[Decision, ...]:
    """All decisions in order of time."""
    table, sides = schema.decisions, schema.decision_targets
    named = connection.execute(select(sides).order_by(*sides.primary_key.columns)).mappings()
    targets = grouped(map(dict, named), "decision", "side")
    rows = connection.execute(select(table).order_by(table.c.time, table.c.id)).mappings()
    return tuple(
        Decision(
            id=row["id"],
            kind=row["kind"],
            about=row["about"],
            targets=tuple(each["target"] for each in targets[row["id"], "target"]),
            others=tuple(each["target"] for each in targets.get((row["id"], "other"), ())),
            changes=changes_of(json.loads(row["changes"])),
            user=row["user"],
            time=row["time"],
            reason=row["reason"],
        )
        for row in rows
    )


def _row(decision: Decision) -> dict[str, object]:
    return {
        "id": decision.id,
        "kind": decision.kind,
        "about": decision.about,
        "changes": json.dumps(changes_record(decision.changes), ensure_ascii=False),
        "user": decision.user,
        "time": decision.time,
        "reason": decision.reason,
    }


def _target_rows(decision: Decision) -> list[dict[str, object]]:
    return [
        {"decision": decision.id, "side": side, "position": position, "target": target}
        for side, named in (("target", decision.targets), ("other", decision.others))
        for position, target in enumerate(named)
    ]
