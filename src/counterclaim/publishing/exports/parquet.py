"""Tables as Parquet: one file a table, in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from counterclaim.publishing.exports.arrow import record_batches, schema
from counterclaim.publishing.exports.extras import library
from counterclaim.publishing.exports.source import Source
from counterclaim.publishing.exports.tables import TABLES

FORM: Final = "parquet"


def parquet(source: Source, folder: Path) -> None:
    """``entries.parquet``, ``claims.parquet`` and so on; texts whole, days as days.

    Columns carry their meaning, and the file the ledger's policy, as Arrow metadata.
    """
    arrow, parquet = library("pyarrow", FORM), library("pyarrow.parquet", FORM)
    for table in TABLES:
        with parquet.ParquetWriter(
            folder / f"{table.name}.parquet", schema(arrow, table, source), compression="zstd"
        ) as writer:
            for batch in record_batches(arrow, table, source):
                writer.write_batch(batch)
