"""Claims as they are met from Python: each with its report, its chain and its voice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from counterclaim.interface import notebook
from counterclaim.interface.documents import WORDS, LedgerDocument
from counterclaim.interface.explaining import Explanation
from counterclaim.model import GroundedClaim, Mention, Naming
from counterclaim.model.told import Told
from counterclaim.publishing.wording import assertion, document_name, shortened

if TYPE_CHECKING:
    from counterclaim.interface.entries import LedgerEntry, LedgerVoice
    from counterclaim.interface.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a source chain: the report's words for it, and the plain name they mean."""

    role: Literal["speaker", "via", "outlet"]
    words: str
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, repr=False)
class LedgerClaim:
    """One reported assertion, with the report that it stands in."""

    told: Told
    ledger: Ledger

    @property
    def record(self) -> GroundedClaim:
        """The claim with every field's words and what they mean."""
        return self.told.grounded

    @property
    def id(self) -> str:
        return self.record.claim.id

    @property
    def type(self) -> str:
        """What is claimed: killed, seized, …"""
        return self.record.claim.type

    @property
    def polarity(self) -> str:
        """Whether the report asserts, denies or doubts it."""
        return self.record.claim.polarity

    @property
    def lower(self) -> int | None:
        """The least number that it allows; None is open."""
        return self.record.claim.lower

    @property
    def upper(self) -> int | None:
        """The greatest number that it allows; None is open."""
        return self.record.claim.upper

    @property
    def sentence(self) -> str:
        """The sentence that it was read from, to the character."""
        return self.record.claim.sentence.of(self.told.document.text)

    @property
    def chain(self) -> tuple[Link, ...]:
        """The way from who said it to who printed it: speaker, via, outlet."""
        claim, outlet = self.record.claim, self.told.document.outlet
        speaker = [_link("speaker", claim.speaker, self.record.speaker)] if claim.speaker else []
        via = [_link("via", *each) for each in zip(claim.via, self.record.via, strict=True)]
        printed = [Link("outlet", outlet, outlet)] if outlet else []
        return (*speaker, *via, *printed)

    @property
    def places(self) -> tuple[str, ...]:
        """Where, by plain names; ``record.places`` has coordinates."""
        return tuple(place.name for place in self.record.places)

    @property
    def start(self) -> date | None:
        """The first day that it is about; None where that is open or not told."""
        return self.record.period.start if self.record.period else None

    @property
    def end(self) -> date | None:
        """The last day that it is about."""
        return self.record.period.end if self.record.period else None

    @property
    def document(self) -> LedgerDocument:
        """The report that it stands in."""
        return LedgerDocument(self.told.document, self.ledger)

    @property
    def entry(self) -> LedgerEntry | None:
        """The question that it answers; None before the ledger is worked out."""
        return self.ledger.entry(self.told.answer.fact) if self.told.answer else None

    @property
    def voice(self) -> LedgerVoice | None:
        """The voice that it belongs to, on that question."""
        entry = self.entry
        voices = entry.voices if entry else ()
        return next((voice for voice in voices if voice.id == self.told.voice), None)

    def why(self) -> Explanation:
        """What each field was read from, and what became of it."""
        fact = self.told.answer.fact if self.told.answer else None
        return self.ledger.explained(fact, self.id).claim(self.id)

    def __repr__(self) -> str:
        return f"<claim {self.id}: {self}>"

    def __str__(self) -> str:
        said = shortened(assertion(self.record), WORDS)
        return f"“{said}” ({document_name(self.told.document)})"

    def _repr_html_(self) -> str:
        return notebook.claim(self)


def _link(role: Literal["speaker", "via"], words: Mention, naming: Naming | None) -> Link:
    return Link(role, words.text, naming.entity.name if naming else words.text)
