"""Making decisions on what a ledger shows: each is checked before it is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from counterclaim.errors import DecisionError
from counterclaim.model import Change, Collection, Decision, Document, Entry, GroundedClaim, Voice
from counterclaim.model.decision import DecisionKind, Subject, added_claim
from counterclaim.model.decision_record import settled
from counterclaim.review.history import history


class Decider:
    """Makes the decisions of one user on a ledger's content, at one time.

    Claims, entries and voices are named by their ids, as they stand. Every method raises
    DecisionError, in one line, where there is nothing of that id or the decision makes no sense.
    """

    def __init__(
        self, held: Collection, user: str, reason: str = "", now: datetime | None = None
    ) -> None:
        self._held = held
        self._user = user
        self._reason = reason
        self._time = moment_after(held.decisions, now or datetime.now(UTC))
        self._claims: Mapping[str, GroundedClaim] = {c.claim.id: c for c in held.claims}
        self._entries: Mapping[str, Entry] = {e.fact.id: e for e in held.entries}
        self._entry_of = {claim: e for e in held.entries for claim in e.fact.claims}
        self._documents: Mapping[str, Document] = {d.id: d for d in held.documents}

    def accept(self, id: str) -> Decision:
        """Hold a claim, or an entry with the claims that it has now, to be right as it stands."""
        about, targets = self._claims_of(id)
        return self._made("accept", about, targets)

    def reject(self, claim: str) -> Decision:
        """Take a claim out: the report says no such thing."""
        return self._made("reject", "claim", (self._claim(claim).claim.id,))

    def correct(self, claim: str, changes: Sequence[Change]) -> Decision:
        """Give fields of a claim other values."""
        grounded = self._claim(claim)
        self._check(self._documents[grounded.claim.document], changes)
        decision = self._made("correct", "claim", (claim,), changes=changes)
        _check_bounds(grounded, changes)
        return decision

    def add(self, document: str, changes: Sequence[Change]) -> Decision:
        """Add a claim that the machine missed: type, sentence and trigger, and what else it says.

        The sentence must hold the trigger.
        """
        if document not in self._documents:
            raise DecisionError(f"{document}: no document of that id in this ledger")
        self._check(self._documents[document], changes)
        decision = self._made("add", "document", (document,), changes=changes)
        if added_claim(decision) in self._claims:
            raise DecisionError(f"{document}: it has that claim already: {added_claim(decision)}")
        return decision

    def merge(self, a: str, b: str) -> Decision:
        """Make one entry of two; each is named by its id or by one of its claims."""
        one, other = self._entry(a), self._entry(b)
        if one.fact.id == other.fact.id:
            raise DecisionError(f"{a} and {b} are one entry already: {one.fact.id}")
        if one.fact.type != other.fact.type:
            raise DecisionError(
                f"{one.fact.id} is about {one.fact.type}, {other.fact.id} about {other.fact.type}: "
                "correct the type of their claims first"
            )
        return self._made("merge", "entry", one.fact.claims, other.fact.claims)

    def split(self, claims: Sequence[str]) -> Decision:
        """Take claims of one entry out of it."""
        entries = {self._entry(claim).fact.id: self._entry(claim) for claim in claims}
        if len(entries) > 1:
            raise DecisionError(f"these claims are of several entries: {', '.join(entries)}")
        (entry,) = entries.values()
        return self._parted("split", "entry", claims, entry.fact.claims, entry.fact.id)

    def same_voice(self, a: str, b: str) -> Decision:
        """Make one voice of two on one entry; each is named by its id or by one of its claims."""
        (entry, one), (other_entry, other) = self._voice(a), self._voice(b)
        if entry.fact.id != other_entry.fact.id:
            raise DecisionError(f"{a} and {b} speak on two entries: merge these first")
        if one.id == other.id:
            raise DecisionError(f"{a} and {b} are one voice already: {one.id}")
        return self._made("same_voice", "voice", one.claims, other.claims)

    def different_voice(self, claims: Sequence[str]) -> Decision:
        """Make claims of one voice a voice of their own."""
        voices = {self._voice(claim)[1].id: self._voice(claim)[1] for claim in claims}
        if len(voices) > 1:
            raise DecisionError(f"these claims are of several voices: {', '.join(voices)}")
        (voice,) = voices.values()
        return self._parted("different_voice", "voice", claims, voice.claims, voice.id)

    def undo(self, decision: str) -> Decision:
        """Undo an earlier decision of anybody's, an undo too."""
        standing = next((s for s in history(self._held) if s.decision.id == decision), None)
        if standing is None:
            raise DecisionError(f"{decision}: no decision of that id in this ledger")
        if standing.state == "undone":
            raise DecisionError(f"{decision} is {standing.why}")
        return self._made("undo", "decision", (decision,))

    def note(self, id: str) -> Decision:
        """Say something of a claim, an entry, a document or a decision; it changes nothing."""
        if not self._reason.strip():
            raise DecisionError("a note says nothing without a reason")
        if id in self._documents:
            return self._made("note", "document", (id,))
        if any(decision.id == id for decision in self._held.decisions):
            return self._made("note", "decision", (id,))
        about, targets = self._claims_of(id)
        return self._made("note", about, targets)

    def _made(
        self,
        kind: DecisionKind,
        about: Subject,
        targets: Sequence[str],
        others: Sequence[str] = (),
        changes: Sequence[Change] = (),
    ) -> Decision:
        given = Decision(
            "", kind, about, tuple(targets), tuple(others), tuple(changes),
            self._user, self._time, self._reason,
        )  # fmt: skip
        try:
            return settled(given)
        except ValueError as error:
            raise DecisionError(f"{kind}: {error}") from None

    def _parted(
        self,
        kind: DecisionKind,
        about: Subject,
        claims: Sequence[str],
        every: Sequence[str],
        whole: str,
    ) -> Decision:
        staying = [claim for claim in every if claim not in claims]
        if not staying:
            raise DecisionError(f"{kind}: {whole} has no other claims; leave some in it")
        return self._made(kind, about, list(dict.fromkeys(claims)), staying)

    def _claim(self, id: str) -> GroundedClaim:
        if id not in self._claims:
            raise DecisionError(f"{id}: no claim of that id in this ledger")
        return self._claims[id]

    def _claims_of(self, id: str) -> tuple[Subject, tuple[str, ...]]:
        if id in self._entries:
            return "entry", self._entries[id].fact.claims
        if id in self._claims:
            return "claim", (id,)
        raise DecisionError(f"{id}: nothing of that id in this ledger")

    def _entry(self, id: str) -> Entry:
        entry = self._entries.get(id) or self._entry_of.get(id)
        if entry is None:
            raise DecisionError(f"{id}: no entry or claim of that id in this ledger")
        return entry

    def _voice(self, id: str) -> tuple[Entry, Voice]:
        entry = self._entry_of.get(id)
        for each in (entry,) if entry else self._held.entries:
            for voice in each.voices:
                if id == voice.id or id in voice.claims:
                    return each, voice
        raise DecisionError(f"{id}: no voice or claim of that id in this ledger")

    def _check(self, document: Document, changes: Sequence[Change]) -> None:
        spans = {}
        for change in changes:
            for words in change.value if isinstance(change.value, tuple) else ():
                if words.span and words.span.of(document.text) != words.text:
                    where = f"[{words.span.start}, {words.span.end})"
                    raise DecisionError(
                        f"{change.field}: {document.id} does not have “{words.text}” at {where}"
                    )
                spans[change.field] = words.span
        trigger, sentence = spans.get("trigger"), spans.get("sentence")
        if trigger and sentence and not sentence.contains(trigger):
            raise DecisionError("the trigger must stand within the sentence")


def _check_bounds(grounded: GroundedClaim, changes: Sequence[Change]) -> None:
    """One bound, or one day, must not be set past the other, which stays as it was."""
    period = grounded.period
    days = (period.start, period.end) if period else (None, None)
    now: dict[str, object] = {"lower": grounded.claim.lower, "upper": grounded.claim.upper}
    now |= {name: day and day.isoformat() for name, day in zip(("start", "end"), days, strict=True)}
    now |= {change.field: change.value for change in changes}
    for low, high in (("lower", "upper"), ("start", "end")):
        first, last = now[low], now[high]
        if first is not None and last is not None and first > last:  # type: ignore[operator]
            raise DecisionError(f"{low} {first} lies above {high} {last}; correct both")


def moment_after(decisions: Sequence[Decision], now: datetime) -> str:
    """The time of a decision made now: later than all that its user could see, even where the
    clock of another machine runs ahead."""
    seen = (datetime.fromisoformat(decision.time) for decision in decisions)
    moment = max([now, *(time + timedelta(microseconds=1) for time in seen)])
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
