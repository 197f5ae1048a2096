"""How the claims, voices and facts of an entry stand to one another, and why they were joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.model import Entry, Join, Relation
from counterclaim.publishing.links import Link, to_anything, to_entry
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.some import Some
from counterclaim.publishing.wording import RELATIONS

# A page shows the gravest relations and the least certain joins, which a reader checks first;
# the ledger holds all.
MOST_RELATIONS = 15
MOST_JOINS = 2
MOST_SCOPES = 6


@dataclass(frozen=True, slots=True)
class RelationView:
    a: Link
    kind: str
    b: Link
    reason: str


@dataclass(frozen=True, slots=True)
class JoinView:
    a: Link
    b: Link
    score: str
    reasons: tuple[str, ...]


def relations(entry: Entry, lookup: Lookup) -> Some[RelationView]:
    """Denials and contradictions first, then revisions, then what agrees."""
    gravity = {kind: place for place, kind in enumerate(RELATIONS)}
    ordered = sorted(entry.relations, key=lambda r: gravity.get(r.kind, len(gravity)))
    return Some.of([_relation(relation, lookup) for relation in ordered], MOST_RELATIONS)


def _relation(relation: Relation, lookup: Lookup) -> RelationView:
    a, b = to_anything(relation.a, lookup), to_anything(relation.b, lookup)
    return RelationView(a, RELATIONS.get(relation.kind, relation.kind), b, relation.reason)


def joins(entry: Entry, lookup: Lookup) -> Some[JoinView]:
    """The comparisons that hold the fact together, the least certain first."""
    ordered = sorted(entry.fact.joins, key=lambda join: (join.score, join.a, join.b))
    return Some.of([_join(join, lookup) for join in ordered], MOST_JOINS)


def _join(join: Join, lookup: Lookup) -> JoinView:
    a, b = to_anything(join.a, lookup), to_anything(join.b, lookup)
    return JoinView(a, b, f"{join.score:.2f}", join.reasons)


def wholes(entry: Entry, lookup: Lookup) -> Some[Link]:
    """The facts that contain this one."""
    known = [lookup.entries[id] for id in entry.fact.within if id in lookup.entries]
    return Some.of([to_entry(whole) for whole in known], MOST_SCOPES)


def parts(lookup: Lookup) -> Mapping[str, Some[Link]]:
    """For each fact that contains others, those others."""
    found: dict[str, list[Link]] = {}
    for entry in lookup.collection.entries:
        for whole in entry.fact.within:
            found.setdefault(whole, []).append(to_entry(entry))
    return {whole: Some.of(links, MOST_SCOPES) for whole, links in found.items()}
