"""A collection in memory, read in the way that a ledger on disk is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from counterclaim.model import Collection, Copy, Decision, Document, Origin
from counterclaim.model.told import Answer, Question, Told, told_in
from counterclaim.publishing.lookup import Lookup


class Held(Protocol):
    """Records in their settled order, each kind read anew by every call."""

    policy: Mapping[str, str]

    def documents(self) -> Iterator[Document]: ...
    def told(self) -> Iterator[Told]: ...
    def questions(self) -> Iterator[Question]: ...
    def copies(self) -> Iterator[Copy]: ...
    def origins(self) -> Iterator[Origin]: ...
    def decisions(self) -> Iterator[Decision]: ...


@dataclass(slots=True)
class InMemory:
    """The records of a collection; claims of reports that it lacks stand in empty ones."""

    collection: Collection
    policy: Mapping[str, str]

    def documents(self) -> Iterator[Document]:
        yield from self.collection.documents

    def told(self) -> Iterator[Told]:
        lookup = Lookup.over(self.collection)
        for grounded in self.collection.claims:
            id = grounded.claim.id
            entry, voice = lookup.entry_of.get(id), lookup.voice_of.get(id)
            yield Told(
                grounded,
                lookup.document_of(grounded) or Document(grounded.claim.document, ""),
                Answer.of(entry) if entry else None,
                voice.id if voice else None,
                voice.name if voice else None,
            )

    def questions(self) -> Iterator[Question]:
        lookup = Lookup.over(self.collection)
        claims, documents = dict(lookup.claims), dict(lookup.documents)
        for grounded in self.collection.claims:
            id = grounded.claim.document
            documents.setdefault(id, Document(id, ""))
        for entry in self.collection.entries:
            yield told_in(entry, claims, documents)

    def copies(self) -> Iterator[Copy]:
        yield from self.collection.copies

    def origins(self) -> Iterator[Origin]:
        yield from self.collection.origins

    def decisions(self) -> Iterator[Decision]:
        yield from self.collection.decisions


def in_memory(collection: Collection) -> InMemory:
    return InMemory(collection, collection.policy)
