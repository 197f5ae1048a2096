"""The entries: a list of questions, and each with everything behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from counterclaim.ledger import parts, queries
from counterclaim.ledger.queries import ENTRIES, Row
from counterclaim.model import Collection, Entry, Fact
from counterclaim.publishing.decision_view import decision_views
from counterclaim.publishing.entry_detail import details
from counterclaim.publishing.entry_table import report_days, row
from counterclaim.publishing.glyphs import definitions
from counterclaim.publishing.highlights import legend
from counterclaim.publishing.range_bar import Scale, axis
from counterclaim.web.addresses import addresses, entry_address
from counterclaim.web.lists import form, listed, plain
from counterclaim.web.pages.downloads import ENTRY_FORMATS, links
from counterclaim.web.records import records
from counterclaim.web.reviewing import Shown, choices, standings
from counterclaim.web.site import MissingError, Page, Visit, lookup


def many(visit: Visit) -> Page:
    asked, found = listed(visit, "/entries", ENTRIES)

    def context() -> Mapping[str, Any]:
        heads = [_head(each) for each in found.rows]
        scale = _scale(visit)
        table = [
            row(head, scale, (each["first"], each["last"]), each["voices"], each["documents"])
            for head, each in zip(heads, found.rows, strict=True)
        ]
        return {
            "list": found,
            "form": form(visit, ENTRIES, asked.wanted),
            "table": table,
            "axis": axis(scale),
            "exports": links("entries", ENTRY_FORMATS, found.query),
            "href": addresses(Collection(entries=tuple(heads))),
        }

    def record() -> Mapping[str, Any]:
        return found.record([plain(each) for each in found.rows])

    return Page("Entries", "web/entries.html", context, record)


def one(visit: Visit) -> Page:
    part = parts.entry(visit.connection, visit.path["id"])
    if not part.entries:
        raise MissingError("There is no entry of this identifier. All entries are at /entries.")
    entry = part.entries[0]

    def context() -> Mapping[str, Any]:
        return {
            "fields": legend(),
            "json": f"{entry_address(entry.fact.id)}.json",
            "item": Shown.now(visit, entry.fact.id, entry.fact.claims),
            "choices": choices(entry, lookup(part), entry.fact.claims, voices=True),
            "near": _near(visit, entry),
            **shown(visit, part),
        }

    def record() -> Mapping[str, Any]:
        alone = replace(part, entries=(entry,))
        return {
            "entry": records("entries-jsonl", alone)[0],
            "claims": records("claims-jsonl", alone),
        }

    return Page(entry.fact.question, "web/entry.html", context, record)


def shown(visit: Visit, part: Collection) -> Mapping[str, Any]:
    """What the template of an entry needs, for the first of a part."""
    known, entry = lookup(part), part.entries[0]
    days = report_days(entry, known)
    table = [row(entry, _scale(visit), days, len(entry.voices), len(entry.documents))]
    detail = next(iter(details(known, table)))
    decided = decision_views(entry, standings(visit))
    return {
        "entry": replace(detail, decisions=decided),
        "signs": definitions(),
        "href": known.href,
    }


def _near(visit: Visit, entry: Entry) -> list[tuple[str, str]]:
    """Entries that this one was nearly one with, by id and question."""
    ends = {end for miss in entry.fact.near for end in (miss.a, miss.b)} - {entry.fact.id}
    return [(e.fact.id, e.fact.question) for e in parts.heads(visit.connection, sorted(ends))]


def _head(listed: Row) -> Entry:
    """The entry of a row: what its own table shows of it."""
    fact = Fact(
        id=listed["fact"],
        question=listed["question"],
        type=listed["type"],
        object_class=listed["object_class"],
        place=None,
        start=None,
        end=None,
        claims=(),
        joins=(),
        within=(),
    )
    return Entry(
        fact=fact,
        low=listed["low"],
        best=listed["best"],
        high=listed["high"],
        voices=(),
        documents=(),
        status=listed["status"],
        relations=(),
        reasons=(),
        series=(),
    )


def _scale(visit: Visit) -> Scale:
    """One scale for all entries of the ledger, so that pages can be compared."""
    highest = visit.remembered("highest", lambda: queries.highest(visit.connection))
    return Scale.up_to(max(1, highest))
