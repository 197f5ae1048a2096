"""Copy families: a list, and each as a tree with its copies side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import ceil
from typing import Any

from counterclaim.ledger import parts, queries
from counterclaim.model.where import WhereError
from counterclaim.publishing.anchors import record_anchor
from counterclaim.publishing.families import families
from counterclaim.publishing.wording import document_name
from counterclaim.web.addresses import family_address
from counterclaim.web.lists import ROWS, page_number
from counterclaim.web.records import records
from counterclaim.web.site import MissingError, Page, Visit, address, lookup

_MOST_PAIRS = 20  # copies that a family's page opens side by side


def many(visit: Visit) -> Page:
    for key, _ in visit.asked:
        if key != "page":
            raise WhereError(f"{key[:40]}: no such key here; there is page")
    number = page_number(visit)
    rows = queries.families(visit.connection, (number - 1) * ROWS, ROWS)
    total = visit.remembered("counts", lambda: queries.counts(visit.connection))["families"]
    pages = max(1, ceil(total / ROWS))

    def context() -> Mapping[str, Any]:
        roots = [row["root"] for row in rows if row["root"]]
        known = {document.id: document for document in parts.documents(visit.connection, roots)}
        shown = [
            {
                "href": family_address(row["id"]),
                "name": document_name(known[row["root"]]) if row["root"] in known else "",
                "title": known[row["root"]].title if row["root"] in known else "",
                **row,
            }
            for row in rows
        ]
        return {
            "rows": shown,
            "total": total,
            "page": number,
            "pages": pages,
            "before": address("/families", [("page", number - 1)]) if number > 1 else "",
            "after": address("/families", [("page", number + 1)]) if number < pages else "",
        }

    def record() -> Mapping[str, Any]:
        return {"total": total, "page": number, "pages": pages, "rows": rows}

    return Page("Copy families", "web/families.html", context, record)


def one(visit: Visit) -> Page:
    id = visit.path["id"]
    part = parts.family(visit.connection, id)
    if not part.origins:
        raise MissingError("There is no copy family of this identifier. See /families for all.")

    def context() -> Mapping[str, Any]:
        known = lookup(part)
        shown = [
            f for f in families(known, most=_MOST_PAIRS) if f.anchor == record_anchor("origin", id)
        ]
        json = f"{family_address(id)}.json"
        return {"families": shown, "json": json, "href": known.href}

    def record() -> Mapping[str, Any]:
        own = [origin for origin in part.origins if origin.id == id]
        members = {*own[0].documents}
        copies = tuple(copy for copy in part.copies if {copy.a, copy.b} & members)
        alone = replace(part, origins=tuple(own), copies=copies)
        return {
            "family": records("origins-jsonl", alone)[0],
            "copies": records("copies-jsonl", alone),
        }

    return Page("Copy family", "web/family.html", context, record)
