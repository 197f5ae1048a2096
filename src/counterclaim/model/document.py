"""A published report, its text frozen, with what its own lines say about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from counterclaim.model.span import Span
from counterclaim.model.terms import CreditKind, FurnitureKind


@dataclass(frozen=True, slots=True)
class Dateline:
    """The line a report opens with: "DAMASCUS, Dec. 5 (Xinhua) —".

    ``day`` is None where the line gives no date or its year cannot be known.
    """

    span: Span
    place: str | None
    day: date | None
    credit: str | None


@dataclass(frozen=True, slots=True)
class Credit:
    """A wire or outlet that the report says its text comes from, where it says so."""

    name: str
    span: Span
    kind: CreditKind


@dataclass(frozen=True, slots=True)
class Furniture:
    """Characters of the page that are not the report: captions, menus, self-descriptions."""

    span: Span
    kind: FurnitureKind


#: How ``published_from`` ends where only the other documents could tell the year.
YEAR_OF_OTHERS: Final = "its year from the collection's dated documents"


@dataclass(frozen=True, slots=True)
class Document:
    """One published report. Every span elsewhere counts code points of ``text``.

    ``published_from`` says in words how the publication date was found; ``source`` names the
    file (and line) it was read from; ``notes`` tell the reader what was doubtful, in words.
    ``title_span`` is set where the title stands in the text, else the title is metadata only.
    """

    id: str
    text: str
    title: str = ""
    title_span: Span | None = None
    outlet: str | None = None
    published: date | None = None
    published_from: str | None = None
    url: str | None = None
    language: str | None = None
    source: str = ""
    dateline: Dateline | None = None
    credits: tuple[Credit, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether it tells its publication day by itself, without the years of others."""
        return self.published is not None and not (
            self.published_from and self.published_from.endswith(YEAR_OF_OTHERS)
        )
