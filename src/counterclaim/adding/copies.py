"""Copies and origins as documents that are new, gone or changed leave them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from counterclaim.adding.held import Held
from counterclaim.ledger import contents, slices
from counterclaim.model import Copy, Document, Origin, Traced
from counterclaim.policy import Policy
from counterclaim.tracing.blocks import cell_of
from counterclaim.tracing.origins import origins_of
from counterclaim.tracing.tracer import alike, paired, reprinted

Pair = tuple[str, str]

# Cells of the calendar before and behind a document whose copies it may change, and those that
# must be read to work these out: what stands in a report is told by the cells around it.
_CHANGED, _READ = (-2, 1), (-3, 3)


@dataclass(frozen=True, slots=True)
class Retraced:
    """``copies`` are new or changed, ``gone`` the pairs that are copies no more; ``marks`` of the
    documents that were compared for the first time. ``touched`` are documents of which a copy, or
    the wire they go back to, has changed. ``anew``: nothing that was stored counts."""

    copies: Mapping[Pair, Traced] = field(default_factory=dict)
    gone: frozenset[Pair] = frozenset()
    marks: Mapping[str, str | None] = field(default_factory=dict)
    origins: tuple[Origin, ...] = ()
    origins_gone: tuple[str, ...] = ()
    touched: frozenset[str] = frozenset()
    anew: bool = False

    def copies_of(self, held: Held, documents: Iterable[str]) -> tuple[Copy, ...]:
        """The copies of documents, as they are now, in order of their two documents."""
        ids = set(documents)
        stored = () if self.anew else contents.copies(held.connection, sorted(ids))
        found = {(copy.a, copy.b): copy for copy in stored if (copy.a, copy.b) not in self.gone}
        found |= {p: each.copy for p, each in self.copies.items() if not ids.isdisjoint(p)}
        return tuple(found[pair] for pair in sorted(found))

    def origins_now(self, held: Held, documents: Iterable[str]) -> tuple[Origin, ...]:
        """The origins of documents, as they are now."""
        ids = set(documents)
        own = [origin for origin in self.origins if not ids.isdisjoint(origin.documents)]
        if self.anew:
            return tuple(own)
        new = {id for origin in self.origins for id in origin.documents}
        stored = slices.families(held.connection, ids - new)
        return (*own, *contents.origins(held.connection, stored))


def retraced(held: Held, policy: Policy) -> Retraced:
    """The copies and origins that come, go or change.

    A document changes the copies of those in its own cell of the calendar (``tracing.blocks``), the
    two before and the one behind; seven cells are read for it. An undated one may change all.
    """
    stored = held.published(None) if held.untraced else slices.untraced(held.connection)
    fresh = {*stored, *held.noted("text")}
    days = [date.fromisoformat(day) if day else None for day in held.noted("day")]
    days += [document.published for document in held.documents(fresh)]
    if not days and not held.noted("copied"):
        return Retraced()
    whole = held.untraced or None in days
    cells = {_cell(day, policy) for day in days if day}
    region = _region(held, cells, whole, policy)
    found = _copies(held, region, cells, whole, policy)
    marks = {d.id: found.marks.get(d.id) for d in held.documents(fresh)}
    ends = {end for pair in (*found.copies, *found.gone) for end in pair}
    kin = {*marks, *ends, *held.noted("copied")}
    origins = _Families(held, found).worked_out(kin, policy)
    return Retraced(
        copies=found.copies,
        gone=found.gone,
        marks=marks,
        origins=origins.changed,
        origins_gone=origins.gone,
        touched=frozenset(ends | held.noted("copied") | origins.touched),
        anew=held.untraced,
    )


def _cell(day: date, policy: Policy) -> int:
    return cell_of(day.toordinal(), policy.trace_window_days)


def _region(held: Held, cells: set[int], whole: bool, policy: Policy) -> tuple[Document, ...]:
    """The documents to read."""
    size, low, high = policy.trace_window_days + 1, *_READ
    read = {cell + step for cell in cells for step in range(low, high + 1)}
    days = [(_day(first * size), _day(first * size + size - 1)) for first in sorted(read)]
    return held.documents(held.published(None if whole else days)) if days or whole else ()


def _day(number: int) -> date:
    return date.fromordinal(min(max(number, 1), date.max.toordinal()))


@dataclass(frozen=True, slots=True)
class _Found:
    copies: Mapping[Pair, Traced]
    gone: frozenset[Pair]
    marks: Mapping[str, str]


def _copies(
    held: Held, region: tuple[Document, ...], cells: set[int], whole: bool, policy: Policy
) -> _Found:
    """What changes among the copies of the region, and among reprints of its texts."""
    pairing = paired(region, policy)
    wanted = {cell + step for cell in cells for step in range(_CHANGED[0], _CHANGED[1] + 1)}
    by_id = {document.id: document for document in region}

    def inside(pair: Pair) -> bool:
        if whole:
            return True
        if not by_id.keys() >= {*pair}:
            return False
        days = [day for id in pair if (day := by_id[id].published)]
        return bool(days) and _cell(min(days), policy) in wanted

    stored = _stored(held, by_id)
    was = {p: each for p, each in stored.items() if not each.reprint and inside(p)}
    now = {p: Traced(one.copy, one.lean) for p, one in pairing.found.items() if inside(p)}
    same = _alike(held, region, pairing.marks)
    once = _stored(held, {document.id for reports in same for document in reports})
    near = {p for p, each in (once | stored).items() if not each.reprint}.difference(was) | {*now}
    was |= {p: each for p, each in once.items() if each.reprint}
    for reports in same:
        now |= _reprints(reports, near, was, policy)
    changed = {p: each for p, each in now.items() if was.get(p) != each}
    return _Found(changed, frozenset(was.keys() - now.keys()), pairing.marks)


def _stored(held: Held, documents: Iterable[str]) -> dict[Pair, Traced]:
    """The copies of documents as they are stored."""
    if held.untraced:
        return {}
    ids = sorted(documents)
    known = slices.leans(held.connection, ids)
    copies = contents.copies(held.connection, ids)
    return {(c.a, c.b): Traced(c, *known[c.a, c.b]) for c in copies}


def _alike(
    held: Held, region: tuple[Document, ...], marks: Mapping[str, str]
) -> list[list[Document]]:
    """The documents that have the words of one in the region, or of one that is gone, in groups."""
    asked = {*marks.values(), *held.noted("mark")}
    every = {} if held.untraced else slices.marked(held.connection, asked)
    every |= marks
    more = held.documents(every.keys() - {document.id for document in region})
    return list(alike((*region, *more), every))


def _reprints(
    reports: list[Document], near: set[Pair], was: Mapping[Pair, Traced], policy: Policy
) -> dict[Pair, Traced]:
    """Copies with the first of reports that have the same words; what is stored is not judged
    again."""
    first = reports[0].id
    pairs = {(min(first, d.id), max(first, d.id)) for d in reports[1:]}
    kept = {p: was[p] for p in pairs if p in was and was[p].reprint and p not in near}
    new = reprinted(reports, near | kept.keys(), policy)
    return kept | {p: Traced(one.copy, one.lean, reprint=True) for p, one in new.items()}


class _Families:
    """Documents that copies join, near and far, and the origins that they have then."""

    def __init__(self, held: Held, found: _Found) -> None:
        self._held, self._found = held, found
        self._new: dict[str, list[Traced]] = {}
        for each in found.copies.values():
            for end in each.pair:
                self._new.setdefault(end, []).append(each)

    def worked_out(self, documents: Iterable[str], policy: Policy) -> _Origins:
        """The origins of documents and of all that copies tie to them."""
        ids = self._joined(set(documents))
        members = self._held.documents(ids)
        traced = self._copies(ids)
        copies = [each.copy for each in traced]
        leans = {each.pair: each.lean for each in traced if each.lean is not None}
        now = origins_of(members, copies, leans, policy)
        stored = [] if self._held.untraced else slices.families(self._held.connection, ids)
        was = contents.origins(self._held.connection, stored)
        before = {origin.id: origin for origin in was}
        return _Origins(
            changed=tuple(o for o in now if before.get(o.id) != o),
            gone=tuple(sorted({*before} - {origin.id for origin in now})),
            credits=frozenset(_credits(now).items() ^ _credits(was).items()),
        )

    def _joined(self, documents: set[str]) -> set[str]:
        known: set[str] = set()
        while fresh := documents - known:
            known |= fresh
            documents = {
                end for a, b, relation in self._ends(fresh) if relation != "shared_quote"
                for end in (a, b)
            }  # fmt: skip
        return known

    def _ends(self, documents: set[str]) -> list[tuple[str, str, str]]:
        new = [each.copy for id in documents for each in self._new.get(id, ())]
        stored = [] if self._held.untraced else slices.copied(self._held.connection, documents)
        kept = [
            (a, b, relation)
            for a, b, relation in stored
            if (a, b) not in self._found.copies and (a, b) not in self._found.gone
        ]
        return kept + [(copy.a, copy.b, copy.relation) for copy in new]

    def _copies(self, documents: set[str]) -> list[Traced]:
        stored = _stored(self._held, documents)
        found = {p: each for p, each in stored.items() if p not in self._found.gone}
        found |= {each.pair: each for id in documents for each in self._new.get(id, ())}
        return [found[pair] for pair in sorted(found)]


@dataclass(frozen=True, slots=True)
class _Origins:
    changed: tuple[Origin, ...]
    gone: tuple[str, ...]
    credits: frozenset[tuple[str, str]]

    @property
    def touched(self) -> frozenset[str]:
        """The documents that go back to another unseen wire than before."""
        return frozenset(document for document, _ in self.credits)


def _credits(origins: Iterable[Origin]) -> dict[str, str]:
    """The unseen wire that documents go back to."""
    return {
        document: origin.credit
        for origin in origins
        if origin.root is None and origin.credit is not None
        for document in origin.documents
    }
