"""The claims one by one, each in its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterclaim.ledger import parts
from counterclaim.ledger.queries import CLAIMS
from counterclaim.publishing.claim_view import sayings
from counterclaim.publishing.highlights import legend
from counterclaim.publishing.links import to_entry
from counterclaim.web.lists import form, listed
from counterclaim.web.pages.downloads import CLAIM_FORMATS, links
from counterclaim.web.records import records
from counterclaim.web.site import Page, Visit, lookup

_ROWS = 20  # each with its sentence


def many(visit: Visit) -> Page:
    asked, found = listed(visit, "/claims", CLAIMS, _ROWS)
    ids = [row["claim"] for row in found.rows]
    part = parts.claims(visit.connection, ids)

    def context() -> Mapping[str, Any]:
        known = lookup(part)
        views = []
        for grounded in known.known_claims(ids):
            entry = known.entry_of.get(grounded.claim.id)
            views.append((sayings([grounded], known)[0], to_entry(entry) if entry else None))
        return {
            "list": found,
            "form": form(visit, CLAIMS, asked.wanted),
            "claims": views,
            "fields": legend(),
            "exports": links("claims", CLAIM_FORMATS, found.query),
            "href": known.href,
        }

    def record() -> Mapping[str, Any]:
        by_id = {each["id"]: each for each in records("claims-jsonl", part)}
        return found.record([by_id[id] for id in ids if id in by_id])

    return Page("Claims", "web/claims.html", context, record)
