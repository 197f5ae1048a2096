"""Which words each outlet uses for whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from counterclaim.ledger import parts
from counterclaim.publishing.labels import LabelTable, label_table
from counterclaim.publishing.usage import LABELLED, record, usage
from counterclaim.web.site import Page, Visit, lookup


def page(visit: Visit) -> Page:
    def context() -> Mapping[str, Any]:
        table, href = visit.remembered("labels", lambda: _table(visit))
        return {"labels": table, "href": href}

    def whole() -> Mapping[str, Any]:
        return visit.remembered(
            "labels.json",
            lambda: record(usage(parts.named(visit.connection, LABELLED)), evidence=False),
        )

    return Page("Names used", "web/labels.html", context, whole)


def _table(visit: Visit) -> tuple[LabelTable, Callable[[str], str]]:
    known = lookup(parts.named(visit.connection, LABELLED))
    return label_table(known), known.href
