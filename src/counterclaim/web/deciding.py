"""What the forms of the review do: make decisions on what was shown, and keep them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from counterclaim.errors import DecisionError, LedgerError
from counterclaim.ledger import parts, queries
from counterclaim.ledger import review as ledger_review
from counterclaim.ledger.decisions import decisions
from counterclaim.model import Collection, Decision
from counterclaim.model.decision import added_claim
from counterclaim.policy import kept
from counterclaim.review import Decider, history
from counterclaim.review.queue import touching
from counterclaim.web.addresses import entry_address
from counterclaim.web.claim_form import added, changes
from counterclaim.web.reviewing import Shown, claim_address, queue_address, told
from counterclaim.web.site import ConflictError, MissingError, Page, Sent, Visit

_TRIES = 10  # times that a decision is made anew because another was kept meanwhile
_LONGEST_NOTE = 5000  # characters
_ENTRIES_STAY = frozenset({"accept", "note"})  # these change no entry

Read = Callable[[Connection], Collection]
Make = Callable[[Collection, Decider], Sequence[Decision]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One press of a button: on which claims of what was shown."""

    shown: Shown
    chosen: tuple[str, ...]
    other: str
    blind: bool

    def some(self) -> tuple[str, ...]:
        if not self.chosen:
            raise DecisionError("choose the claims first, by the boxes beside them")
        return self.chosen


def decide(visit: Visit) -> Sent:
    """A decision on an entry or on claims of it, from the queue or the entry's page."""
    form = visit.form
    shown = Shown.of(form)
    picked = [form[name] for name in form if name.startswith("pick-")]
    picked = [claim for claim in picked if claim in shown.claims]
    other = form.get("other", "").strip().rstrip("/").rpartition("/")[2]
    asked = _Asked(shown, tuple(picked), other, bool(form.get("blind")))
    kind = form.get("do", "")
    if kind not in _MAKES:
        raise DecisionError(f"{kind[:40]}: there is no such decision")
    facts = [shown.entry, *([other] if other else [])]

    def read(connection: Connection) -> Collection:
        return parts.entries(connection, facts)

    _keep(visit, shown, read, lambda held, decider: _MAKES[kind](asked, held, decider))
    left = _facts(visit, [claim for claim in shown.claims if claim not in picked])
    left = left or _facts(visit, shown.claims)
    if "queue" not in form:
        return Sent(entry_address(left[0]) if left else "/review/history")
    on = kind == "accept" or not left
    return Sent(queue_address(form.get("next", "") if on else left[0], asked.blind))


def correct(visit: Visit) -> Sent:
    """Other values for fields of a claim."""
    shown = Shown.of(visit.form)
    if len(shown.claims) != 1:
        raise DecisionError("a correction is of one claim")
    (claim,) = shown.claims

    def read(connection: Connection) -> Collection:
        return parts.claims(connection, shown.claims)

    def make(held: Collection, decider: Decider) -> list[Decision]:
        given = changes(visit.form, held.claims[0], held.documents[0], visit.site.desk.locate)
        return [decider.correct(claim, given)]

    _keep(visit, shown, read, make)
    if "queue" not in visit.form:
        return Sent(claim_address(claim))
    at = (*_facts(visit, shown.claims), "")[0]
    return Sent(queue_address(at, bool(visit.form.get("blind"))))


def add(visit: Visit) -> Sent:
    """A claim that was missed."""
    document = visit.form.get("document", "")
    made: list[Decision] = []

    def read(connection: Connection) -> Collection:
        return parts.document(connection, document)

    def make(held: Collection, decider: Decider) -> list[Decision]:
        if not held.documents:
            raise MissingError("There is no document of this identifier. See /documents for all.")
        given = added(visit.form, held.documents[0], visit.site.desk.locate)
        made[:] = [decider.add(document, given)]
        return made

    _keep(visit, Shown("", (), ()), read, make)
    return Sent(claim_address(added_claim(made[0])))


def undo(visit: Visit) -> Sent:
    """Undo decisions, anybody's: another decision each."""
    ids = visit.form.get("decisions", "").split()
    if not ids:
        raise DecisionError("there is nothing to undo")

    def make(held: Collection, decider: Decider) -> list[Decision]:
        return [decider.undo(id) for id in ids]

    held = _keep(visit, Shown("", (), ()), ledger_review.decided, make)
    if "queue" not in visit.form:
        return Sent("/review/history")
    about = [claim for d in held.decisions if d.id in ids for claim in d.claims]
    at = (*_facts(visit, about), "")[0]
    return Sent(queue_address(at, bool(visit.form.get("blind"))))


def skip(visit: Visit) -> Sent:
    """Put an entry off: in this session's queue it comes last."""
    entry = visit.form.get("entry", "")
    if parts.heads(visit.connection, [entry]):
        visit.session.skipped.add(entry)
    return Sent(queue_address(visit.form.get("next", ""), bool(visit.form.get("blind"))))


def _accept(asked: _Asked, held: Collection, decider: Decider) -> list[Decision]:
    if asked.blind:  # only what was seen
        return [decider.accept(claim) for claim in asked.shown.claims]
    return [decider.accept(asked.shown.entry)]


def _reject(asked: _Asked, held: Collection, decider: Decider) -> list[Decision]:
    return [decider.reject(claim) for claim in asked.some()]


def _split(asked: _Asked, held: Collection, decider: Decider) -> list[Decision]:
    return [decider.split(asked.some())]


def _merge(asked: _Asked, held: Collection, decider: Decider) -> list[Decision]:
    if not asked.other:
        raise DecisionError("name the other entry, by its id or its address")
    return [decider.merge(asked.shown.entry, asked.other)]


def _part_voice(asked: _Asked, held: Collection, decider: Decider) -> list[Decision]:
    return [decider.different_voice(asked.some())]


def _join_voices(asked: _Asked, held: Collection, decider: Decider) -> list[Decision]:
    (entry,) = (each for each in held.entries if each.fact.id == asked.shown.entry)
    first, *others = [v.claims[0] for v in entry.voices if {*v.claims} & {*asked.some()}]
    if not others:
        raise DecisionError("choose claims of two voices or more")
    return [decider.same_voice(first, other) for other in others]


def _note(asked: _Asked, held: Collection, decider: Decider) -> list[Decision]:
    return [decider.note(id) for id in asked.chosen or (asked.shown.entry,)]


_MAKES: dict[str, Callable[[_Asked, Collection, Decider], list[Decision]]] = {
    "accept": _accept, "reject": _reject, "split": _split, "merge": _merge,
    "different_voice": _part_voice, "same_voice": _join_voices, "note": _note,
}  # fmt: skip


def _keep(visit: Visit, shown: Shown, read: Read, make: Make) -> Collection:
    """Make decisions on what the ledger holds now, and keep them; gives what they were made on.

    Looking, deciding and keeping are one act: where somebody else's decision comes between, it is
    all done again. Raises ConflictError where what the form showed has changed.
    """
    ledger, note = visit.site.ledger, visit.form.get("note", "").strip()[:_LONGEST_NOTE]
    for _ in range(_TRIES):
        with ledger.reading() as connection:
            since = queries.writes(connection)
            held = _with_decisions(connection, read(connection))
            _check(connection, shown, held, bool(visit.form.get("blind")))
        made = make(held, Decider(held, visit.user.name, note))
        if ledger.store_decisions_since(made, since):
            _follow(visit, made)
            return held
    raise LedgerError(f"{ledger.path}: other programs keep writing to it; try again")


def _with_decisions(connection: Connection, part: Collection) -> Collection:
    return Collection(
        documents=part.documents,
        claims=part.claims,
        entries=part.entries,
        decisions=decisions(connection),
        originals=part.originals,
    )


def _follow(visit: Visit, made: Sequence[Decision]) -> None:
    """Bring the entries up to date, where the decisions can change any."""
    if _ENTRIES_STAY.issuperset(decision.kind for decision in made):
        return
    from counterclaim.pipeline import decide as work_out  # slow, so serving starts without

    ledger = visit.site.ledger
    work_out(made, ledger, ground=visit.site.desk.ground, policy=kept(ledger.policy()))


def _check(connection: Connection, shown: Shown, held: Collection, some: bool) -> None:
    """Raises ConflictError where claims were decided on, or are others, since they were shown.

    ``some``: the form showed only some of its entry's claims.
    """
    new = [d.id for d in touching(held.decisions, shown.claims) if d.id not in shown.decided]
    entry = next((each for each in held.entries if each.fact.id == shown.entry), None)
    if shown.entry:
        now = {*entry.fact.claims} if entry else set()
    else:
        now = {grounded.claim.id for grounded in held.claims}
    seen = {*shown.claims}
    if not new and (seen <= now if some or not shown.entry else seen == now):
        return
    if not new and not entry and not seen & now and not _known(connection, shown.claims):
        raise MissingError("There is no such entry or claim. See /review for what waits.")
    known = [s for s in history(ledger_review.decided(connection)) if s.decision.id in new]
    facts = ledger_review.facts_of(connection, shown.claims)
    context = {
        "decisions": told(known),
        "entries": [entry_address(fact) for fact in dict.fromkeys(facts.values())],
    }
    title = "It has changed since you saw it"
    raise ConflictError(Page(title, "web/conflict.html", lambda: context, dict))


def _known(connection: Connection, claims: Sequence[str]) -> bool:
    return bool(parts.claims(connection, claims).claims)


def _facts(visit: Visit, claims: Sequence[str]) -> list[str]:
    """The entries that these claims are in now, in their order."""
    with visit.site.ledger.reading() as connection:
        return list(dict.fromkeys(ledger_review.facts_of(connection, claims).values()))
