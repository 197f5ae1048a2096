"""The lists that users imported into a ledger, row by row.

Like decisions they are what people gave, not what was worked out: they outlast every build and
every new version of the tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    delete,
    func,
    insert,
    inspect,
    select,
)

from counterclaim.ledger.batches import batches
from counterclaim.model import Imported, ListKind

_BATCH = 500

metadata = MetaData()

# ``number`` counts the files as they were imported, ``position`` the rows of a file.
rows = Table(
    "imports",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("file", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("place", Text, nullable=False),
    Column("cells", Text, nullable=False),  # a JSON object
)


def imported(connection: Connection) -> tuple[Imported, ...]:
    """All rows, those of the file that was imported last first."""
    if not inspect(connection).has_table(rows.name):
        return ()
    order = rows.c.number.desc(), rows.c.kind, rows.c.file, rows.c.position
    return tuple(
        Imported(row.kind, row.file, row.place, json.loads(row.cells))
        for row in connection.execute(select(rows).order_by(*order))
    )


def replace(connection: Connection, kind: ListKind, file: str, given: Iterable[Imported]) -> int:
    """Keep the rows of a file in place of those that were imported from one of this name; gives
    how many these were."""
    metadata.create_all(connection)
    highest = connection.execute(select(func.max(rows.c.number))).scalar() or 0
    gone = connection.execute(delete(rows).where(rows.c.kind == kind, rows.c.file == file))
    new = (
        {
            "kind": kind,
            "file": file,
            "position": position,
            "number": highest + 1,
            "place": row.place,
            "cells": json.dumps(dict(row.cells), ensure_ascii=False, sort_keys=True),
        }
        for position, row in enumerate(given)
    )
    for some in batches(new, _BATCH):
        connection.execute(insert(rows), some)
    return gone.rowcount
