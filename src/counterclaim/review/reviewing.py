"""The machine's claims and the decisions on them, together: the claims as they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.model import Bonds, Claim, Decision, Document, GroundedClaim
from counterclaim.model.collection import in_order
from counterclaim.review.corrections import MEANINGS, corrected, meant
from counterclaim.review.history import Standing, Weighed, weighed

#: What understands the words of a document's claims: one grounded claim each, in their order.
Ground = Callable[[Document, Sequence[Claim]], Sequence[GroundedClaim]]


@dataclass(frozen=True, slots=True)
class Review:
    """What the decisions make of the claims.

    ``claims`` are those that stand, as corrected; ``originals`` says, by claim id, what the machine
    read of those that were changed or rejected (None: it read no such claim); ``facts`` and
    ``voices`` say which claims belong together.
    """

    standings: tuple[Standing, ...]
    claims: tuple[GroundedClaim, ...]
    originals: Mapping[str, GroundedClaim | None]
    facts: Bonds
    voices: Bonds


def reviewed(
    decisions: Iterable[Decision],
    documents: Sequence[Document],
    found: Sequence[GroundedClaim],
    ground: Ground,
) -> Review:
    """Carry out the decisions on what the machine found; the same input gives the same result.

    ``ground`` is asked only about documents in which words were corrected or claims added, and
    what it says is taken for the corrected fields only.
    """
    held = weighed(decisions, documents, found)
    by_document: dict[str, list[GroundedClaim]] = {document.id: [] for document in documents}
    for grounded in found:
        by_document[grounded.claim.document].append(grounded)
    claims = [
        grounded
        for document in documents
        for grounded in _standing(document, by_document[document.id], held, ground)
    ]
    originals = _originals(found, claims)
    return Review(held.standings, in_order(documents, claims), originals, held.facts, held.voices)


def _originals(
    found: Iterable[GroundedClaim], claims: Iterable[GroundedClaim]
) -> dict[str, GroundedClaim | None]:
    machine = {grounded.claim.id: grounded for grounded in found}
    standing = {grounded.claim.id: grounded for grounded in claims}
    every = dict.fromkeys([*machine, *standing])
    return {id: machine.get(id) for id in every if machine.get(id) != standing.get(id)}


def _standing(
    document: Document, found: Sequence[GroundedClaim], held: Weighed, ground: Ground
) -> list[GroundedClaim]:
    """The claims of one document as they stand."""
    machine = {grounded.claim.id: grounded for grounded in found}
    names = [
        name
        for name in dict.fromkeys([*machine, *held.added.get(document.id, ())])
        if name not in held.rejected
    ]
    changed = {
        name: corrected(machine[name].claim if name in machine else None, held.changes[name])
        for name in names
        if name in held.changes
    }
    understood: dict[str, GroundedClaim] = {}
    if any(name not in machine or _reworded(held.changes[name]) for name in changed):
        claims = [changed[name] if name in changed else machine[name].claim for name in names]
        claims.sort(key=lambda claim: (claim.trigger.span, claim.id))
        understood = {grounded.claim.id: grounded for grounded in ground(document, claims)}
    return [
        _understood(machine.get(name), changed[name], understood.get(name), held.changes[name])
        if name in changed
        else machine[name]
        for name in names
    ]


def _reworded(decisions: Iterable[Decision]) -> bool:
    return any(change.field in MEANINGS for decision in decisions for change in decision.changes)


def _understood(
    machine: GroundedClaim | None,
    claim: Claim,
    again: GroundedClaim | None,
    decisions: Sequence[Decision],
) -> GroundedClaim:
    """The corrected claim with what its words mean: only corrected words are understood anew."""
    if machine is None:
        assert again is not None
        return meant(again, decisions)
    new: dict[str, Any] = {}
    if again is not None:
        fields = {change.field for decision in decisions for change in decision.changes}
        names = {name for field in fields for name in MEANINGS.get(field, ())}
        new = {name: getattr(again, name) for name in names}
    return meant(replace(machine, claim=claim, **new), decisions)
