"""Entries of the whole collection, worked out month by month, with what lies beside each fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from daft import col, lit
from daft.functions import coalesce, when

from counterclaim.engine.families import Copied
from counterclaim.engine.folder import Folder
from counterclaim.engine.matching import Within
from counterclaim.engine.records import Order, PlacedScope, Record, packed, unpacked
from counterclaim.engine.rows import (
    Frame,
    Row,
    by_group,
    claims_of,
    documents_of,
    mapped,
    of_kind,
    shaped,
)
from counterclaim.model import UNBOUND, Entry, Origin
from counterclaim.policy import Policy
from counterclaim.reconciling import answered, checked
from counterclaim.reconciling.spots import CONTROL
from counterclaim.reconciling.tellings import Telling


@dataclass(frozen=True, slots=True)
class Told:
    """What was read of reports: the tables of documents and of what was read in them, origins, and
    tellings of copied claims."""

    documents: Frame
    read: Frame
    origins: Frame
    tellings: Frame

    @property
    def claims(self) -> Frame:
        return self.read.where(col("kind") == "claim")


def entries(told: Told, scopes: Frame, within: Frame, folder: Folder, policy: Policy) -> Frame:
    """The entries, by month of the fact's first claim.

    A fact is reconciled with all its claims in one place. Beside those on who has a place are the
    others that tell of it at the time; beside those of a sentence its other facts, and whatever
    contains one of them.
    """
    facts = folder.write("work/nested", lambda: _nested(scopes, within))
    members = folder.write("work/members", lambda: mapped(facts, members_of))
    own = facts.select("a", (_kind() + "|" + col("month")).alias("group"))

    def first() -> Frame:
        beside = _beside(own, _rivals(told, members))
        return by_group(_gathered(told, facts, members, own, beside), Answering(policy))

    found = folder.write("work/answered", first)

    def second() -> Frame:
        beside = _beside(own, _around(told, members, within))
        return by_group(_gathered(told, found, members, own, beside), Checking(policy))

    return folder.write("entries", second, by="month")


def _kind() -> Any:
    """Facts on who has a place are held against one another, whichever their types."""
    return when(col("b").is_in(sorted(CONTROL)), lit("control")).otherwise(col("b"))


def _nested(scopes: Frame, within: Frame) -> Frame:
    """Facts ("fact": of a type ``b``), each with those that it lies within (``text``)."""
    outer = within.select("a", col("record").alias("outer"))
    found = scopes.join(outer, on="a", how="left")
    return shaped(found, kind="fact", text=coalesce(col("outer"), col("text")))


def members_of(rows: Sequence[Row]) -> Iterator[Row]:
    """The claims (``b``) of facts."""
    for row in rows:
        for claim in unpacked(row.record, PlacedScope).scope.fact.claims:
            yield Row("member", row.month, row.a, claim)


def _rivals(told: Told, members: Frame) -> Frame:
    """Pairs of facts with claims on who has one place at one time."""
    spots = told.read.where(col("kind") == "spot").select(
        col("a").alias("claim"), col("b").alias("spot"), "value"
    )
    held = members.select(col("a").alias("fact"), col("b").alias("claim")).join(spots, on="claim")
    sides = held.select("fact", "spot", "value").distinct()
    others = sides.select(col("fact").alias("other"), "spot", "value")
    return sides.join(others, on=["spot", "value"]).select("fact", "other").distinct()


def _around(told: Told, members: Frame, within: Frame) -> Frame:
    """Pairs of a fact and one that shares a sentence with it, or contains one of these."""
    claims = told.claims.select(
        col("a").alias("claim"), col("text").alias("report"), col("value").alias("start"),
        col("b").alias("type"),
    )  # fmt: skip
    held = members.select(col("a").alias("fact"), col("b").alias("claim")).join(claims, on="claim")
    place = ["type", "report", "start"]
    sides = held.select("fact", *place).distinct()
    mates = sides.join(sides.select(col("fact").alias("other"), *place), on=place)
    near = mates.select("fact", "other").distinct()
    outer = mapped(within, outer_of).select(col("a").alias("inner"), col("b").alias("outer"))
    far = near.join(outer, left_on="other", right_on="inner")
    return near.concat(far.select("fact", col("outer").alias("other"))).distinct()


def outer_of(rows: Sequence[Row]) -> Iterator[Row]:
    """All facts (``b``) that facts lie within, near and far."""
    for row in rows:
        for outer in unpacked(row.record, Within).every:
            yield Row("outer", "", row.a, outer)


def _beside(own: Frame, pairs: Frame) -> Frame:
    """The facts that lie beside those of each group, in it or not."""
    met = own.join(pairs, left_on="a", right_on="fact")
    return met.select(col("other").alias("a"), "group").distinct()


def _gathered(told: Told, facts: Frame, members: Frame, own: Frame, beside: Frame) -> list[Frame]:
    """The facts of each group and those beside them, with their claims and all that these need."""
    every = own.concat(beside).distinct()
    held = shaped(facts.join(every, on="a"), group=col("group"))
    mine = shaped(own, kind="own", group=col("group"))
    asked = members.select("a", col("b").alias("claim")).join(every, on="a")
    asked = asked.select("claim", "group").distinct()
    claims = told.claims.join(asked, left_on="a", right_on="claim")
    tellings = told.tellings.join(asked, left_on="a", right_on="claim")
    reports = claims.select(col("text").alias("report"), "group").distinct()
    documents = told.documents.join(reports, left_on="a", right_on="report")
    wires = mapped(told.origins, credits_of).join(reports, left_on="a", right_on="report")
    more = (claims, tellings, documents, wires)
    return [held, mine, *(shaped(rows, group=col("group")) for rows in more)]


def credits_of(rows: Sequence[Row]) -> Iterator[Row]:
    """The documents of origins that are an unseen wire's; of others nothing is asked."""
    for row in rows:
        origin = unpacked(row.record, Origin)
        if origin.root is None and origin.credit is not None:
            for document in origin.documents:
                own = replace(origin, documents=(document,), sources=())
                yield Row("origin", a=document, record=packed(own))


def _tellings(rows: Sequence[Row]) -> Mapping[str, Telling]:
    by_id = {document.id: document for document in documents_of(rows)}
    copied = {row.a: unpacked(row.record, Copied) for row in of_kind(rows, "telling")}
    none = Copied()
    found = {}
    for placed in claims_of(rows):
        own = copied.get(placed.id, none)
        document = by_id[placed.claim.claim.document]
        found[placed.id] = Telling.of(placed.claim, document, own.copied, own.reprint)
    return found


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry, and the place of its fact among all facts."""

    order: Order
    entry: Entry
    measure: str | None


def _nearest(text: str) -> tuple[str, ...]:
    return unpacked(text, Within).nearest if text else ()


@dataclass(frozen=True, slots=True)
class Answering:
    """The entries of a group's own facts, but for what lies across facts."""

    policy: Policy

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        own = {row.a for row in of_kind(rows, "own")}
        held = [(unpacked(row.record, PlacedScope), row) for row in _once(rows, "fact")]
        held.sort(key=lambda pair: pair[0].order)
        facts = [replace(placed.scope.fact, within=_nearest(row.text)) for placed, row in held]
        told = _tellings(rows)
        origins = [unpacked(row.record, Origin) for row in of_kind(rows, "origin")]
        found = answered(facts, told, origins, self.policy, UNBOUND)
        for entry, (placed, row) in zip(found, held, strict=True):
            if row.a in own:
                kept = PlacedEntry(placed.order, entry, placed.scope.measure)
                yield Row("entry", row.month, row.a, row.b, record=packed(kept))


@dataclass(frozen=True, slots=True)
class Checking:
    """The entries of a group's own facts, with what lies across facts."""

    policy: Policy

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        own = {row.a: row for row in of_kind(rows, "own")}
        held = _placed(rows, "entry", PlacedEntry)
        by_id = {placed.entry.fact.id: placed for placed in held}
        months = {row.a: row for row in of_kind(rows, "entry")}
        for entry in checked([placed.entry for placed in held], _tellings(rows)):
            id = entry.fact.id
            if id in own:
                kept = replace(by_id[id], entry=entry)
                yield Row("entry", months[id].month, id, months[id].b, record=packed(kept))


def _once(rows: Sequence[Row], kind: str) -> list[Row]:
    return list({row.a: row for row in of_kind(rows, kind)}.values())


def _placed(rows: Sequence[Row], kind: str, record: type[Record]) -> list[Record]:
    found = [unpacked(row.record, record) for row in _once(rows, kind)]
    return sorted(found, key=lambda placed: placed.order)  # type: ignore[attr-defined]
