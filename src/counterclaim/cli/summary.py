"""What a build found, in a few lines that a person can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from counterclaim.estimates import recorded
from counterclaim.model import Collection, Document
from counterclaim.model.terms import STATUSES
from counterclaim.reading import is_english

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
            *_not_read(documents),
            f"{many(len(collection.origins), 'origin')}; "
            f"{many(families, 'family', 'families')} of copies",
            f"{many(len(collection.claims), 'claim')} on "
            f"{many(len(collection.entries), 'question')}: {told or 'none'}",
            f"policy: {policy_line(collection.policy)}",
            f"ledger: {path}; look at it with: counterclaim show {path}",
        )
    )


def _not_read(documents: Sequence[Document]) -> Iterator[str]:
    """The line on documents in other languages than English, if there are any."""
    others = Counter(d.language or "" for d in documents if not is_english(d.language))
    if others:
        told = ", ".join(f"{number:,} {code}" for code, number in sorted(others.items()))
        are = "is" if others.total() == 1 else "are"
        yield (
            f"{many(others.total(), 'document')} {are} not in English ({told}): kept, and traced "
            "for copies; no claims were read there"
        )


def policy_line(record: Mapping[str, str]) -> str:
    """The policy of a ledger and how it chooses a best value, in one line."""
    estimate = recorded(record)
    return estimate.summary if estimate else "none is recorded"


def many(number: int, one: str, more: str = "") -> str:
    """ "1 claim", "2 claims"."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"
