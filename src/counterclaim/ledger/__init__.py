"""The ledger: documents, claims and entries in one file."""

from counterclaim.ledger.store import Ledger

__all__ = ["Ledger"]
