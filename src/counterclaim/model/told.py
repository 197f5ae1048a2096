"""A claim with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.document import Document
from counterclaim.model.entry import Entry, Voice
from counterclaim.model.grounded import GroundedClaim
from counterclaim.model.terms import Status


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry in short: the question, what it comes to, and on how much testimony."""

    fact: str
    question: str
    status: Status
    voices: int
    documents: int
    claims: int
    low: int | None
    best: int | None
    high: int | None

    @classmethod
    def of(cls, entry: Entry) -> Answer:
        fact = entry.fact
        return cls(
            fact.id,
            fact.question,
            entry.status,
            len(entry.voices),
            len(entry.documents),
            len(fact.claims),
            entry.low,
            entry.best,
            entry.high,
        )


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the report it stands in, and the answer and the voice it belongs to.

    ``answer`` and ``voice`` are None for a claim that belongs to no entry; ``voice`` is the id of
    the voice and ``voice_name`` the root it goes back to, in words.
    """

    grounded: GroundedClaim
    document: Document
    answer: Answer | None
    voice: str | None
    voice_name: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """An entry with all its claims, in order of publication."""

    entry: Entry
    told: tuple[Told, ...]


def told_in(
    entry: Entry, claims: dict[str, GroundedClaim], documents: dict[str, Document]
) -> Question:
    """The entry beside its claims; ``claims`` and ``documents`` hold all of its own, by id."""
    answer = Answer.of(entry)
    voices: dict[str, Voice] = {id: voice for voice in entry.voices for id in voice.claims}
    told = []
    for id in entry.fact.claims:
        grounded, voice = claims[id], voices.get(id)
        document = documents[grounded.claim.document]
        told.append(
            Told(
                grounded,
                document,
                answer,
                voice.id if voice else None,
                voice.name if voice else None,
            )
        )
    return Question(entry, tuple(told))
