"""Every decision that was made on the ledger, the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from counterclaim.model.decision_record import record as decision_record
from counterclaim.web.lists import ROWS, page_number
from counterclaim.web.reviewing import standings, told
from counterclaim.web.site import Page, Visit, address


def page(visit: Visit) -> Page:
    every, number = standings(visit)[::-1], page_number(visit)
    pages = max(1, ceil(len(every) / ROWS))
    some = every[(number - 1) * ROWS : number * ROWS]

    def beside(other: int) -> str:
        return address("/review/history", [("page", other)]) if 1 <= other <= pages else ""

    def context() -> Mapping[str, Any]:
        return {
            "history": told(some),
            "total": len(every),
            "page": number,
            "pages": pages,
            "before": beside(number - 1),
            "after": beside(number + 1),
        }

    def record() -> Mapping[str, Any]:
        rows = [
            {**decision_record(each.decision), "state": each.state, "why": each.why}
            for each in some
        ]
        return {
            "total": len(every), "page": number, "pages": pages,
            "next": beside(number + 1) or None, "rows": rows,
        }  # fmt: skip

    return Page("Decisions", "web/decisions.html", context, record)
