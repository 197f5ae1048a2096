"""What a link within the page says and where it leads."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model import Document, Entry, GroundedClaim
from counterclaim.publishing.anchors import document_anchor, record_anchor
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.wording import assertion, document_name, shortened


@dataclass(frozen=True, slots=True)
class Link:
    """``anchor`` is None where what it names does not stand in the page."""

    text: str
    anchor: str | None = None


def to_document(document: Document) -> Link:
    return Link(document_name(document), document_anchor(document.id))


def to_document_id(id: str, lookup: Lookup) -> Link:
    document = lookup.documents.get(id)
    return to_document(document) if document else Link(id)


def to_entry(entry: Entry) -> Link:
    return Link(entry.fact.question, record_anchor("fact", entry.fact.id))


def to_claim(grounded: GroundedClaim, lookup: Lookup) -> Link:
    """The claim in its entry; without a link where it belongs to none."""
    said = shortened(assertion(grounded), 48)
    text = f"“{said}” ({document_name(lookup.document_of(grounded))})"
    shown = grounded.claim.id in lookup.voice_of
    return Link(text, record_anchor("claim", grounded.claim.id) if shown else None)


def to_anything(id: str, lookup: Lookup) -> Link:
    """A claim, voice, fact or document by its id; the bare id where the collection lacks it."""
    if id in lookup.claims:
        return to_claim(lookup.claims[id], lookup)
    if id in lookup.entries:
        return to_entry(lookup.entries[id])
    if id in lookup.voices:
        return Link(lookup.voices[id].name)
    return to_document_id(id, lookup)
