"""Which facts lie within which, after some came, went or changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from counterclaim.adding.held import Held
from counterclaim.ledger import slices
from counterclaim.matching import Scope, contained
from counterclaim.matching.scopes import spanned
from counterclaim.model import Fact, Mention, Place, Span
from counterclaim.policy import Policy

_NOWHERE = Mention("", Span(0, 1), "")


def nested(
    held: Held,
    types: Iterable[str],
    changed: Sequence[Scope],
    gone: Collection[str],
    policy: Policy,
) -> dict[str, tuple[str, ...]]:
    """The facts that lie within other facts than before, each with these.

    All facts of the types are looked at, of which only places, days and numbers are read.
    """
    if held.anew:
        return {f.id: f.within for f in contained(changed, policy.match_within)}
    if not changed and not gone:
        return {}
    kinds = sorted(types)
    new = {scope.fact.id: scope for scope in changed}
    told = slices.tellings(held.connection, kinds)
    scopes = [
        (_place_in_order(row), _scope(row, told[row["id"]]))
        for row in slices.outlines(held.connection, kinds)
        if row["id"] not in new and row["id"] not in gone
    ]
    order = _Order(held)
    scopes += [(order(scope.fact), scope) for scope in changed]
    scopes.sort(key=lambda placed: placed[0])
    was = slices.containments(held.connection, kinds)
    now = contained([scope for _, scope in scopes], policy.match_within)
    return {fact.id: fact.within for fact in now if fact.within != was.get(fact.id, ())}


class _Order:
    """Facts stand in the order of their first claims."""

    def __init__(self, held: Held) -> None:
        self._held = held

    def __call__(self, fact: Fact) -> tuple[Any, ...]:
        (first,) = self._held.claims([fact.claims[0]])
        (document,) = self._held.documents([first.claim.document])
        span, day = first.claim.trigger.span, document.published
        return day is None, str(day), document.id, span.start, span.end, first.claim.id


def _place_in_order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    day = row["published"]
    return (
        day is None, str(day), row["document"], row["span_start"], row["span_end"], row["first"],
    )  # fmt: skip


def _scope(row: Mapping[str, Any], told: Sequence[Mapping[str, Any]]) -> Scope:
    bounds = [(t["lower"], t["upper"]) for t in told]
    days = [t["published"] for t in told if t["published"]]
    return Scope(
        fact=outline(row),
        documents=frozenset(t["document"] for t in told),
        measure=row["measure"],
        sentences=frozenset((t["document"], t["sentence_start"]) for t in told),
        numbers=spanned([each for each in bounds if each != (None, None)]),
        reported=min(days, default=None),
    )


def outline(row: Mapping[str, Any]) -> Fact:
    """A fact without its claims."""
    place = None
    if row["name"] is not None:
        place = Place(
            _NOWHERE, row["name"], row["lat"], row["lon"], row["radius_km"], row["precision"],
            row["geonameid"], row["country"], row["admin1"],
        )  # fmt: skip
    return Fact(
        row["id"], row["question"], row["type"], row["object_class"], place, row["start"],
        row["end"], (), (), (),
    )  # fmt: skip
