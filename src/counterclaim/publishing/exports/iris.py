"""Identifiers of records as IRIs, for formats of linked data."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from counterclaim.model import Document

#: Counterclaim's own terms; names in this space are those of the fields of ``claims-jsonl``.
TERMS: Final = "urn:counterclaim:terms:"
_SCHEMES: Final = ("http://", "https://")


def iri(kind: str, id: str) -> str:
    """``urn:counterclaim:KIND:ID``; in an identifier from a user's file all but plain letters are
    percent-encoded."""
    return f"urn:counterclaim:{kind}:{quote(id.encode('utf-8', 'replace'), safe='-._~')}"


def address(document: Document) -> str | None:
    """Where the report was published, if that is an address of the web without a blank."""
    url = document.url or ""
    plain = url.startswith(_SCHEMES) and not any(c.isspace() or c in '<>"{}|\\^`' for c in url)
    return url if plain and url.isprintable() else None
