"""From a record to a document: what the report's own lines say about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from counterclaim.model import Dateline, Document, Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.credits import credits
from counterclaim.reading.datelines import Opening, opening
from counterclaim.reading.datings import datings
from counterclaim.reading.days import Day, parsed
from counterclaim.reading.front import front
from counterclaim.reading.furniture import furniture
from counterclaim.reading.languages import language
from counterclaim.reading.names import telling
from counterclaim.reading.outlets import page_outlet
from counterclaim.reading.publication import dateline_day, publication
from counterclaim.reading.record import Record
from counterclaim.reading.titles import titled


def understand(record: Record, doc: str, policy: Policy = DEFAULT) -> Iterator[Document | Problem]:
    """The document of a record under the id ``doc``, its text unchanged; after it a problem
    where the given date is none."""
    text = record.text[: policy.read_page]
    noted = front(text)
    record = noted.supplied(record)
    title, title_span = titled(text, record.title, noted)
    lines = datings(text, title_span)
    marked = furniture(text, title_span, lines, noted)
    line = opening(text, max(noted.end, title_span.end if title_span else 0))
    also = telling([record.outlet, line.name if line else None])
    credited = credits(text, title_span, line, lines, marked, also)
    given, problem = _given(record)
    published = publication(given, record.giver, lines, line, text, record.url, policy)
    notes = [*record.notes, *published.notes]
    if len(record.text) > policy.read_page:
        notes.append(f"claims and credits are read in its first {policy.read_page:,} characters")
    outlet: str | None = record.outlet or None
    if outlet is None:
        named = page_outlet(text, title_span, credited, marked, record.url)
        if named is not None:
            outlet = named[0]
            notes.append(f"the outlet is {named[1]}")
    spoken, told = language(text, record.language, "the record")
    notes.extend(told)
    yield Document(
        id=doc,
        text=record.text,
        title=title,
        title_span=title_span,
        outlet=outlet,
        published=published.day,
        published_from=published.source,
        url=record.url or None,
        language=spoken,
        source=record.source,
        dateline=_dateline(line, published.day, policy),
        credits=credited,
        furniture=marked,
        notes=tuple(notes),
    )
    if problem is not None:
        yield problem


def _given(record: Record) -> tuple[Day | None, Problem | None]:
    """The given publication date, and the problem where it is none."""
    if not record.published:
        return None, None
    day = parsed(record.published)
    if day is not None:
        return day, None
    what = f"“{record.published[:40]}” is no date ({record.giver})"
    remedy = "write it as 2024-12-05; the report was read without it"
    return None, Problem(record.file, record.place, what, remedy)


def _dateline(line: Opening | None, published: date | None, policy: Policy) -> Dateline | None:
    if line is None:
        return None
    return Dateline(line.span, line.place, dateline_day(line.day, published, policy), line.name)
