"""Names within the page that a link can lead to."""

from __future__ import annotations

import re

from counterclaim.model import identifier

# Identifiers may come from a user's file, and an anchor must not hold a space or a quote.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_MADE = re.compile(r"(?:fact|claim|origin)-[0-9a-f]{12}")


def within_page(anchor: str) -> str:
    """The address of an anchor in the page that is open."""
    return f"#{anchor}"


def document_anchor(id: str) -> str:
    """``doc-ID`` where the id is plain, else ``document-`` and a hash of it."""
    return f"doc-{id}" if _PLAIN.fullmatch(id) else identifier("document", id)


def paragraph_anchor(document: str, number: int) -> str:
    """A paragraph of a document by its number, from 0; a colon parts it from any document id."""
    return f"{document_anchor(document)}:{number}"


def record_anchor(kind: str, id: str) -> str:
    """The id itself where the program made it, else ``KIND-other-`` and a hash of it."""
    return id if _MADE.fullmatch(id) else identifier(f"{kind}-other", id)


def words_anchor(claim: str) -> str:
    """Where a claim stands in its document's text."""
    return f"w-{record_anchor('claim', claim).removeprefix('claim-')}"
