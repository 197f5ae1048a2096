"""Where the questions lie: the map of the report, narrowed by the address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

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
    wanted = Filter.of(visit.asked)
    counts = visit.remembered(
        ("located", wanted), lambda: locations.counts(visit.connection, wanted)
    )

    def rows() -> tuple[list[Row], list[Row]]:
        lying = locations.placed(visit.connection, wanted, DRAWN) if counts.placed else []
        lost = locations.unplaced(visit.connection, wanted, NAMED) if counts.unplaced else []
        return lying, lost

    def context() -> Mapping[str, Any]:
        return {
            "map": visit.site.drawn.get(
                visit.writes, ("map", wanted), lambda: _section(visit, counts, *rows())
            ),
            "basemap": visit.site.basemap,
            "form": form(visit, ENTRIES, wanted),
            "narrowed": bool(wanted.given),
            "entries": address("/entries", wanted.given),
            "json": address("/map.json", wanted.given),
        }

    def record() -> Mapping[str, Any]:
        lying, lost = rows()
        return {
            "with_place": counts.placed,
            "without_place": counts.unplaced,
            "rows": [plain(row) for row in lying],
            "rows_without_place": [plain(row) for row in lost],
        }

    return Page("Map", "web/map.html", context, record)


def _section(visit: Visit, counts: Counts, lying: list[Row], lost: list[Row]) -> Markup:
    """The map as a part of the page."""
    homes = {_anchor(row): entry_address(row["fact"]) for row in (*lying, *lost)}
    ground = visit.site.basemap
    drawn = visit.site.templates.get_template("map.html").render(
        map=_map(counts, lying, lost),
        basemap=served(ground, BASEMAP) if ground else None,
        href=homes.__getitem__,
    )
    return Markup(drawn)


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
