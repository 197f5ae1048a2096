"""The tables of the tabular formats: the same in each of them."""

from __future__ import annotations

from typing import Final

from counterclaim.publishing.exports.claims_table import CLAIMS
from counterclaim.publishing.exports.columns import Table
from counterclaim.publishing.exports.documents_table import COPIES, DOCUMENTS
from counterclaim.publishing.exports.entries_table import ENTRIES, VOICES

TABLES: Final[tuple[Table, ...]] = (ENTRIES, VOICES, CLAIMS, DOCUMENTS, COPIES)
