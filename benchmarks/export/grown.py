"""A ledger of any size: the records of a small one, many times over under other identifiers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from counterclaim.ledger import schema

# Columns that name records; each repetition has records of its own. Entities are shared.
_NAMES = frozenset(
    {"id", "document", "claim", "fact", "voice", "origin", "a", "b", "within", "other", "root"}
)
_ONLY_HERE = frozenset({("facts", "place"), ("origin_documents", "source")})
_SHARED = frozenset({"about", "policy", "runs", "writes", "problems", "entities", "decisions"})
_SHARED_ROOT = ("claims", "root")  # an entity, not a record of its own
# Places of each repetition are its own too: a ledger grows by places, not only by what is said of
# one.
_PLACE_NUMBER = ("places", "geonameid")
_PLACE_NAME = ("places", "name")
_APART = 100_000_000  # greater than any number of GeoNames


def grow(ledger: Path, claims: int) -> int:
    """Repeat what the ledger holds until it has at least so many claims; gives how many."""
    with closing(sqlite3.connect(ledger)) as file:
        held = _count(file)
        if held >= claims:
            return held
        for name in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):
            file.execute(f"PRAGMA {name}")
        # The search over words is no part of an export.
        for end in ("add", "drop", "change"):
            file.execute(f"DROP TRIGGER IF EXISTS documents_search_{end}")
        file.execute("CREATE TEMP TABLE times AS WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL "
                     f"SELECT k + 1 FROM n LIMIT {max(0, -(-claims // held) - 1)}) "
                     "SELECT k FROM n")  # fmt: skip
        for table in schema.metadata.sorted_tables:
            if table.name not in _SHARED and table.name != "decision_targets":
                file.execute(_repeated(table.name, [c.name for c in table.columns]))
        # As a ledger does that grows: else SQLite reads it in the way that suits a small one.
        file.execute("ANALYZE")
        file.commit()
        return _count(file)


def _repeated(table: str, columns: list[str]) -> str:
    chosen = ", ".join(_copied(table, column) for column in columns)
    # Table by table and copy by copy, as a ledger that grew would hold them.
    return f'INSERT INTO "{table}" SELECT {chosen} FROM times CROSS JOIN "{table}" AS t'


def _copied(table: str, column: str) -> str:
    own = (column in _NAMES or (table, column) in _ONLY_HERE) and (table, column) != _SHARED_ROOT
    if own:
        return f"""t."{column}" || '-' || k"""
    if (table, column) == _PLACE_NUMBER:
        return f't."geonameid" + k * {_APART}'
    if (table, column) == _PLACE_NAME:
        return """t."name" || ' ' || k"""
    return f't."{column}"'


def _count(file: sqlite3.Connection) -> int:
    return int(file.execute("SELECT count(*) FROM claims").fetchone()[0])
