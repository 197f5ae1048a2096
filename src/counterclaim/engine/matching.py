"""Facts of the whole collection, worked out over claims that have to do with one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from daft import col
from daft.functions import coalesce

from counterclaim.engine.claims import Stand
from counterclaim.engine.components import components
from counterclaim.engine.folder import Folder
from counterclaim.engine.records import Order, PlacedScope, month_at, packed, unpacked
from counterclaim.engine.rows import (
    Frame,
    Row,
    by_group,
    claims_of,
    documents_of,
    joined,
    of_kind,
    shaped,
)
from counterclaim.matching import Met, compared_pairs, contained, matched
from counterclaim.matching.arrays import Bools, Ints
from counterclaim.matching.candidates import Nearness, neighbours
from counterclaim.matching.comparison import Compared, Comparing
from counterclaim.matching.means import RARE
from counterclaim.matching.profiles import Profile, profile
from counterclaim.model import UNBOUND
from counterclaim.policy import Policy

#: Claims that are matched in one place, more or less.
_CLAIMS: Final = 5_000


def facts(documents: Frame, read: Frame, folder: Folder, policy: Policy) -> tuple[Frame, Frame]:
    """The facts ("scope", by month of the first claim), and which lie within which ("within").

    Claims are compared where they stand near each other. Which of them come into one fact, or
    nearly, is told by pairs that score high: what these join, near and far, is matched in one
    place, with all scores among its claims.
    """
    claims = read.where(col("kind") == "claim")
    near = folder.write("work/near", lambda: _near(read, policy), by="kind")
    compared = folder.write("work/compared", lambda: _scored(documents, claims, near, policy))
    strong = compared.where(col("kind") == _STRONG)
    tied = components(strong.select("a", "b"), folder, "work/like")

    def grouped() -> Frame:
        left = near.where(col("kind") == "left")
        return _matched(documents, claims, compared, left, tied, policy)

    scopes = folder.write("work/facts", grouped, by="kind")
    light = scopes.where(col("kind") == "outline")
    within = folder.write("work/within", lambda: _nested(light, policy))
    return scopes.where(col("kind") == "scope"), within


_STRONG: Final = "strong"


def _near(read: Frame, policy: Policy) -> Frame:
    stands = read.where(col("kind") == "stand")
    return by_group([shaped(stands, group=col("b"))], Near(policy))


@dataclass(frozen=True, slots=True)
class Near:
    """The pairs of claims of one group that are to be compared ("pair", the earlier first), and
    how many neighbours each claim was not compared with ("left"), for its own claims."""

    policy: Policy

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        held = sorted(((unpacked(row.record, Stand), row.a) for row in rows), key=_order)
        stands = [stand for stand, _ in held]
        names = [name for _, name in held]
        table = ((at, 0, stand.day, stand.ask) for at, stand in enumerate(stands))
        left_out = np.zeros(len(stands), np.int64)
        near = Nearness([stand.times for stand in stands], self.policy.match_window_days)
        most, reach = self.policy.match_neighbours, int(rows[0].value)
        for a, b in neighbours(table, reach, most, left_out):
            low, high = np.minimum(a, b), np.maximum(a, b)
            kept = near(low, high)
            for one, other in zip(low[kept].tolist(), high[kept].tolist(), strict=True):
                if stands[one].own:
                    yield Row("pair", month_at(stands[one].order), names[one], names[other])
        for at, number in enumerate(left_out.tolist()):
            if number and stands[at].own:
                yield Row("left", a=names[at], value=float(number))


def _order(held: tuple[Stand, str]) -> Order:
    return held[0].order


def _scored(documents: Frame, claims: Frame, near: Frame, policy: Policy) -> Frame:
    """The pairs of claims with their scores."""
    typed = claims.select("a", col("b").alias("type"), col("text").alias("document"))
    pairs = shaped(near.where(col("kind") == "pair")).join(typed, on="a")
    pairs = pairs.with_column("group", col("type") + "|" + col("month"))
    ends = joined([pairs.select(col(end).alias("claim"), "group") for end in ("a", "b")])
    rows = [shaped(pairs, group=col("group"))]
    return by_group([*rows, *_with_reports(ends.distinct(), claims, documents)], Scoring(policy))


def _with_reports(asked: Frame, claims: Frame, documents: Frame) -> list[Frame]:
    """The claims of some groups (``claim``, ``group``), and their reports."""
    held = claims.join(asked, left_on="a", right_on="claim")
    reports = held.select(col("text").alias("report"), "group").distinct()
    told = documents.join(reports, left_on="a", right_on="report")
    return [shaped(rows, group=col("group")) for rows in (held, told)]


@dataclass(frozen=True, slots=True)
class Scoring:
    """The scores of pairs that count for more than if they had not been compared: "strong" those
    that may make two facts one, or nearly; ``record`` is set where one report tells the two
    apart."""

    policy: Policy

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        names, profiles, comparing = _profiles(rows)
        position = {name: at for at, name in enumerate(names)}
        asked = sorted({(position[r.a], position[r.b]) for r in of_kind(rows, "pair")})
        pairs = np.array(asked, np.int64).reshape(-1, 2)
        found = compared_pairs(comparing, pairs[:, 0], pairs[:, 1], self.policy.match_cap)
        strong = self._strong(found, profiles).tolist()
        columns = (column.tolist() for column in (found.a, found.b, found.scores, found.told_apart))
        for at, (a, b, score, apart) in enumerate(zip(*columns, strict=True)):
            kind = _STRONG if strong[at] else "weak"
            yield Row(kind, "", names[a], names[b], score, "apart" if apart else "")

    def _strong(self, found: Compared, profiles: Sequence[Profile]) -> Bools:
        """Those that ``matching.clusters``, ``lone`` or ``near_misses`` start from."""
        rare = np.array([bool(profile.means & RARE) for profile in profiles], np.bool_)
        least = self.policy.match_threshold - self.policy.match_margin
        both: Bools = (found.scores > least) | (rare[found.a] & rare[found.b])
        return both


def _profiles(rows: Sequence[Row]) -> tuple[list[str], list[Profile], Comparing]:
    documents, placed = documents_of(rows), claims_of(rows)
    by_id = {document.id: document for document in documents}
    profiles = [
        profile(at, each.claim, by_id[each.claim.claim.document]) for at, each in enumerate(placed)
    ]
    return [each.id for each in placed], profiles, Comparing(profiles, by_id)


def _matched(
    documents: Frame, claims: Frame, compared: Frame, left: Frame, tied: Frame, policy: Policy
) -> Frame:
    """Claims that strong pairs join, near and far, matched in one place; many of them at once."""
    parts = 1 + claims.count_rows() // _CLAIMS
    known = claims.join(tied, left_on="a", right_on="node", how="left")
    first = coalesce(col("first"), col("a"))
    own = known.select(
        "a",
        first.alias("first"),
        (col("b") + "|" + (first.hash() % parts).cast("string")).alias("group"),
    )
    other = own.select(col("a").alias("b"), "first")
    inner = compared.join(own, on="a").join(other, on=["b", "first"])
    pairs = shaped(inner, group=col("group"))
    rest = shaped(left.join(own, on="a"), group=col("group"))
    asked = own.select(col("a").alias("claim"), "group")
    told = _with_reports(asked, claims, documents)
    return by_group([pairs, rest, *told], Matching(policy))


@dataclass(frozen=True, slots=True)
class Matching:
    """The facts of some claims: "scope", and "outline" without their claims."""

    policy: Policy

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        documents, placed = documents_of(rows), claims_of(rows)
        position = {each.id: at for at, each in enumerate(placed)}
        met = Met(_compared(rows, position), _left_out(rows, position))
        claims = [each.claim for each in placed]
        for scope in matched(documents, claims, self.policy, UNBOUND, met):
            order = placed[position[scope.fact.claims[0]]].order
            found, fact = PlacedScope(order, scope), scope.fact
            month = month_at(order)
            yield Row("scope", month, fact.id, fact.type, record=packed(found))
            yield Row("outline", month, fact.id, fact.type, record=packed(found.light))


def _compared(rows: Sequence[Row], position: dict[str, int]) -> Compared:
    kinds = (_STRONG, "weak")
    found = [(position[r.a], position[r.b], r.value, r.record) for r in rows if r.kind in kinds]
    found.sort()
    pairs = np.array([(a, b) for a, b, _, _ in found], np.int64).reshape(-1, 2)
    scores = np.array([score for _, _, score, _ in found], np.float64)
    apart = np.array([bool(told) for _, _, _, told in found], np.bool_)
    return Compared(pairs[:, 0], pairs[:, 1], scores, apart)


def _left_out(rows: Sequence[Row], position: dict[str, int]) -> Ints:
    left_out = np.zeros(len(position), np.int64)
    for row in of_kind(rows, "left"):
        left_out[position[row.a]] += int(row.value)
    return left_out


def _nested(light: Frame, policy: Policy) -> Frame:
    return by_group([shaped(light, group=col("b"))], Nesting(policy))


@dataclass(frozen=True, slots=True)
class Within:
    """The facts that a fact lies within: the nearest, and with those that these lie within, all."""

    nearest: tuple[str, ...] = ()
    every: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Nesting:
    """Which of the facts of one type lie within which, of those that lie within any."""

    policy: Policy

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        held = sorted((unpacked(row.record, PlacedScope) for row in rows), key=lambda p: p.order)
        found = contained([placed.scope for placed in held], self.policy.match_within)
        nearest = {fact.id: fact.within for fact in found if fact.within}
        for id, own in nearest.items():
            yield Row("within", a=id, record=packed(Within(own, _every(id, nearest))))


def _every(fact: str, nearest: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    found: set[str] = set()
    waiting = [fact]
    while waiting:
        new = {*nearest.get(waiting.pop(), ())} - found
        found |= new
        waiting += new
    return tuple(sorted(found - {fact}))
