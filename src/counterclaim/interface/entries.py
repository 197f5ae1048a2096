"""Entries as they are met from Python: questions with their voices, and how these stand.

Views hold the records of ``counterclaim.model`` as they are (``record``), and copy nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from counterclaim.interface import notebook
from counterclaim.interface.claims import LedgerClaim
from counterclaim.interface.documents import LedgerDocument
from counterclaim.interface.explaining import Explanation
from counterclaim.model import Entry, Relation, Voice
from counterclaim.model.told import Question
from counterclaim.publishing.status_sentence import standing
from counterclaim.publishing.wording import bounds, counted

if TYPE_CHECKING:
    from counterclaim.interface.ledger import Ledger


@dataclass(frozen=True, slots=True, repr=False)
class LedgerEntry:
    """A question with what it comes to, and who says what on it."""

    question: Question
    ledger: Ledger

    @property
    def record(self) -> Entry:
        return self.question.entry

    @property
    def id(self) -> str:
        return self.record.fact.id

    @property
    def asks(self) -> str:
        """The question in words."""
        return self.record.fact.question

    @property
    def low(self) -> int | None:
        """The least number that a voice last said; None where none gives a number."""
        return self.record.low

    @property
    def best(self) -> int | None:
        """The number that the policy chooses; None where it chooses none."""
        return self.record.best

    @property
    def high(self) -> int | None:
        """The greatest number that a voice last said."""
        return self.record.high

    @property
    def status(self) -> str:
        """How the testimony stands; never what is true."""
        return self.record.status

    @property
    def standing(self) -> str:
        """The status in a sentence that can be quoted."""
        return standing(self.record)

    @property
    def voices(self) -> tuple[LedgerVoice, ...]:
        """The independent lines of testimony."""
        return tuple(LedgerVoice(voice, self) for voice in self.record.voices)

    @property
    def claims(self) -> tuple[LedgerClaim, ...]:
        """All claims that answer the question, in order of publication."""
        return tuple(LedgerClaim(told, self.ledger) for told in self.question.told)

    @property
    def documents(self) -> tuple[LedgerDocument, ...]:
        """The reports that these claims stand in, each once."""
        held = {told.document.id: told.document for told in self.question.told}
        return tuple(LedgerDocument(document, self.ledger) for document in held.values())

    @property
    def relations(self) -> tuple[LedgerRelation, ...]:
        """How claims, voices and questions stand to one another, with the reasons."""
        return tuple(LedgerRelation(relation, self) for relation in self.record.relations)

    @property
    def within(self) -> tuple[LedgerEntry, ...]:
        """The questions that contain this one."""
        return tuple(map(self.ledger.entry, self.record.fact.within))

    def why(self) -> Explanation:
        """How it came to be, from the question to the status."""
        return self.ledger.explained(self.id).entry(self.id)

    def __repr__(self) -> str:
        return f"<entry {self.id}: {self}>"

    def __str__(self) -> str:
        entry = self.record
        numbers = bounds(entry.low, entry.high)
        answer = [numbers] if numbers else []
        answer += [counted(len(entry.voices), "voice"), entry.status.replace("_", " ")]
        return f"{self.asks} {', '.join(answer)}"

    def _repr_html_(self) -> str:
        return notebook.entry(self)


@dataclass(frozen=True, slots=True, repr=False)
class LedgerVoice:
    """One independent line of testimony on a question."""

    record: Voice
    entry: LedgerEntry

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def name(self) -> str:
        """The root that it goes back to, in words."""
        return self.record.name

    @property
    def kind(self) -> str:
        """What that root is: monitor, state, agency, outlet, …"""
        return self.record.kind

    @property
    def lower(self) -> int | None:
        """The least number that its last words allow; None is open."""
        return self.record.lower

    @property
    def upper(self) -> int | None:
        """The greatest number that its last words allow; None is open."""
        return self.record.upper

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why its claims are one voice."""
        return self.record.reasons

    @property
    def claims(self) -> tuple[LedgerClaim, ...]:
        """What it says, in order of publication."""
        own = {*self.record.claims}
        return tuple(claim for claim in self.entry.claims if claim.id in own)

    @property
    def documents(self) -> tuple[LedgerDocument, ...]:
        """The reports that carry it: reprints of one dispatch are one voice."""
        own = {*self.record.documents}
        return tuple(document for document in self.entry.documents if document.id in own)

    def why(self) -> Explanation:
        """Why its claims are one voice, and how it stands to the others."""
        return self.entry.ledger.explained(self.entry.id).voice(self.id)

    def __repr__(self) -> str:
        return f"<voice {self.id}: {self}>"

    def __str__(self) -> str:
        numbers = bounds(self.lower, self.upper)
        reports = counted(len(self.record.documents), "report")
        return f"{self.name}{f', {numbers}' if numbers else ''}, in {reports}"

    def _repr_html_(self) -> str:
        return notebook.voice(self)


End: TypeAlias = LedgerClaim | LedgerVoice | LedgerEntry


@dataclass(frozen=True, slots=True, repr=False)
class LedgerRelation:
    """How one claim, voice or question stands to another, and why."""

    record: Relation
    entry: LedgerEntry

    @property
    def kind(self) -> str:
        """agrees, revises, exceeds, denies, …: see ``counterclaim.model.Relation``."""
        return self.record.kind

    @property
    def reason(self) -> str:
        return self.record.reason

    @property
    def a(self) -> End:
        return self._end(self.record.a)

    @property
    def b(self) -> End:
        return self._end(self.record.b)

    def _end(self, id: str) -> End:
        near: tuple[End, ...] = (*self.entry.claims, *self.entry.voices, self.entry)
        own = {each.id: each for each in near}
        if id in own:
            return own[id]
        claim = id.startswith("claim-")
        return self.entry.ledger.claim(id) if claim else self.entry.ledger.entry(id)

    def __repr__(self) -> str:
        return f"<relation {self.kind}: {self.reason}>"
