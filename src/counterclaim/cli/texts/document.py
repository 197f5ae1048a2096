"""A document: what is known of it, its copies, its claims, its text."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.cli.texts.decisions import decided
from counterclaim.cli.texts.lines import at, listed, words
from counterclaim.cli.texts.lookup import Lookup
from counterclaim.model import Copy, Document


def document_text(document: Document, lookup: Lookup) -> Iterator[str]:
    held = lookup.collection
    day = document.published.isoformat() if document.published else "not known"
    yield f"{document.id}  {document.title or '(no title)'}"
    yield from listed("outlet", [document.outlet or "not known"])
    yield from listed("published", [f"{day} ({document.published_from or 'nothing says when'})"])
    yield from listed("read from", [document.source])
    line = document.dateline
    yield from listed(
        "dateline", [f"{line.span.of(document.text)} {at(line.span)}"] if line else []
    )
    credits = (f"{c.name}, {c.kind} {at(c.span)}" for c in document.credits)
    yield from listed("credits", credits)
    yield from listed("notes", document.notes)
    copies = [copy for copy in held.copies if document.id in (copy.a, copy.b)]
    yield from listed("copies", (_copy(copy, document.id) for copy in copies))
    own = [found.claim for found in held.claims if found.claim.document == document.id]
    yield from listed("claims", (f"{claim.id}  {words(claim)}" for claim in own))
    yield from listed("decisions", decided([document.id], lookup))
    yield ""
    yield document.text


def _copy(copy: Copy, document: str) -> str:
    other = copy.b if copy.a == document else copy.a
    relation = copy.relation.replace("_", " ")
    return f"{other}: {relation}, {_direction(copy, document)} ({'; '.join(copy.reasons)})"


def _direction(copy: Copy, document: str) -> str:
    if copy.direction == "unknown":
        return "which came first is not known"
    source = copy.a if copy.direction == "a->b" else copy.b
    return "this is the source" if source == document else "that is the source"
