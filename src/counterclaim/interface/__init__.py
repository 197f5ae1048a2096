"""Counterclaim from Python: a ledger that can be asked, and each stage by itself.

Everything here is also in ``counterclaim`` itself (docs/python.md).
"""

from counterclaim.interface.building import build, open
from counterclaim.interface.claims import LedgerClaim, Link
from counterclaim.interface.documents import LedgerDocument
from counterclaim.interface.entries import LedgerEntry, LedgerRelation, LedgerVoice
from counterclaim.interface.explaining import Explanation
from counterclaim.interface.ledger import Ledger
from counterclaim.interface.lists import Records
from counterclaim.interface.stages import (
    extract,
    ground,
    match,
    read,
    read_rows,
    reconcile,
    trace,
)

__all__ = [
    "Explanation",
    "Ledger",
    "LedgerClaim",
    "LedgerDocument",
    "LedgerEntry",
    "LedgerRelation",
    "LedgerVoice",
    "Link",
    "Records",
    "build",
    "extract",
    "ground",
    "match",
    "open",
    "read",
    "read_rows",
    "reconcile",
    "trace",
]
