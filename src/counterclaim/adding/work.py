"""The stages that span documents, over what is new in a ledger and what lies around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table

from counterclaim import __version__
from counterclaim.adding import claims, copies, entries, facts
from counterclaim.adding.held import Held
from counterclaim.ledger import contents, slices
from counterclaim.ledger.schema import OF_COPIES, OF_FACTS
from counterclaim.ledger.unsettled import Kind, settled_by, unsettled
from counterclaim.model import Changes, Entry, EntryChange, GroundedClaim, Work
from counterclaim.model.told import Answer
from counterclaim.policy import Policy
from counterclaim.review import Ground

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class State:
    """How far a ledger is settled, and which of it has to be worked out anew: since nobody knows
    what it was worked out by, or since that was another program or other choices."""

    notes: Mapping[Kind, frozenset[str]]
    stored: Mapping[str, str]
    tracing: bool
    copies: bool
    facts: bool

    @classmethod
    def of(cls, connection: Connection, policy: Policy, *, tracing: bool) -> State:
        stored, by = contents.policy(connection), settled_by(connection)
        now = policy.described()
        other = {name for name, value in now.items() if stored.get(name) != value}
        traced = {name for name in other if name.startswith("trace_")}
        read = {name for name in other if name.startswith(("read_", "extract_", "ground_"))}
        return cls(
            notes=unsettled(connection),
            stored=stored,
            tracing=tracing,
            copies=tracing and (by != __version__ or bool(traced)),
            facts=by != __version__ or bool(other - traced - read),
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """Those that are filled anew."""
        return (*(OF_FACTS if self.facts else ()), *(OF_COPIES if self.copies else ()))

    def record(self, policy: Policy) -> dict[str, str]:
        """The choices that the ledger is built under then: without tracing, its copies stay."""
        now = policy.described()
        if self.tracing or not self.stored:
            return now
        return now | {k: v for k, v in self.stored.items() if k.startswith("trace_") and k in now}


@dataclass(frozen=True, slots=True)
class Worked:
    work: Work
    claims: Sequence[GroundedClaim]
    changes: Changes


def worked(
    connection: Connection, state: State, ground: Ground, policy: Policy, progress: Progress
) -> Worked:
    """The stages that span documents, over what is new and what lies around it."""
    decided = claims.decided(connection, state.notes.get("decision", ()), ground)
    held = Held(connection, state.notes, state.facts, state.copies, decided.standing)
    progress("trace", 0, 1)
    traced = copies.retraced(held, policy) if state.tracing else copies.Retraced()
    progress("match", 0, 1)
    matched = facts.rematched(held, decided, policy)
    progress("reconcile", 0, 1)
    found = entries.reconciled(held, decided, traced, matched, policy)
    matched = matched.also(held, (entry.fact.id for entry in found.entries))
    work = Work(
        copies=tuple(traced.copies.values()),
        copies_gone=tuple(sorted(traced.gone)),
        marks=traced.marks,
        origins=traced.origins,
        origins_gone=traced.origins_gone,
        reviewed=frozenset(decided.standing),
        claims=tuple(claim for own in decided.standing.values() for claim in own),
        claims_changed=decided.changed,
        claims_gone=decided.gone,
        originals=decided.originals,
        entries=found.entries,
        entries_gone=tuple(sorted(matched.gone)),
        measures=matched.measures,
        wars=matched.wars,
    )
    return Worked(work, found.claims, _changes(connection, state, found.entries, matched.gone))


def _changes(
    connection: Connection, state: State, found: Sequence[Entry], gone: frozenset[str]
) -> Changes:
    now = {entry.fact.id: Answer.of(entry) for entry in found}
    was = slices.answers(connection, None if state.facts else {*now, *gone})
    changed = tuple(
        EntryChange(id, was.get(id), now.get(id))
        for id in sorted(now.keys() | was.keys())
        if not state.facts or was.get(id) != now.get(id)
    )
    documents = {*state.notes.get("text", ()), *state.notes.get("claims", ())}
    return Changes(tuple(sorted(documents)), changed)
