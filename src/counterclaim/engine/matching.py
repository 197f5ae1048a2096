"""Facts of the whole collection, worked out over claims that have to do with one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from daft import col
from daft.functions import coalesce

from counterclaim.engine.claims import Stand
from counterclaim.engine.components import components, joined_at_once
from counterclaim.engine.folder import Folder
from counterclaim.engine.records import Order, PlacedScope, month_at, packed, unpacked
from counterclaim.engine.rows import (
    Frame,
    Row,
    by_group,
    claims_of,
    documents_of,
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
    ties = compared.where(col("kind") == "tie")
    tied = components(ties.select("a", "b"), folder, "work/like")

    def grouped() -> Frame:
        left = near.where(col("kind") == "left")
        return _matched(documents, claims, compared, left, tied, policy)

    scopes = folder.write("work/facts", grouped, by="kind")
    light = scopes.where(col("kind") == "outline")
    within = folder.write("work/within", lambda: _nested(light, policy))
    return scopes.where(col("kind") == "scope"), within


def _near(read: Frame, policy: Policy) -> Frame:
    stands = read.where(col("kind") == "stand")
    return by_group([shaped(stands, group=col("b"))], Near(policy))


@dataclass(frozen=True, slots=True)
class Near:
    """The claims of one group that are to be compared. For each of its own: those after it that it
    is to be compared with ("pairs"), in the month in which it stands; all that are to be compared
    in a month ("end"); and how many neighbours it was not compared with ("left")."""

    policy: Policy

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        held = sorted(((unpacked(row.record, Stand), row.a) for row in rows), key=_order)
        stands = [stand for stand, _ in held]
        names = [name for _, name in held]
        left_out = np.zeros(len(stands), np.int64)
        ends: dict[str, set[str]] = defaultdict(set)
        for one, others in self._pairs(stands, int(rows[0].value), left_out).items():
            month = month_at(stands[one].order)
            found = [names[other] for other in sorted(set(others))]
            ends[month].update(found, (names[one],))
            yield Row("pairs", month, names[one], record=packed(found))
        for month, every in ends.items():
            yield from (Row("end", month, name) for name in sorted(every))
        for at, number in enumerate(left_out.tolist()):
            if number and stands[at].own:
                yield Row("left", a=names[at], value=float(number))

    def _pairs(
        self, stands: Sequence[Stand], reach: int, left_out: Ints
    ) -> Mapping[int, Sequence[int]]:
        table = ((at, 0, stand.day, stand.ask) for at, stand in enumerate(stands))
        near = Nearness([stand.times for stand in stands], self.policy.match_window_days)
        found: dict[int, list[int]] = defaultdict(list)
        for a, b in neighbours(table, reach, self.policy.match_neighbours, left_out):
            low, high = np.minimum(a, b), np.maximum(a, b)
            kept = near(low, high)
            for one, other in zip(low[kept].tolist(), high[kept].tolist(), strict=True):
                if stands[one].own:
                    found[one].append(other)
        return found


def _order(held: tuple[Stand, str]) -> Order:
    return held[0].order


def _scored(documents: Frame, claims: Frame, near: Frame, policy: Policy) -> Frame:
    """The pairs of claims with their scores, of claims of one type and month in one place."""
    typed = claims.select("a", col("b").alias("type"))
    known = near.where(col("kind") != "left").join(typed, on="a")
    rows = shaped(known, group=col("type") + "|" + col("month"))
    pairs = rows.where(col("kind") == "pairs")
    ends = rows.where(col("kind") == "end").select(col("a").alias("claim"), "group").distinct()
    return by_group([pairs, *_with_reports(ends, claims, documents)], Scoring(policy))


def _with_reports(asked: Frame, claims: Frame, documents: Frame) -> list[Frame]:
    """The claims of some groups (``claim``, ``group``), and their reports."""
    held = claims.join(asked, left_on="a", right_on="claim")
    reports = held.select(col("text").alias("report"), "group").distinct()
    told = documents.join(reports, left_on="a", right_on="report")
    return [shaped(rows, group=col("group")) for rows in (held, told)]


@dataclass(frozen=True, slots=True)
class Scored:
    """The claims that one was compared with, the scores, and where one report tells them apart."""

    others: list[str]
    scores: list[float]
    apart: list[bool]


@dataclass(frozen=True, slots=True)
class Scoring:
    """The scores of pairs that count for more than if they had not been compared ("scored": a row
    for each claim), and what those join that may make two facts one, or nearly ("tie")."""

    policy: Policy

    def __call__(self, rows: Sequence[Row]) -> Iterator[Row]:
        names, profiles, comparing = _profiles(rows)
        position = {name: at for at, name in enumerate(names)}
        listed = ((row.a, unpacked(row.record, list[str])) for row in of_kind(rows, "pairs"))
        asked = sorted({(position[a], position[b]) for a, others in listed for b in others})
        pairs = np.array(asked, np.int64).reshape(-1, 2)
        found = compared_pairs(comparing, pairs[:, 0], pairs[:, 1], self.policy.match_cap)
        strong = self._strong(found, profiles)
        ties = zip(found.a[strong].tolist(), found.b[strong].tolist(), strict=True)
        yield from joined_at_once([Row("edge", "", names[a], names[b]) for a, b in ties])
        yield from _by_claim(found, names)

    def _strong(self, found: Compared, profiles: Sequence[Profile]) -> Bools:
        """Those that ``matching.clusters``, ``lone`` or ``near_misses`` start from."""
        rare = np.array([bool(profile.means & RARE) for profile in profiles], np.bool_)
        least = self.policy.match_threshold - self.policy.match_margin
        both: Bools = (found.scores > least) | (rare[found.a] & rare[found.b])
        return both


def _by_claim(found: Compared, names: Sequence[str]) -> Iterator[Row]:
    """A row for each first claim of pairs, which are in order."""
    firsts, starts = np.unique(found.a, return_index=True)
    for first, at, end in zip(firsts, starts, [*starts[1:], len(found.a)], strict=True):
        others = [names[b] for b in found.b[at:end].tolist()]
        apart = [bool(told) for told in found.told_apart[at:end]]
        scored = Scored(others, found.scores[at:end].tolist(), apart)
        yield Row("scored", a=names[first], record=packed(scored))


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
    part = col("b") + "|" + (first.hash() % parts).cast("string")
    own = known.select("a", part.alias("group"))
    scored = compared.where(col("kind") == "scored").join(own, on="a")
    pairs = shaped(scored, group=col("group"))
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


def _compared(rows: Sequence[Row], position: Mapping[str, int]) -> Compared:
    """The pairs of which both claims are here."""
    found = []
    for row in of_kind(rows, "scored"):
        scored = unpacked(row.record, Scored)
        told = zip(scored.others, scored.scores, scored.apart, strict=True)
        found += [(position[row.a], position[b], *rest) for b, *rest in told if b in position]
    found.sort()
    pairs = np.array([pair[:2] for pair in found], np.int64).reshape(-1, 2)
    scores = np.array([score for _, _, score, _ in found], np.float64)
    apart = np.array([told for _, _, _, told in found], np.bool_)
    return Compared(pairs[:, 0], pairs[:, 1], scores, apart)


def _left_out(rows: Sequence[Row], position: Mapping[str, int]) -> Ints:
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
