"""The ledger as an addition sees it: as it is stored, with claims as reviewers leave them now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from counterclaim.ledger import contents, slices
from counterclaim.ledger.unsettled import Kind
from counterclaim.model import Document, GroundedClaim
from counterclaim.model.collection import in_order

Days = Sequence[tuple[date, date]]


@dataclass(slots=True)
class Held:
    """``notes`` are what is to be looked at again (see ``ledger.unsettled``); ``anew``: all facts
    and entries; ``untraced``: all copies and origins.

    ``standing`` are, by document, the claims that stand in those in which decisions change some.
    """

    connection: Connection
    notes: Mapping[Kind, frozenset[str]]
    anew: bool
    untraced: bool
    standing: Mapping[str, tuple[GroundedClaim, ...]] = field(default_factory=dict)
    _documents: dict[str, Document] = field(default_factory=dict)
    _claims: dict[str, GroundedClaim] = field(default_factory=dict)

    def noted(self, kind: Kind) -> frozenset[str]:
        return self.notes.get(kind, frozenset())

    def documents(self, ids: Iterable[str]) -> tuple[Document, ...]:
        """Documents by their ids, in order of publication; those that are gone are left out."""
        asked = dict.fromkeys(ids)
        missing = [id for id in asked if id not in self._documents]
        found = contents.documents(self.connection, missing)
        self._documents |= {document.id: document for document in found}
        return in_publication(self._documents[id] for id in asked if id in self._documents)

    def published(self, days: Days | None) -> list[str]:
        """The documents of some days (None: of any), and the undated ones."""
        return slices.published(self.connection, days)

    def claims(self, ids: Iterable[str]) -> tuple[GroundedClaim, ...]:
        """Claims by their ids, in order; those that do not stand are left out."""
        asked = set(ids)
        own = [g for held in self.standing.values() for g in held if g.claim.id in asked]
        rest = asked.difference(self._overlaid(), (g.claim.id for g in own))
        stored = self.stored(rest)
        every = self.documents({g.claim.document for g in (*own, *stored)})
        return in_order(every, (*own, *stored))

    def stored(self, ids: Iterable[str]) -> tuple[GroundedClaim, ...]:
        """Claims by their ids as they are stored, in no order."""
        asked = set(ids)
        missing = sorted(asked - self._claims.keys())
        documents = self.documents(slices.told_in(self.connection, missing))
        found = contents.claims(self.connection, documents, missing)
        self._claims |= {grounded.claim.id: grounded for grounded in found}
        return tuple(self._claims[id] for id in asked if id in self._claims)

    def claims_of(self, documents: Iterable[str]) -> list[str]:
        """The ids of the claims in documents."""
        asked = set(documents)
        own = [g.claim.id for id in asked & self.standing.keys() for g in self.standing[id]]
        return own + slices.claims_of(self.connection, asked - self.standing.keys())

    def claims_within(self, types: Iterable[str], days: Days | None) -> set[str]:
        """The ids of the claims of some types in documents of some days, and in undated ones."""
        asked = set(types)
        documents = {*self.published(days)} if self.standing else set()
        found = set(slices.claims(self.connection, asked, days)).difference(self._overlaid())
        own = (g for id, held in self.standing.items() if id in documents for g in held)
        return found | {g.claim.id for g in own if g.claim.type in asked}

    def _overlaid(self) -> list[str]:
        """The stored claims of documents whose claims stand otherwise now."""
        return slices.claims_of(self.connection, self.standing) if self.standing else []


def in_publication(documents: Iterable[Document]) -> tuple[Document, ...]:
    """By publication day (undated last) and id."""
    return tuple(sorted(documents, key=lambda d: (d.published is None, str(d.published), d.id)))


def around(days: Iterable[date], reach: int) -> list[tuple[date, date]]:
    """The days that lie at most ``reach`` from some, as stretches that do not touch."""
    least, most = 1, date.max.toordinal()
    numbers = sorted({day.toordinal() for day in days})
    return joined(
        *(
            (date.fromordinal(max(least, day - reach)), date.fromordinal(min(most, day + reach)))
            for day in numbers
        )
    )


def joined(*stretches: tuple[date, date]) -> list[tuple[date, date]]:
    """The days of stretches, as stretches that do not touch."""
    found: list[tuple[date, date]] = []
    for first, last in sorted(stretches):
        if found and first.toordinal() <= found[-1][1].toordinal() + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found
