"""How the claims, voices and facts of an entry stand to one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.model import Entry, Relation
from counterclaim.publishing.links import Link, to_anything, to_entry
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.some import Some
from counterclaim.publishing.wording import RELATIONS

# A page shows the gravest relations, which a reader checks first; the ledger holds all.
MOST_RELATIONS = 15
MOST_SCOPES = 6


@dataclass(frozen=True, slots=True)
class RelationView:
    a: Link
    kind: str
    b: Link
    reason: str


def relations(entry: Entry, lookup: Lookup) -> Some[RelationView]:
    """Denials and contradictions first, then revisions, then what agrees.

    The facts that contain this one have a list of their own (see ``wholes``).
    """
    gravity = {kind: place for place, kind in enumerate(RELATIONS)}
    told = [relation for relation in entry.relations if relation.kind != "part_of"]
    ordered = sorted(told, key=lambda r: gravity.get(r.kind, len(gravity)))
    return Some.of([_relation(relation, lookup) for relation in ordered], MOST_RELATIONS)


def _relation(relation: Relation, lookup: Lookup) -> RelationView:
    a, b = to_anything(relation.a, lookup), to_anything(relation.b, lookup)
    return RelationView(a, RELATIONS.get(relation.kind, relation.kind), b, relation.reason)


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
