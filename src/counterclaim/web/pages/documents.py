"""The documents: a list of reports, and each with its claims marked and its copies beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterclaim.ledger import parts
from counterclaim.ledger.queries import DOCUMENTS
from counterclaim.model import Collection
from counterclaim.publishing.document_view import documents
from counterclaim.publishing.highlights import legend
from counterclaim.publishing.links import to_document_id
from counterclaim.publishing.pairs import pairs
from counterclaim.publishing.wording import assertion, calendar
from counterclaim.web.addresses import document_address, family_address
from counterclaim.web.lists import form, listed, plain
from counterclaim.web.records import records
from counterclaim.web.reviewing import add_address, claim_address, on_document, told
from counterclaim.web.site import MissingError, Page, Visit, lookup

_MOST_PAIRS = 10  # copies that are opened beside the text, those that share most


def many(visit: Visit) -> Page:
    asked, found = listed(visit, "/documents", DOCUMENTS)

    def context() -> Mapping[str, Any]:
        rows = [
            {**row, "href": document_address(row["id"]), "day": calendar(row["published"])}
            for row in found.rows
        ]
        return {"list": found, "form": form(visit, DOCUMENTS, asked.wanted), "rows": rows}

    def record() -> Mapping[str, Any]:
        return found.record([plain(each) for each in found.rows])

    return Page("Documents", "web/documents.html", context, record)


def one(visit: Visit) -> Page:
    part = parts.document(visit.connection, visit.path["id"])
    if not part.documents:
        raise MissingError("There is no document of this identifier. See /documents for all.")
    document = part.documents[0]

    def context() -> Mapping[str, Any]:
        known = lookup(part)
        copies = sorted(part.copies, key=lambda copy: (-copy.score, copy.a, copy.b))
        sources = {taken: source for origin in part.origins for taken, source in origin.sources}
        opened = pairs(copies[:_MOST_PAIRS], sources, known, to_document_id)
        family = next((origin for origin in part.origins if len(origin.documents) > 1), None)
        return {
            "document": next(iter(documents(known, 1))),
            "fields": legend(),
            "pairs": tuple(opened.values()),
            "pairs_left_out": max(0, len(copies) - _MOST_PAIRS),
            "read": _read(visit, part, document.id),
            "adding": add_address(document.id) if visit.user.may("reviewer") else "",
            "decisions": told(on_document(visit, document.id)),
            "family": family_address(family.id) if family else "",
            "json": f"{document_address(document.id)}.json",
            "href": known.href,
        }

    def record() -> Mapping[str, Any]:
        return {
            "doc": document.id,
            "text": document.text,
            "title": document.title,
            "outlet": document.outlet,
            "published": document.published.isoformat() if document.published else None,
            "url": document.url,
            "language": document.language,
            "source": document.source,
            "notes": list(document.notes),
            "claims": records("claims-jsonl", part),
            "copies": records("copies-jsonl", part),
        }

    return Page(document.title or document.id, "web/document.html", context, record)


def _read(visit: Visit, part: Collection, document: str) -> list[tuple[str, str]]:
    """Each claim of the document, in words, and where it is corrected; for reviewers."""
    if not visit.user.may("reviewer"):
        return []
    claims = (grounded for grounded in part.claims if grounded.claim.document == document)
    return [(assertion(grounded), claim_address(grounded.claim.id)) for grounded in claims]
