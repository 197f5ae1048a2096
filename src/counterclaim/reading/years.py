"""Years that only the rest of the collection can tell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from counterclaim.model import Document
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.days import Day, days


def with_years(documents: Sequence[Document], policy: Policy = DEFAULT) -> tuple[Document, ...]:
    """The documents, with a publication day where only its year was missing.

    A dateline without a year ("Damascus, December 5") takes the year in which its day lies within
    ``policy.read_year_window`` days of a dated document of the collection, if there is one such
    year and no more; else it stays open and a note says so. Nothing else is changed.
    """
    dated = sorted({document.published for document in documents if document.published})
    return tuple(_with_year(document, dated, policy) for document in documents)


def _with_year(document: Document, dated: Sequence[date], policy: Policy) -> Document:
    if document.published is not None or document.dateline is None:
        return document
    written = document.dateline.span.of(document.text)
    found = days(written)
    if len(found) != 1 or found[0].year is not None:
        return document
    near = _near(found[0], dated, policy.read_year_window)
    if len(near) != 1:
        why = "more than one year" if near else "no document of a day nearby"
        note = f"the dateline “{written}” has no year; the collection has {why}: left open"
        return replace(document, notes=(*document.notes, note))
    source = f"the dateline “{written}”, its year from the collection's dated documents"
    kept = tuple(note for note in document.notes if "left open" not in note)
    return replace(
        document,
        published=near[0],
        published_from=source,
        dateline=replace(document.dateline, day=near[0]),
        notes=kept,
    )


def _near(day: Day, dated: Sequence[date], window: int) -> list[date]:
    """The days that ``day`` may be which have a dated document nearby."""
    years = {year for other in dated for year in (other.year - 1, other.year, other.year + 1)}
    found = (day.on(year) for year in sorted(years) if 1 <= year <= 9999)
    return [one for one in found if one is not None and _has_near(one, dated, timedelta(window))]


def _has_near(day: date, dated: Sequence[date], window: timedelta) -> bool:
    at = bisect_left(dated, day)
    return any(abs(other - day) <= window for other in dated[max(0, at - 1) : at + 1])
