"""One claim with its history; for reviewers a form of its fields, and words to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterclaim.ledger import parts
from counterclaim.ledger import review as ledger_review
from counterclaim.model import Collection, GroundedClaim, Span
from counterclaim.publishing.highlights import claim_marks, legend
from counterclaim.publishing.wording import assertion, document_name
from counterclaim.web.addresses import document_address, entry_address
from counterclaim.web.claim_form import form_fields
from counterclaim.web.records import records
from counterclaim.web.reviewing import Shown, on_claims, told
from counterclaim.web.site import MissingError, Page, Visit, lookup
from counterclaim.web.source_text import source_text

_NEAR = 30_000  # characters of the text that are shown before and behind the claim


def page(visit: Visit) -> Page:
    id = visit.path["id"]
    part = parts.claims(visit.connection, [id])
    stands = bool(part.claims)
    if not stands:
        part = _rejected(visit, id)
    grounded, document = part.claims[0], part.documents[0]
    asked = dict(visit.asked)

    def context() -> Mapping[str, Any]:
        entries = [e.fact for e in part.entries]
        return {
            "claim": id,
            "stands": stands,
            "words": assertion(grounded),
            "report": document_name(document),
            "document": document_address(document.id),
            "entries": [(fact.question, entry_address(fact.id)) for fact in entries],
            "text": tuple(source_text(document, _near(grounded), claim_marks(grounded.claim))),
            "form": form_fields(grounded) if stands and visit.user.may("reviewer") else (),
            "item": Shown.now(visit, "", [id]),
            "queue": asked.get("queue") == "1",
            "blind": asked.get("blind") == "1",
            "history": told(on_claims(visit, [id])),
            "fields": legend(),
            "href": lookup(part).href,
        }

    def record() -> Mapping[str, Any]:
        history = [each.decision.id for each in on_claims(visit, [id])]
        return {"claim": records("claims-jsonl", part)[0], "stands": stands, "decisions": history}

    return Page("Claim", "web/claim_review.html", context, record)


def _near(grounded: GroundedClaim) -> Span:
    trigger = grounded.claim.trigger.span
    return Span(max(0, trigger.start - _NEAR), trigger.end + _NEAR)


def _rejected(visit: Visit, id: str) -> Collection:
    """A claim that was taken out, as the machine read it."""
    found = ledger_review.rejected(visit.connection, id)
    if found is None:
        raise MissingError("There is no claim of this identifier. All claims are at /claims.")
    documents = parts.documents(visit.connection, [found.claim.document])
    return Collection(documents=documents, claims=(found,))
