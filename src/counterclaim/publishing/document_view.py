"""A document in full, every claim marked where it was read, copied passages at the side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.model import Document, GroundedClaim, Span
from counterclaim.publishing.anchors import (
    document_anchor,
    paragraph_anchor,
    record_anchor,
    words_anchor,
)
from counterclaim.publishing.blocks import blocks, by_block, holding
from counterclaim.publishing.highlights import joint_marks, painted
from counterclaim.publishing.links import Link, to_document_id
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.segments import Mark, segments
from counterclaim.publishing.wording import calendar, shortened

# Text without claims or copies is shown up to here (code points); a book-length document must
# not swell the page.
MOST_TEXT = 60_000
MOST_SIDE_LINKS = 3


@dataclass(frozen=True, slots=True)
class BlockView:
    """A paragraph; ``shared_with`` lead to the same words in other documents, ``more`` counts
    further ones; ``left_out`` counts characters that are not shown here."""

    anchor: str
    html: Markup
    shared_with: tuple[Link, ...]
    more: int
    left_out: int


@dataclass(frozen=True, slots=True)
class DocumentView:
    anchor: str
    id: str
    title: str
    outlet: str
    published: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    stray: tuple[str, ...]
    blocks: tuple[BlockView, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class _Shared:
    span: Span
    other: Link


def documents(lookup: Lookup, most: int | None = None) -> Iterator[DocumentView]:
    """Each document in the collection's order, or so many of the first."""
    paragraphs = {document.id: blocks(document.text) for document in lookup.collection.documents}
    shared = _shared_passages(lookup, paragraphs)
    for document in lookup.collection.documents[:most]:
        yield _view(document, lookup, paragraphs[document.id], shared.get(document.id, []))


def _shared_passages(
    lookup: Lookup, paragraphs: Mapping[str, tuple[Span, ...]]
) -> dict[str, list[_Shared]]:
    passages: dict[str, list[_Shared]] = {}

    def led_to(id: str, start: int) -> Link:
        number = holding(paragraphs.get(id, ()), start)
        whole = to_document_id(id, lookup)
        return whole if number is None else Link(whole.text, paragraph_anchor(id, number))

    for copy in lookup.collection.copies:
        for passage in copy.shared:
            a, b = led_to(copy.a, passage.a.start), led_to(copy.b, passage.b.start)
            passages.setdefault(copy.a, []).append(_Shared(passage.a, b))
            passages.setdefault(copy.b, []).append(_Shared(passage.b, a))
    return passages


def _view(
    document: Document, lookup: Lookup, paragraphs: tuple[Span, ...], shared: list[_Shared]
) -> DocumentView:
    claims = lookup.claims_in.get(document.id, ())
    return DocumentView(
        anchor=document_anchor(document.id),
        id=document.id,
        title=document.title or shortened(document.text, 80),
        outlet=document.outlet or "",
        published=calendar(document.published),
        facts=tuple(_facts(document)),
        notes=document.notes,
        stray=_stray(claims, paragraphs),
        blocks=tuple(_blocks(document, paragraphs, claims, shared, lookup)),
        claims=len(claims),
    )


def _facts(document: Document) -> Iterator[tuple[str, str]]:
    """What is known about the document itself, by name."""
    if document.published_from:
        yield "Date taken from", document.published_from
    if document.dateline:
        yield "Dateline", document.dateline.span.of(document.text)
    credits = dict.fromkeys(f"{credit.name} ({credit.kind})" for credit in document.credits)
    if credits:
        yield "Credits", ", ".join(credits)
    for name, value in (
        ("Language", document.language),
        ("Read from", document.source),
        ("Address", document.url),
    ):
        if value:
            yield name, value


def _stray(claims: Iterable[GroundedClaim], paragraphs: tuple[Span, ...]) -> tuple[str, ...]:
    """Anchors of claims whose trigger begins in no paragraph, so that no link leads nowhere."""
    return tuple(
        words_anchor(g.claim.id)
        for g in claims
        if holding(paragraphs, g.claim.trigger.span.start) is None
    )


def _marks(
    document: Document, claims: tuple[GroundedClaim, ...], shared: list[_Shared]
) -> tuple[Mark, ...]:
    numbered = [(number, grounded.claim) for number, grounded in enumerate(claims, 1)]
    return (
        *joint_marks(numbered),
        *(Mark(f.span, "furniture", f"not the report: {f.kind}") for f in document.furniture),
        *(Mark(span, "copied") for span in sorted({passage.span for passage in shared})),
    )


def _blocks(
    document: Document,
    paragraphs: tuple[Span, ...],
    claims: tuple[GroundedClaim, ...],
    shared: list[_Shared],
    lookup: Lookup,
) -> Iterator[BlockView]:
    marks = _marks(document, claims, shared)
    told = [g.claim.id for g in claims if g.claim.id in lookup.voice_of]
    targets = {id: lookup.href(record_anchor("claim", id)) for id in told}
    anchors = {g.claim.id: words_anchor(g.claim.id) for g in claims}
    marked = by_block(paragraphs, ((mark.span, mark) for mark in marks))
    others = by_block(paragraphs, ((passage.span, passage.other) for passage in shared))
    room = MOST_TEXT
    rows = zip(paragraphs, marked, others, strict=True)
    for number, (paragraph, within, copied) in enumerate(rows):
        anchor = paragraph_anchor(document.id, number) if copied else ""
        room -= len(paragraph)
        if room < 0 and not within:
            yield BlockView(anchor, Markup(""), (), 0, len(paragraph))
            continue
        html = painted(segments(document.text, paragraph, within), targets, anchors)
        links = tuple(dict.fromkeys(copied))
        more = max(0, len(links) - MOST_SIDE_LINKS)
        yield BlockView(anchor, html, links[:MOST_SIDE_LINKS], more, 0)
