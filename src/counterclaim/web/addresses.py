"""Where on the site the anchors of a page's views lead."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from counterclaim.model import Collection
from counterclaim.publishing.anchors import (
    document_anchor,
    record_anchor,
    within_page,
    words_anchor,
)


def entry_address(fact: str) -> str:
    return f"/entries/{quote(fact, safe='')}"


def document_address(id: str) -> str:
    return f"/documents/{quote(id, safe='')}"


def family_address(origin: str) -> str:
    return f"/families/{quote(origin, safe='')}"


def addresses(part: Collection) -> Callable[[str], str]:
    """The address of each anchor of this part; of another, that within the page itself."""
    pages = {document_anchor(d.id): document_address(d.id) for d in part.documents}
    known = dict(pages)
    for origin in part.origins:
        known[record_anchor("origin", origin.id)] = family_address(origin.id)
    for entry in part.entries:
        page = entry_address(entry.fact.id)
        known[record_anchor("fact", entry.fact.id)] = page
        for claim in entry.fact.claims:
            anchor = record_anchor("claim", claim)
            known[anchor] = f"{page}#{anchor}"
    for grounded in part.claims:
        anchor = words_anchor(grounded.claim.id)
        known[anchor] = f"{document_address(grounded.claim.document)}#{anchor}"

    def href(anchor: str) -> str:
        document, colon, _ = anchor.rpartition(":")  # a paragraph of a document
        if colon and document in pages:
            return f"{pages[document]}#{anchor}"
        return known.get(anchor) or within_page(anchor)

    return href
