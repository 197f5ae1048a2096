"""A collection with its cross references resolved, so that a view can follow any identifier."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from counterclaim.model import Collection, Document, Entry, GroundedClaim, Voice
from counterclaim.publishing.anchors import within_page


@dataclass(frozen=True, slots=True)
class Lookup:
    """Documents, claims and entries by id, and for a claim the entry and voice it belongs to.

    A claim that belongs to no entry is absent from ``entry_of`` and ``voice_of``. An identifier
    that names nothing in the collection is absent everywhere: views leave it out. ``href`` gives
    the address of an anchor (see ``anchors``), which is within the page where there is but one.
    """

    collection: Collection
    documents: Mapping[str, Document]
    claims: Mapping[str, GroundedClaim]
    entries: Mapping[str, Entry]
    voices: Mapping[str, Voice]
    entry_of: Mapping[str, Entry]
    voice_of: Mapping[str, Voice]
    claims_in: Mapping[str, tuple[GroundedClaim, ...]]
    href: Callable[[str], str]

    @classmethod
    def over(cls, collection: Collection, href: Callable[[str], str] = within_page) -> Lookup:
        entries = collection.entries
        return cls(
            collection=collection,
            documents={document.id: document for document in collection.documents},
            claims={grounded.claim.id: grounded for grounded in collection.claims},
            entries={entry.fact.id: entry for entry in entries},
            voices={voice.id: voice for entry in entries for voice in entry.voices},
            entry_of={claim: entry for entry in entries for claim in entry.fact.claims},
            voice_of={
                claim: voice
                for entry in entries
                for voice in entry.voices
                for claim in voice.claims
            },
            claims_in=_by_document(collection.claims),
            href=href,
        )

    def document_of(self, grounded: GroundedClaim) -> Document | None:
        return self.documents.get(grounded.claim.document)

    def known_claims(self, ids: Iterable[str]) -> tuple[GroundedClaim, ...]:
        """The claims of these ids that the collection holds, in the given order."""
        return tuple(self.claims[id] for id in ids if id in self.claims)


def _by_document(claims: Iterable[GroundedClaim]) -> dict[str, tuple[GroundedClaim, ...]]:
    groups: dict[str, list[GroundedClaim]] = {}
    for grounded in claims:
        groups.setdefault(grounded.claim.document, []).append(grounded)
    return {
        document: tuple(sorted(group, key=lambda g: (g.claim.trigger.span, g.claim.id)))
        for document, group in groups.items()
    }
