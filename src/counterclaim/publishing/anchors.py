"""Names within the page that a link can lead to."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode

from counterclaim.model import identifier

# Identifiers may come from a user's file, and an anchor must not hold a space or a quote.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_MADE = re.compile(r"(?:fact|claim|origin)-([0-9a-f]{12})")


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
    """The kind's first letter and the number of an id that the program made, in eight signs, since
    a report holds tens of thousands of them; else ``KIND-other-`` and a hash of the id."""
    return _brief(kind[0], id) or identifier(f"{kind}-other", id)


def words_anchor(claim: str) -> str:
    """Where a claim stands in its document's text."""
    return _brief("w", claim) or identifier("words-other", claim)


def _brief(letter: str, id: str) -> str:
    made = _MADE.fullmatch(id)
    return letter + urlsafe_b64encode(bytes.fromhex(made[1])).decode() if made else ""
