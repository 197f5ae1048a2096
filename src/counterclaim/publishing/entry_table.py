"""The entries as rows of a table that can be sorted and filtered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from counterclaim.model import Entry
from counterclaim.publishing.links import Link, to_entry
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.range_bar import Scale, range_bar
from counterclaim.publishing.wording import STATUSES, bounds, calendar


@dataclass(frozen=True, slots=True)
class Row:
    """One entry in short."""

    link: Link
    type: str
    group: str
    range: str
    best: str
    bar: Markup
    voices: int
    documents: int
    status: str
    status_name: str
    first: str
    last: str


def rows(lookup: Lookup, scale: Scale) -> Iterator[Row]:
    for entry in lookup.collection.entries:
        days = report_days(entry, lookup)
        yield row(entry, scale, days, len(entry.voices), len(entry.documents))


def report_days(entry: Entry, lookup: Lookup) -> tuple[date | None, date | None]:
    """The days of the first and the last dated report on an entry."""
    known = (lookup.documents[id] for id in entry.documents if id in lookup.documents)
    days = [document.published for document in known if document.published]
    return (min(days), max(days)) if days else (None, None)


def best_words(entry: Entry) -> str:
    """The best figure, where there is one and the range alone does not say it."""
    if entry.best is None or entry.low == entry.high:
        return ""
    return f"best {entry.best:,}"


def row(
    entry: Entry,
    scale: Scale,
    days: tuple[date | None, date | None],
    voices: int,
    documents: int,
) -> Row:
    """The row of an entry of which only the question and the answer need be known."""
    first, last = days
    return Row(
        link=to_entry(entry),
        type=entry.fact.type,
        group=entry.fact.object_class or "",
        range=bounds(entry.low, entry.high),
        best=best_words(entry),
        bar=range_bar(entry, scale),
        voices=voices,
        documents=documents,
        status=entry.status,
        status_name=STATUSES[entry.status],
        first=calendar(first) if first else "",
        last=calendar(last) if last else "",
    )
