"""What each outlet says on each question, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from counterclaim.ledger import queries, said
from counterclaim.ledger.queries import ENTRIES, Row
from counterclaim.publishing.anchors import record_anchor
from counterclaim.publishing.links import Link
from counterclaim.publishing.matrix import Matrix, Question, Told, beside
from counterclaim.web.addresses import entry_address
from counterclaim.web.lists import Asked, counted, form
from counterclaim.web.site import Page, Visit, address

_ROWS = 20  # of one page
_KEYS = replace(ENTRIES, sorts={"number": ENTRIES.sorts["number"]})


def page(visit: Visit) -> Page:
    asked = Asked.of(visit, _KEYS)
    rows, left_out, shared_only = _rows(visit, asked)
    told = _told(visit, rows)
    view = beside(
        [Question(_link(row), row["status"], tuple(told[row["fact"]].values())) for row in rows],
        left_out=left_out,
        shared_only=shared_only,
    )
    homes = _homes(rows, told)

    def context() -> Mapping[str, Any]:
        return {
            "matrix": view,
            "form": form(visit, _KEYS, asked.wanted),
            "narrowed": bool(asked.wanted.given),
            "json": address("/matrix.json", asked.pairs(_KEYS)),
            "after": _beside(asked, asked.page + 1) if view.left_out > 0 else "",
            "before": _beside(asked, asked.page - 1) if asked.page > 1 else "",
            "href": homes.__getitem__,
        }

    return Page("Sources × facts", "web/matrix.html", context, lambda: _record(view, homes))


def _rows(visit: Visit, asked: Asked) -> tuple[list[Row], int, bool]:
    """The questions of one page, how many are left after them, and whether all that are asked for
    are told in several reports: those of one only stand here where there are no others."""
    shared = asked.wanted.narrower("documents>=2")
    total = counted(visit, ENTRIES, shared)
    wanted = shared if total else asked.wanted
    total = total or counted(visit, ENTRIES, wanted)
    start = (asked.page - 1) * _ROWS
    rows: list[Row] = []
    if start < total:
        rows = queries.rows(visit.connection, ENTRIES, wanted, asked.sort, start, _ROWS, total)
    return rows, max(0, total - start - len(rows)), wanted is shared


def _told(visit: Visit, rows: list[Row]) -> dict[str, dict[str, Told]]:
    """What each claim says, by fact and claim."""
    told: dict[str, dict[str, Told]] = {row["fact"]: {} for row in rows}
    for each in said.on(visit.connection, list(told)):
        told[each["fact"]][each["claim"]] = Told(
            each["outlet"], each["document"], each["lower"], each["upper"], each["polarity"],
            record_anchor("claim", each["claim"]),
        )  # fmt: skip
    return told


def _homes(rows: list[Row], told: Mapping[str, Mapping[str, Told]]) -> dict[str, str]:
    """Where each anchor leads."""
    homes = {}
    for row in rows:
        page = entry_address(row["fact"])
        homes[record_anchor("fact", row["fact"])] = page
        for each in told[row["fact"]].values():
            homes[each.anchor or ""] = f"{page}#{each.anchor}"
    return homes


def _link(row: Row) -> Link:
    return Link(row["question"], record_anchor("fact", row["fact"]))


def _beside(asked: Asked, page: int) -> str:
    return address("/matrix", asked.pairs(_KEYS, page=page))


def _record(view: Matrix, homes: Mapping[str, str]) -> Mapping[str, Any]:
    return {
        "outlets": list(view.outlets),
        "left_out": view.left_out,
        "rows": [
            {
                "question": row.link.text,
                "entry": homes[row.link.anchor or ""],
                "status": row.status,
                "cells": [
                    {
                        "says": cell.link.text,
                        "claim": homes[cell.link.anchor] if cell.link.anchor else None,
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
