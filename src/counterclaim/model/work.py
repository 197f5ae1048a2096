"""What an addition, or a decision, changes in a ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.model.copying import Origin, Traced
from counterclaim.model.entry import Entry
from counterclaim.model.grounded import GroundedClaim
from counterclaim.model.problem import Problem
from counterclaim.model.told import Answer


@dataclass(frozen=True, slots=True)
class Work:
    """The records of a ledger that come, go or change; all others stay as they are.

    ``copies_gone`` are pairs of documents; ``marks`` say of each document that was compared with
    the others how its words are marked; ``origins_gone`` and ``entries_gone`` are ids, of origins
    and facts. ``reviewed`` are the documents in which decisions change claims, ``claims`` all
    claims of these as they stand, ``claims_changed`` and ``claims_gone`` the ids of those that are
    new or changed, or went, ``originals`` what the machine read of them (see ``Collection``).
    ``measures`` say what the facts of ``entries`` measure, ``wars`` which of their claims count
    over a whole war.
    """

    copies: tuple[Traced, ...] = ()
    copies_gone: tuple[tuple[str, str], ...] = ()
    marks: Mapping[str, str | None] = field(default_factory=dict)
    origins: tuple[Origin, ...] = ()
    origins_gone: tuple[str, ...] = ()
    reviewed: frozenset[str] = frozenset()
    claims: tuple[GroundedClaim, ...] = ()
    claims_changed: frozenset[str] = frozenset()
    claims_gone: frozenset[str] = frozenset()
    originals: Mapping[str, GroundedClaim | None] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    entries_gone: tuple[str, ...] = ()
    measures: Mapping[str, str | None] = field(default_factory=dict)
    wars: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An entry before and after: None where it was not there before, or is gone."""

    fact: str
    before: Answer | None
    after: Answer | None

    @property
    def kind(self) -> str:
        """new, gone, status (perhaps with its range), range, or other."""
        if self.before is None or self.after is None:
            return "new" if self.before is None else "gone"
        if self.before.status != self.after.status:
            return "status"
        was = self.before.low, self.before.best, self.before.high
        return "other" if was == (self.after.low, self.after.best, self.after.high) else "range"


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of a ledger: ``documents`` are the ids of those that are new or other than they
    were, ``entries`` those that came, went or changed, in order of their ids, and ``problems`` what
    could not be read."""

    documents: tuple[str, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    problems: tuple[Problem, ...] = ()
