"""A table of a ledger as a frame of pyarrow, pandas or polars, whichever is installed."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import Any, Final

from counterclaim.errors import ExportError
from counterclaim.publishing.exports import Source
from counterclaim.publishing.exports.arrow import record_batches, schema
from counterclaim.publishing.exports.columns import Table

# The extra of this package that installs each.
_EXTRAS: Final = MappingProxyType({"pyarrow": "tables", "pandas": "pandas", "polars": "polars"})


def arrow(table: Table, source: Source) -> Any:
    library = _library("pyarrow")
    made = record_batches(library, table, source)
    return library.Table.from_batches(made, schema=schema(library, table, source))


def pandas(table: Table, source: Source) -> Any:
    library = _library("pandas")
    return arrow(table, source).to_pandas(types_mapper=library.ArrowDtype)


def polars(table: Table, source: Source) -> Any:
    library = _library("polars")
    return library.from_arrow(arrow(table, source))


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise ExportError(
            f"this needs {name}; install it with: pip install 'counterclaim[{_EXTRAS[name]}]'"
        ) from None
