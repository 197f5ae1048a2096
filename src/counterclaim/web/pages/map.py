"""Where the questions lie: the map of the report, narrowed by the address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from counterclaim.ledger import locations
from counterclaim.ledger.filter import Filter
from counterclaim.ledger.locations import Counts
from counterclaim.ledger.queries import ENTRIES, Row
from counterclaim.publishing.anchors import record_anchor
from counterclaim.publishing.basemap import served
from counterclaim.publishing.links import Link
from counterclaim.publishing.place_map import PlaceMap, Question, Spot, drawn
from counterclaim.web.addresses import entry_address
from counterclaim.web.lists import form, plain
from counterclaim.web.site import Page, Visit, address

# Questions on one map, and named below it, so that the page is less than a megabyte. Of a larger
# list those with most voices stand there, and the page says how many do not.
DRAWN, NAMED = 2000, 200
BASEMAP = "/basemap.pmtiles"


def page(visit: Visit) -> Page:
    wanted = Filter.of(visit.asked, ENTRIES.keys)
    counts = visit.remembered(
        ("located", wanted), lambda: locations.counts(visit.connection, wanted)
    )
    lying = locations.placed(visit.connection, wanted, DRAWN)
    lost = locations.unplaced(visit.connection, wanted, NAMED)

    def context() -> Mapping[str, Any]:
        homes = {_anchor(row): entry_address(row["fact"]) for row in (*lying, *lost)}
        return {
            "map": _map(counts, lying, lost),
            "basemap": served(ground, BASEMAP) if (ground := visit.site.basemap) else None,
            "form": form(visit, ENTRIES, wanted),
            "narrowed": bool(wanted.given),
            "entries": address("/entries", wanted.given),
            "json": address("/map.json", wanted.given),
            "href": homes.__getitem__,
        }

    def record() -> Mapping[str, Any]:
        return {
            "with_place": counts.placed,
            "without_place": counts.unplaced,
            "rows": [plain(row) for row in lying],
            "rows_without_place": [plain(row) for row in lost],
        }

    return Page("Map", "web/map.html", context, record)


def _map(counts: Counts, lying: list[Row], lost: list[Row]) -> PlaceMap:
    held = drawn(_questions(lying, lost))
    return replace(held, unplaced=counts.unplaced, left_out=counts.placed - held.drawn)


def _questions(lying: list[Row], lost: list[Row]) -> Iterator[Question]:
    for row in lying:
        reach, precision = row["radius_km"], row["precision"] or ""
        yield _question(row, Spot(row["name"], row["lat"], row["lon"], reach, precision))
    for row in lost:
        yield _question(row, None)


def _question(row: Row, spot: Spot | None) -> Question:
    link = Link(row["question"], _anchor(row))
    return Question(link, row["status"], spot, row["first"], row["last"])


def _anchor(row: Row) -> str:
    return record_anchor("fact", row["fact"])
