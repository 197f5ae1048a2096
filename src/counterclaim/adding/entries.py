"""Entries as facts, copies and decisions that are new, gone or changed leave them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from counterclaim.adding.claims import Decided
from counterclaim.adding.copies import Retraced
from counterclaim.adding.facts import Rematched
from counterclaim.adding.held import Held, around
from counterclaim.ledger import contents, slices
from counterclaim.model import Copy, Document, Entry, Fact, GroundedClaim, Origin
from counterclaim.policy import Policy
from counterclaim.reconciling import answered, checked, tellings
from counterclaim.reconciling.spots import CONTROL
from counterclaim.reconciling.tellings import Telling
from counterclaim.tracing import CopiedPassages


@dataclass(frozen=True, slots=True)
class Reconciled:
    """``entries`` are new or changed, ``before`` how those stood that were there, by fact;
    ``claims`` are all of theirs, and of those before."""

    entries: tuple[Entry, ...]
    before: Mapping[str, Entry]
    claims: tuple[GroundedClaim, ...]


def reconciled(
    held: Held, decided: Decided, traced: Retraced, matched: Rematched, policy: Policy
) -> Reconciled:
    """The entries that come or change.

    Looked at again are facts that changed; those told in a report whose copies, or whose copies'
    claims, changed; those with a claim on control of a place of which another such claim changed;
    those that share a sentence with one of them; and those that lie within one of them, where that
    can matter. All others stay as they are.
    """
    desk = _Desk(held, decided, traced, matched, policy)
    asked = desk.beside(desk.touched())
    entries = desk.entries(asked)
    if not held.anew:
        further = desk.contained(entries) - asked
        if further:
            asked = asked | further
            entries = desk.entries(asked)
    before = desk.stored({*asked, *matched.gone})
    changed = [e for e in entries if before.get(e.fact.id) != e or e.fact.id in matched.facts]
    ids = {claim for entry in changed for claim in entry.fact.claims}
    return Reconciled(tuple(changed), before, held.claims(ids))


class _Desk:
    """Facts as they are now, and what is needed to reconcile some of them."""

    def __init__(
        self, held: Held, decided: Decided, traced: Retraced, matched: Rematched, policy: Policy
    ) -> None:
        self._held, self._decided, self._policy = held, decided, policy
        self._traced, self._matched = traced, matched
        self._connection = held.connection

    def touched(self) -> set[str]:
        """The facts that changed, or of which a report's copies or a copy's claims did."""
        matched = self._matched
        facts = {*matched.facts, *matched.within}
        if self._held.anew:
            return facts
        told = {*self._held.noted("claims"), *self._decided.standing}
        kin = {end for c in self._traced.copies_of(self._held, told) for end in (c.a, c.b)}
        claims = self._held.claims_of({*self._traced.touched, *kin, *told})
        loosened = self._decided.loosened_voices
        return facts | {*matched.facts_of(self._held, {*claims, *loosened}).values()}

    def beside(self, facts: set[str]) -> set[str]:
        """The facts, with those that share a sentence or a contested place with one of them."""
        if self._held.anew:
            return facts
        claims = self._members(facts)
        mates = slices.sentences(self._connection, claims)
        near = {*self._on_places(claims), *(id for ids in mates.values() for id in ids)}
        return facts | {*self._matched.facts_of(self._held, near).values()}

    def contained(self, entries: Iterable[Entry]) -> set[str]:
        """The facts that lie within one of the entries and may stand otherwise to it now: it asks
        something else, or it has another word of a voice that speaks on both."""
        stored = self.stored({entry.fact.id for entry in entries})
        found: set[str] = set()
        asking, speaking = set(), dict[str, set[str]]()
        for entry in entries:
            old = stored.get(entry.fact.id)
            if old is None or _asks(old.fact) != _asks(entry.fact):
                asking.add(entry.fact.id)
            else:
                other = {*map(_says, old.voices)} ^ {*map(_says, entry.voices)}
                if other:
                    speaking[entry.fact.id] = {name for name, *_ in other}
        inner = slices.inner(self._connection, {*asking, *speaking})
        names = slices.voiced(self._connection, {f for fs in inner.values() for f in fs})
        for outer, facts in inner.items():
            said = speaking.get(outer)
            found |= {f for f in facts if said is None or not said.isdisjoint(names.get(f, ()))}
        return found - self._matched.gone

    def stored(self, ids: set[str]) -> dict[str, Entry]:
        """The entries of facts as they are stored."""
        if self._held.anew:
            return {}
        members = slices.members(self._connection, ids)
        claims = self._held.stored(claim for held in members.values() for claim in held)
        found = contents.entries(self._connection, claims, sorted(ids))
        return {entry.fact.id: entry for entry in found}

    def entries(self, ids: set[str]) -> list[Entry]:
        """The entries of facts, worked out."""
        facts = self._facts(ids)
        rivals = self._facts(self._rivals(facts) - ids)
        said = {c for fact in (*facts.values(), *rivals.values()) for c in fact.claims}
        told, origins = self._told(said)
        order = self._order({*facts}, told)
        asked = sorted(facts.values(), key=lambda fact: order[fact.id])
        bonds, against = self._decided.voices, tuple(rivals.values())
        own = answered(asked, told, origins, self._policy, bonds, against)
        if self._held.anew:
            return list(checked(own, told))
        wholes = self._wholes(own)
        further = {c for entry in wholes for voice in entry.voices for c in voice.claims}
        if not further <= said:
            told, _ = self._told(said | further)
        order |= self._order({entry.fact.id for entry in wholes}, told)
        every = sorted([*own, *self._told_beside(wholes, told)], key=lambda e: order[e.fact.id])
        return [entry for entry in checked(every, told) if entry.fact.id in facts]

    def _facts(self, ids: set[str]) -> dict[str, Fact]:
        """Facts as they are now; those that are gone are left out."""
        matched = self._matched
        new = {id: matched.facts[id] for id in ids if id in matched.facts}
        rest = ids - new.keys() - matched.gone
        old = {} if self._held.anew else {id: e.fact for id, e in self.stored(rest).items()}
        found = new | old
        held = {} if self._held.anew else self._within(new.keys() - matched.within.keys())
        within = {**held, **{id: w for id, w in matched.within.items() if id in found}}
        return {id: replace(f, within=within.get(id, f.within)) for id, f in found.items()}

    def _within(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        entries = slices.wholes(self._connection, ids)
        return {id: entry.fact.within for id, entry in entries.items()}

    def _members(self, facts: set[str]) -> set[str]:
        return {claim for fact in self._facts(facts).values() for claim in fact.claims}

    def _on_places(self, claims: Iterable[str]) -> list[str]:
        """The claims on control of a place that one of the claims on control names, and of its
        time."""
        told = [g for g in self._held.claims(claims) if g.claim.type in CONTROL]
        reports = {d.id: d for d in self._held.documents(g.claim.document for g in told)}
        days = {day for g in told for day in _days(g, reports[g.claim.document])}
        reach = 2 * (self._policy.reconcile_control_days + self._policy.reconcile_undated_days)
        if not days or self._held.anew:
            return []
        ids = [g.claim.id for g in told]
        return slices.on_places(self._connection, CONTROL, ids, around(days, reach))

    def _rivals(self, facts: Mapping[str, Fact]) -> set[str]:
        """The facts against which those on control are held."""
        control = {c for f in facts.values() if f.type in CONTROL for c in f.claims}
        return {*self._matched.facts_of(self._held, self._on_places(control)).values()}

    def _wholes(self, own: Sequence[Entry]) -> list[Entry]:
        """Facts beside the entries: those that contain them, near and far, with the voices that
        speak on a part as well, and those that share a sentence."""
        ids = {entry.fact.id for entry in own}
        claims = {claim for entry in own for claim in entry.fact.claims}
        mates = {c for held in slices.sentences(self._connection, claims).values() for c in held}
        waiting = {*self._matched.facts_of(self._held, mates).values()} - ids
        waiting |= {outer for entry in own for outer in entry.fact.within} - ids
        found: dict[str, Entry] = {}
        while waiting:
            more = self._heads(waiting)
            found |= more
            outer = {id for entry in more.values() for id in entry.fact.within}
            waiting = outer - ids - found.keys()
        names: dict[str, set[str]] = {}
        for entry in own:
            for id in entry.fact.within:
                names.setdefault(id, set()).update(voice.name for voice in entry.voices)
        return [
            replace(e, voices=tuple(v for v in e.voices if v.name in names.get(id, ())))
            for id, e in found.items()
        ]

    def _heads(self, ids: set[str]) -> dict[str, Entry]:
        heads = slices.wholes(self._connection, ids)
        within = self._matched.within
        return {
            id: replace(e, fact=replace(e.fact, within=within[id])) if id in within else e
            for id, e in heads.items()
        }

    def _told_beside(self, wholes: Sequence[Entry], told: Mapping[str, Telling]) -> list[Entry]:
        """The facts beside, each with those of its claims that were read."""
        members = slices.members(self._connection, (entry.fact.id for entry in wholes))
        return [
            replace(e, fact=replace(e.fact, claims=tuple(c for c in held if c in told)))
            for e in wholes
            for held in [members.get(e.fact.id, [])]
        ]

    def _told(self, claims: set[str]) -> tuple[Mapping[str, Telling], tuple[Origin, ...]]:
        """The claims, told as their reports tell them: with all claims of these, and of the reports
        that share words with one."""
        held = self._held
        own = {g.claim.document for g in held.claims(claims)}
        copies: tuple[Copy, ...] = self._traced.copies_of(held, own)
        kin = {end for copy in copies for end in (copy.a, copy.b)}
        documents = held.documents(own | kin)
        every = held.claims(held.claims_of(own | kin))
        told = tellings(documents, every, CopiedPassages(copies, documents))
        return told, self._traced.origins_now(held, own | kin)

    def _order(self, facts: set[str], told: Mapping[str, Telling]) -> dict[str, tuple[Any, ...]]:
        new = {id: self._matched.facts[id] for id in facts if id in self._matched.facts}
        stored = {} if self._held.anew else slices.firsts(self._connection, facts - new.keys())
        return stored | {id: _first(told[fact.claims[0]]) for id, fact in new.items()}


def _first(telling: Telling) -> tuple[Any, ...]:
    """As ``slices.firsts`` gives it."""
    document, span = telling.document, telling.claim.trigger.span
    day = document.published
    return day is None, str(day), document.id, span.start, span.end, telling.claim.id


def _days(grounded: GroundedClaim, document: Document) -> list[date]:
    period = grounded.period
    days = (document.published, period.start if period else None, period.end if period else None)
    return [day for day in days if day is not None and day > date.min + timedelta(60)]


def _asks(fact: Fact) -> tuple[Any, ...]:
    place = fact.place
    where = (place.name, place.lat, place.lon, place.radius_km, place.precision) if place else None
    return fact.question, where, fact.object_class, fact.start, fact.end


def _says(voice: Any) -> tuple[Any, ...]:
    return voice.name, voice.kind, voice.lower, voice.upper, voice.claims
