"""What the pages of the review share: who decided what, what waits, and what a form was shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from urllib.parse import quote

from counterclaim.ledger import review as ledger_review
from counterclaim.model import Decision, Entry
from counterclaim.publishing.anchors import words_anchor
from counterclaim.publishing.decision_view import DecisionView, decision_view
from counterclaim.publishing.links import Link
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.wording import assertion, document_name
from counterclaim.review import Standing, history
from counterclaim.review.queue import Queued, Waiting, queue, touching
from counterclaim.web.addresses import document_address
from counterclaim.web.site import Visit, address


@dataclass(frozen=True, slots=True)
class Shown:
    """What a form is about, as its page showed it: an entry ("" for a claim in none), claims, and
    the decisions on them. It comes back with the form, so that what changed meanwhile is seen."""

    entry: str
    claims: tuple[str, ...]
    decided: tuple[str, ...]

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Shown:
        claims, decided = (tuple(form.get(name, "").split()) for name in ("claims", "decided"))
        return cls(form.get("entry", ""), claims, decided)

    @classmethod
    def now(cls, visit: Visit, entry: str, claims: Sequence[str]) -> Shown:
        held = (standing.decision for standing in standings(visit))
        return cls(entry, tuple(claims), tuple(d.id for d in touching(held, claims)))

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """The fields of the form that carry it."""
        joined = (" ".join(self.claims), " ".join(self.decided))
        return ("entry", self.entry), ("claims", joined[0]), ("decided", joined[1])


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as it is listed. ``about`` leads to what it is about; ``undoable`` where it is in
    force."""

    id: str
    view: DecisionView
    about: tuple[tuple[str, str], ...]
    undoable: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A claim that can be chosen in a form; ``voice`` is empty where it is not to be seen."""

    id: str
    words: str
    report: Link
    voice: str
    correction: str


def standings(visit: Visit) -> tuple[Standing, ...]:
    """Every decision of the ledger in order of time, with what became of it."""
    return visit.remembered("standings", lambda: history(ledger_review.decided(visit.connection)))


def waiting(visit: Visit) -> tuple[Queued, ...]:
    """The queue, as everybody has it."""
    state = ledger_review.listed_at(visit.connection)
    entries = visit.site.listed.get(state, "waiting", lambda: tuple(_entries(visit)))
    return visit.remembered("queue", lambda: queue(entries, standings(visit)))


def _entries(visit: Visit) -> Iterable[Waiting]:
    rows = ledger_review.waiting(visit.connection)
    for fact, group in groupby(rows, itemgetter("fact")):
        held = list(group)
        yield Waiting(
            fact,
            held[0]["status"],
            held[0]["size"],
            min(min(r["score"], r["group_score"], r["polarity_score"]) for r in held),
            tuple(row["claim"] for row in held),
        )


def on_claims(visit: Visit, claims: Collection[str]) -> tuple[Standing, ...]:
    """The decisions on these claims and what was decided on these decisions, in order of time."""
    known = standings(visit)
    ids = {d.id for d in touching((standing.decision for standing in known), claims)}
    return tuple(standing for standing in known if standing.decision.id in ids)


def on_document(visit: Visit, id: str) -> tuple[Standing, ...]:
    """The decisions on a document and its claims, those that were taken out among them."""
    known = standings(visit)
    if not known:
        return ()
    claims = ledger_review.claims_of(visit.connection, id)
    about = {s.decision.id for s in on_claims(visit, claims)}
    about |= {s.decision.id for s in known if s.decision.targets == (id,)}
    return tuple(standing for standing in known if standing.decision.id in about)


def latest(visit: Visit) -> tuple[Standing, ...]:
    """What the user decided last of all that is still in force: of an act that made several
    decisions at once, all."""
    own = [
        standing
        for standing in standings(visit)
        if standing.decision.user == visit.user.name
        and standing.decision.kind != "undo"
        and standing.state == "in_force"
    ]
    return tuple(s for s in own if s.decision.time == own[-1].decision.time)


def told(found: Iterable[Standing]) -> tuple[Told, ...]:
    return tuple(
        Told(
            standing.decision.id,
            decision_view(standing),
            _about(standing.decision),
            standing.state != "undone",
        )
        for standing in found
    )


def choices(entry: Entry, known: Lookup, claims: Collection[str], voices: bool) -> list[Choice]:
    """These claims of an entry; ``voices`` says whether to name whose they are."""
    return [
        Choice(
            grounded.claim.id,
            assertion(grounded),
            Link(document_name(known.document_of(grounded)), words_anchor(grounded.claim.id)),
            voice.name if voices else "",
            claim_address(grounded.claim.id),
        )
        for voice in entry.voices
        for grounded in known.known_claims(voice.claims)
        if grounded.claim.id in claims
    ]


def claim_address(id: str) -> str:
    return f"/review/claims/{quote(id, safe='')}"


def add_address(document: str) -> str:
    return f"/review/add/{quote(document, safe='')}"


def queue_address(at: str = "", blind: bool = False) -> str:
    pairs = [("at", at)] if at else []
    return address("/review", pairs + ([("blind", "1")] if blind else []))


def _about(decision: Decision) -> tuple[tuple[str, str], ...]:
    if decision.about == "document":
        return ((decision.targets[0], document_address(decision.targets[0])),)
    return tuple((claim, claim_address(claim)) for claim in decision.claims[:3])
