"""What a build found, in a few lines that a person can read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from counterclaim.model import Collection
from counterclaim.model.terms import STATUSES

_WORDS = {
    "single_voice": "of a single voice",
    "corroborated": "corroborated",
    "revised": "revised",
    "disputed": "disputed",
    "denied": "denied",
}


def summary(collection: Collection, path: Path) -> str:
    """Documents, origins, claims, entries by status, and what to do next."""
    documents = collection.documents
    outlets = {document.outlet for document in documents if document.outlet}
    days = [document.published for document in documents if document.published]
    span = f", {min(days)} to {max(days)}" if days else ""
    families = sum(len(origin.documents) > 1 for origin in collection.origins)
    statuses = Counter(entry.status for entry in collection.entries)
    told = ", ".join(f"{statuses[s]} {_WORDS[s]}" for s in STATUSES if statuses[s])
    return "\n".join(
        (
            f"{many(len(documents), 'document')} from {many(len(outlets), 'outlet')}{span}",
            f"{many(len(collection.origins), 'origin')}; "
            f"{many(families, 'family', 'families')} of copies",
            f"{many(len(collection.claims), 'claim')} on "
            f"{many(len(collection.entries), 'question')}: {told or 'none'}",
            f"ledger: {path}; look at it with: counterclaim show {path}",
        )
    )


def many(number: int, one: str, more: str = "") -> str:
    """ "1 claim", "2 claims"."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"
