"""Keeping the tables that lists and searches read up to date.

Who changes a document or its claims says so (``touch``), in the same transaction; whoever then
works out the entries calls ``refresh``, which writes the rows that changed and no others.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import (
    Connection,
    Engine,
    delete,
    func,
    insert,
    inspect,
    literal,
    select,
    text,
    update,
)

from counterclaim.ledger import list_rows, list_words, schema
from counterclaim.ledger.list_tables import FORMAT, claims, made, metadata, touched

_OUTGROWN = 4  # times


def ensure(engine: Engine) -> None:
    """Make the tables, or bring them up to date where a build was broken off."""
    with engine.begin() as connection:
        # Takes a writer's place without counting as one: no other program has to look again.
        connection.execute(update(schema.writes).values(count=schema.writes.c.count))
        if not _there(connection) or connection.execute(select(touched).limit(1)).first():
            refresh(connection)


def touch(connection: Connection, documents: Iterable[str]) -> None:
    """Say that documents change, or their claims do: come, go, or are read otherwise."""
    if not inspect(connection).has_table(touched.name):
        return  # what the tables are made from will be there when they are made
    known: set[str] = set(connection.execute(select(touched.c.document)).scalars())
    new = [{"document": id} for id in dict.fromkeys(documents) if id not in known]
    if new:
        connection.execute(insert(touched), new)


def refresh(connection: Connection, facts: Iterable[str] | None = None) -> None:
    """Bring the tables up to date, in the transaction that is under way.

    ``facts`` are the ids of all entries that came, went or changed; without them they are found
    by comparing. Tables that are missing, or of another form, are made.
    """
    if _there(connection):
        list_rows.write_changed(connection, facts)
        if _outgrown(connection):
            connection.execute(text("ANALYZE"))
    else:
        _make(connection)
        list_rows.write_all(connection)
        connection.execute(text("ANALYZE"))
    connection.execute(delete(touched))
    connection.execute(delete(made))
    now = select(literal(FORMAT), schema.writes.c.count)
    connection.execute(insert(made).from_select(["format", "writes"], now))


def _there(connection: Connection) -> bool:
    """Whether there are tables of this form."""
    if not inspect(connection).has_table(made.name):
        return False
    known = select(made.c.writes).where(made.c.format == FORMAT)
    return connection.execute(known).first() is not None


def _outgrown(connection: Connection) -> bool:
    """Whether there are many times the claims that SQLite knew of when it last counted: of what
    it takes for a small table it reads the whole, at every query. PostgreSQL counts by itself."""
    if connection.dialect.name != "sqlite":
        return False
    counted = text("SELECT max(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = 'claim_list'")
    known: int | None = connection.execute(counted).scalar()
    highest: int | None = connection.execute(select(func.max(claims.c.number))).scalar()
    return (highest or 0) > _OUTGROWN * (known or 0)


def _make(connection: Connection) -> None:
    metadata.drop_all(connection)
    metadata.create_all(connection)
    list_words.make(connection)
