"""A claim that the machine missed: the document's text, and a form of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterclaim.ledger import parts
from counterclaim.model import Span
from counterclaim.publishing.highlights import claim_marks, legend
from counterclaim.publishing.wording import document_name
from counterclaim.web.addresses import document_address
from counterclaim.web.claim_form import empty_fields
from counterclaim.web.records import records
from counterclaim.web.site import MissingError, Page, Visit
from counterclaim.web.source_text import source_text

_SHOWN = 60_000  # characters of the text on one page


def page(visit: Visit) -> Page:
    part = parts.document(visit.connection, visit.path["id"])
    if not part.documents:
        raise MissingError("There is no document of this identifier. See /documents for all.")
    document, length = part.documents[0], len(part.documents[0].text)
    asked = dict(visit.asked).get("at", "")
    at = min(int(asked), length) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0
    own = [g.claim for g in part.claims if g.claim.document == document.id]

    def context() -> Mapping[str, Any]:
        marks = [mark for claim in own for mark in claim_marks(claim)]
        return {
            "document": document.id,
            "report": document_name(document),
            "address": document_address(document.id),
            "text": tuple(source_text(document, Span(at, at + _SHOWN), marks)),
            "before": max(0, at - _SHOWN) if at else None,
            "after": at + _SHOWN if at + _SHOWN < length else None,
            "form": empty_fields(),
            "fields": legend(),
        }

    def record() -> Mapping[str, Any]:
        return {"document": document.id, "claims": records("claims-jsonl", part)}

    return Page("Add a claim", "web/add_claim.html", context, record)
