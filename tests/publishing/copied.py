"""Invented reports that copy one another, for the tests of families and pairs."""

from __future__ import annotations

from datetime import date

from counterclaim.model import Collection, Copy, Document, Origin, Passage, Span
from counterclaim.model.terms import CopyRelation, Direction

SHARED = "Two rockets hit the grain silo of Tavrin before sunrise, the miller said"


def report(id: str, outlet: str | None = None, day: int | None = None, words: str = "") -> Document:
    """A report of March 2031 that holds the shared sentence between words of its own."""
    text = f"{id} opens. {SHARED}. {words or id} closes."
    published = date(2031, 3, day) if day else None
    return Document(id, text, f"Report {id}", outlet=outlet or f"Outlet {id}", published=published)


def copied(
    a: Document,
    b: Document,
    direction: Direction = "unknown",
    relation: CopyRelation = "derived",
    score: float = 0.5,
) -> Copy:
    spans = [Span(d.text.index(SHARED), d.text.index(SHARED) + len(SHARED)) for d in (a, b)]
    return Copy(a.id, b.id, relation, direction, (Passage(*spans),), score, ("because",))


def known(
    documents: tuple[Document, ...], copies: tuple[Copy, ...], *origins: Origin
) -> Collection:
    """A collection in which documents without an origin are one of their own."""
    held = {id for origin in origins for id in origin.documents}
    alone = [Origin(f"origin-{d.id}", (d.id,), d.id, None) for d in documents if d.id not in held]
    return Collection(documents=documents, copies=copies, origins=(*origins, *alone))
