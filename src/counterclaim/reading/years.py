"""Years that only the rest of the collection can tell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from counterclaim.model import Document
from counterclaim.model.document import YEAR_OF_OTHERS
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.days import Day, days


def with_years(
    documents: Sequence[Document], policy: Policy = DEFAULT, days: Iterable[date] = ()
) -> tuple[Document, ...]:
    """The documents, with a publication day where only its year was missing.

    A dateline without a year ("Damascus, December 5") takes the year in which its day lies within
    ``policy.read_year_window`` days of a dated document of the collection, if there is one such
    year and no more; else it stays open and a note says so. Nothing else is changed. ``days`` are
    those of further dated documents. A year that was taken from fewer documents is looked for
    again: it does not matter in which order they came.
    """
    dated = sorted({*days, *(d.published for d in documents if d.published and d.dated)})
    return tuple(_with_year(document, dated, policy) for document in documents)


def _with_year(document: Document, dated: Sequence[date], policy: Policy) -> Document:
    line = document.dateline
    if document.dated or line is None:
        return document
    written = line.span.of(document.text)
    found = days(written)
    if len(found) != 1 or found[0].year is not None:
        return document
    near = _near(found[0], dated, policy.read_year_window)
    open_, said = f"the dateline “{written}” gives no year", "the collection's dated documents"
    if len(near) != 1:
        has = "more than one year" if near else "no document of a day nearby"
        return replace(
            document,
            published=None,
            published_from=None,
            dateline=replace(line, day=None),
            notes=_noted(document.notes, open_, f"{open_}; the collection has {has}: left open"),
        )
    return replace(
        document,
        published=near[0],
        published_from=f"the dateline “{written}”, {YEAR_OF_OTHERS}",
        dateline=replace(line, day=near[0]),
        notes=_noted(document.notes, open_, f"{open_}; it is taken from {said}"),
    )


def _noted(notes: Sequence[str], about: str, note: str) -> tuple[str, ...]:
    """The notes with one in place of what was said of it before, or behind them."""
    if not any(each.startswith(about) for each in notes):
        return (*notes, note)
    return tuple(note if each.startswith(about) else each for each in notes)


def _near(day: Day, dated: Sequence[date], window: int) -> list[date]:
    """The days that ``day`` may be which have a dated document nearby."""
    years = {year for other in dated for year in (other.year - 1, other.year, other.year + 1)}
    found = (day.on(year) for year in sorted(years) if 1 <= year <= 9999)
    return [one for one in found if one is not None and _has_near(one, dated, timedelta(window))]


def _has_near(day: date, dated: Sequence[date], window: timedelta) -> bool:
    at = bisect_left(dated, day)
    return any(abs(other - day) <= window for other in dated[max(0, at - 1) : at + 1])
