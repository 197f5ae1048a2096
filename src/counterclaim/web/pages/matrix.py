"""What each outlet says on each question, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from counterclaim.ledger import parts, queries
from counterclaim.ledger.queries import ENTRIES
from counterclaim.publishing.matrix import Matrix, matrix
from counterclaim.web.lists import Asked, form
from counterclaim.web.site import Page, Visit, address, lookup

_ROWS = 20  # of one page
_KEYS = replace(ENTRIES, sorts={"number": ENTRIES.sorts["number"]})


def page(visit: Visit) -> Page:
    asked = Asked.of(visit, _KEYS)
    view, href = visit.remembered(("matrix", asked), lambda: _made(visit, asked))

    def context() -> Mapping[str, Any]:
        return {
            "matrix": view,
            "form": form(visit, _KEYS, asked.wanted),
            "narrowed": bool(asked.wanted.given),
            "json": address("/matrix.json", asked.pairs(_KEYS)),
            "after": _beside(asked, asked.page + 1) if view.left_out > 0 else "",
            "before": _beside(asked, asked.page - 1) if asked.page > 1 else "",
            "href": href,
        }

    return Page("Sources × facts", "web/matrix.html", context, lambda: _record(view, href))


def _made(visit: Visit, asked: Asked) -> tuple[Matrix, Callable[[str], str]]:
    """The matrix, and where its links lead. Questions of one report only stand in it where
    there are no others."""
    shared = replace(asked.wanted, documents=max(2, asked.wanted.documents or 2))
    total = queries.total(visit.connection, ENTRIES, shared)
    wanted = shared if total else asked.wanted
    total = total or queries.total(visit.connection, ENTRIES, wanted)
    start = (asked.page - 1) * _ROWS
    rows = queries.rows(visit.connection, ENTRIES, wanted, asked.sort, start, _ROWS)
    known = lookup(parts.figures(visit.connection, [row["fact"] for row in rows]))
    left_out = max(0, total - start - len(rows))
    return replace(matrix(known), left_out=left_out, shared_only=wanted is shared), known.href


def _beside(asked: Asked, page: int) -> str:
    return address("/matrix", asked.pairs(_KEYS, page=page))


def _record(view: Matrix, href: Callable[[str], str]) -> Mapping[str, Any]:
    return {
        "outlets": list(view.outlets),
        "left_out": view.left_out,
        "rows": [
            {
                "question": row.link.text,
                "entry": href(row.link.anchor or ""),
                "status": row.status,
                "cells": [
                    {
                        "says": cell.link.text,
                        "claim": href(cell.link.anchor) if cell.link.anchor else None,
                        "earlier": list(cell.earlier),
                        "denies": cell.denies,
                    }
                    if cell
                    else None
                    for cell in row.cells
                ],
            }
            for row in view.rows
        ],
    }
