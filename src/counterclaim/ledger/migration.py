"""Ledgers of older versions brought to this one: documents and decisions are kept.

Claims and entries are not: the next build reads the documents again, and works out the rest under
the decisions that were made.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, Table, insert, inspect, select, text, update

from counterclaim.ledger import list_tables, schema
from counterclaim.model.document import YEAR_OF_OTHERS

_KEPT = (
    schema.documents, schema.credits, schema.furniture, schema.decisions, schema.decision_targets,
)  # fmt: skip
_WORDS = ("documents_search", "entry_words", "claim_words", "document_words")
# What stands in a column that an older version does not have and that cannot be empty.
_ABSENT = {"notes": "[]", "dated": "1"}

_UNDATED = (
    "UPDATE documents SET dated = 0 WHERE published IS NULL OR published_from LIKE "
    f"'%{YEAR_OF_OTHERS.replace(chr(39), chr(39) * 2)}'"
)


def migrate(connection: Connection) -> None:
    """Bring a ledger to this version, in the transaction that is under way."""
    # Takes a writer's place before it looks: another program may be at it.
    about = schema.about.c
    connection.execute(update(schema.about).values(value=about.value))
    version: str = connection.execute(
        select(about.value).where(about.name == "schema")
    ).scalar_one()
    if version == str(schema.VERSION):
        return
    there = frozenset(inspect(connection).get_table_names())
    kept = {table: _shared(connection, table) for table in _KEPT if table.name in there}
    for table, columns in kept.items():
        _run(connection, f"CREATE TEMPORARY TABLE kept_{table.name} AS "
                         f"SELECT {_list(connection, columns)} FROM {table.name}")  # fmt: skip
    _drop(connection, there)
    schema.metadata.create_all(connection)
    for table, columns in kept.items():
        _put_back(connection, table, columns)
    _run(connection, _UNDATED)
    connection.execute(insert(schema.writes), [{"id": 1, "count": 0}])
    connection.execute(insert(schema.about), [{"name": "schema", "value": str(schema.VERSION)}])


def _shared(connection: Connection, table: Table) -> tuple[str, ...]:
    """The columns that both versions have. Who read a document is forgotten: it is read again."""
    found = {column["name"] for column in inspect(connection).get_columns(table.name)}
    return tuple(c.name for c in table.c if c.name in found and c.name != "read_by")


def _drop(connection: Connection, there: Collection[str]) -> None:
    """Words first, which bring tables of their own; then what names others before these."""
    listed = reversed(list_tables.metadata.sorted_tables)
    tables = (*listed, *reversed(schema.metadata.sorted_tables))
    for name in (*_WORDS, *(table.name for table in tables)):
        if name in there:
            _run(connection, f"DROP TABLE {name}")


def _put_back(connection: Connection, table: Table, columns: Sequence[str]) -> None:
    new = [
        (c.name, _ABSENT.get(c.name, ""))
        for c in table.c
        if c.name not in columns and not c.nullable
    ]
    names = _list(connection, (*columns, *(name for name, _ in new)))
    values = ", ".join(f"'{value}'" for _, value in new)
    held = _list(connection, columns) + (f", {values}" if values else "")
    _run(connection, f"INSERT INTO {table.name} ({names}) SELECT {held} FROM kept_{table.name}")
    _run(connection, f"DROP TABLE kept_{table.name}")


def _list(connection: Connection, columns: Sequence[str]) -> str:
    return ", ".join(map(connection.dialect.identifier_preparer.quote, columns))


def _run(connection: Connection, statement: str) -> None:
    connection.execute(text(statement))
