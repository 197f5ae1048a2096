"""What a ledger holds, given out: exports for programs, a report for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from counterclaim.model import Collection
from counterclaim.publishing.claims_csv import claims_csv
from counterclaim.publishing.claims_jsonl import claims_jsonl
from counterclaim.publishing.copies_jsonl import copies_jsonl
from counterclaim.publishing.copies_page import copies_page
from counterclaim.publishing.entries_jsonl import entries_jsonl
from counterclaim.publishing.origins_jsonl import origins_jsonl
from counterclaim.publishing.report import report

Exporter = Callable[[Collection], Iterator[str]]

EXPORTS: Mapping[str, Exporter] = MappingProxyType(
    {
        "claims-jsonl": claims_jsonl,
        "copies-jsonl": copies_jsonl,
        "origins-jsonl": origins_jsonl,
        "entries-jsonl": entries_jsonl,
        "csv": claims_csv,
    }
)
"""Each export by its name on the command line: a collection in, lines without their end out."""

__all__ = ["EXPORTS", "Exporter", "copies_page", "report"]
