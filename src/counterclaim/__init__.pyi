from counterclaim.interface import Explanation as Explanation
from counterclaim.interface import Ledger as Ledger
from counterclaim.interface import LedgerClaim as LedgerClaim
from counterclaim.interface import LedgerDocument as LedgerDocument
from counterclaim.interface import LedgerEntry as LedgerEntry
from counterclaim.interface import LedgerRelation as LedgerRelation
from counterclaim.interface import LedgerVoice as LedgerVoice
from counterclaim.interface import Link as Link
from counterclaim.interface import Records as Records
from counterclaim.interface import build as build
from counterclaim.interface import extract as extract
from counterclaim.interface import ground as ground
from counterclaim.interface import match as match
from counterclaim.interface import open as open
from counterclaim.interface import read as read
from counterclaim.interface import read_rows as read_rows
from counterclaim.interface import reconcile as reconcile
from counterclaim.interface import trace as trace

__version__: str
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
    "__version__",
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
