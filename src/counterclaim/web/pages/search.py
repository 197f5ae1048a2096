"""One search over entries, claims and documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterclaim.ledger import parts, queries
from counterclaim.ledger.filter import Filter
from counterclaim.ledger.queries import CLAIMS, DOCUMENTS, ENTRIES
from counterclaim.publishing.claim_view import sayings
from counterclaim.publishing.wording import calendar
from counterclaim.web.addresses import document_address, entry_address
from counterclaim.web.lists import counted, plain
from counterclaim.web.site import Page, Visit, address, lookup

_SHOWN = 10  # of each kind


def page(visit: Visit) -> Page:
    wanted = Filter.of(visit.asked, ("q",))
    kinds = (ENTRIES, CLAIMS, DOCUMENTS) if wanted.q else ()
    totals = {kind.name: counted(visit, kind, wanted) for kind in kinds}
    rows = {
        kind.name: queries.rows(visit.connection, kind, wanted, next(iter(kind.sorts)), 0, _SHOWN)
        for kind in kinds
    }

    def context() -> Mapping[str, Any]:
        ids = [row["claim"] for row in rows.get("claim", ())]
        known = lookup(parts.claims(visit.connection, ids))
        return {
            "q": wanted.q,
            "totals": totals,
            "more": {
                name: address(path, [("q", wanted.q)])
                for name, path in _PATHS.items()
                if totals.get(name, 0) > _SHOWN
            },
            "entries": [
                (row["question"], entry_address(row["fact"])) for row in rows.get("entry", ())
            ],
            "claims": [(saying, None) for saying in sayings(known.known_claims(ids), known)],
            "documents": [
                (row["title"] or row["id"], row["outlet"], calendar(row["published"]),
                 document_address(row["id"]))
                for row in rows.get("document", ())
            ],
            "href": known.href,
        }  # fmt: skip

    def record() -> Mapping[str, Any]:
        return {
            "q": wanted.q,
            "totals": totals,
            "rows": {name: [plain(row) for row in found] for name, found in rows.items()},
        }

    return Page("Search", "web/search.html", context, record)


_PATHS = {"entry": "/entries", "claim": "/claims", "document": "/documents"}
