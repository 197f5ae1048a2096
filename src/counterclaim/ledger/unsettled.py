"""What was written since entries were last worked out: an addition starts from there.

Each note is written in the transaction that makes it needed, so that a run that is killed in
between loses none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from sqlalchemy import Connection, delete, insert, select

from counterclaim.ledger import contents, schema
from counterclaim.ledger.batches import batches

#: "text": a document that is new, or has other words, another day or outlet; "claims": one that was
#: read anew; "day": the day of a document that is gone (empty: it had none); "mark": what its words
#: were; "copied": a document that it shared words with; "fact": one that lost claims; "decision".
Kind = Literal["text", "claims", "day", "mark", "copied", "fact", "decision"]
KINDS: Final[tuple[Kind, ...]] = (
    "text", "claims", "day", "mark", "copied", "fact", "decision",
)  # fmt: skip

_AT_ONCE = 500
_SETTLED = "settled"


def note(connection: Connection, kind: Kind, ids: Iterable[str]) -> None:
    """Add notes that are not there yet."""
    table = schema.unsettled
    new = sorted(set(ids))
    held = {
        row["id"]
        for row in contents.read(
            connection, select(table.c.id).where(table.c.kind == kind), table.c.id, new
        )
    }
    rows = [{"kind": kind, "id": id} for id in new if id not in held]
    for some in batches(rows, _AT_ONCE):
        connection.execute(insert(table), some)


def unsettled(connection: Connection) -> Mapping[Kind, frozenset[str]]:
    """The notes by their kind."""
    found: dict[Kind, set[str]] = {}
    for row in connection.execute(select(schema.unsettled)):
        found.setdefault(row.kind, set()).add(row.id)
    return {kind: frozenset(ids) for kind, ids in found.items()}


def settled_by(connection: Connection) -> str | None:
    """What the rest of the ledger was worked out by; None where that is not known, so that all of
    it has to be worked out anew."""
    query = select(schema.about.c.value).where(schema.about.c.name == _SETTLED)
    found: str | None = connection.execute(query).scalar_one_or_none()
    return found


def settle(connection: Connection, by: str | None, kept: Sequence[Kind] = ()) -> None:
    """Take out all notes but those of the kinds ``kept``, and say what the ledger was worked out
    by."""
    table, about = schema.unsettled, schema.about
    connection.execute(delete(table).where(table.c.kind.not_in(kept)))
    connection.execute(delete(about).where(about.c.name == _SETTLED))
    if by is not None:
        connection.execute(insert(about), [{"name": _SETTLED, "value": by}])
