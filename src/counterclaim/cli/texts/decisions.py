"""Decisions in words: what was decided, by whom, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from counterclaim.cli.texts.lookup import Lookup
from counterclaim.model import Decision, GroundedClaim, Mention, Naming
from counterclaim.model.decision import Field, Value
from counterclaim.review import Standing

_SHOWN = 3  # claims that are named of a longer list


def decision_text(standing: Standing) -> Iterator[str]:
    """A decision in a few lines: id, time, who, state; what; why."""
    decision = standing.decision
    day, clock = decision.time[:10], decision.time[11:19]
    yield f"{decision.id}  {day} {clock} UTC  {decision.user}  {_state(standing)}"
    yield f"  {what(decision)}"
    if decision.reason:
        yield f"  because: {' '.join(decision.reason.split())}"
    if standing.conflicts:
        yield f"  conflicts with {', '.join(standing.conflicts)}"


def decided(ids: Iterable[str], lookup: Lookup) -> Iterator[str]:
    """The decisions about any of these claims, or about a document, one a line."""
    sought = {*ids}
    for standing in lookup.decisions.values():
        decision = standing.decision
        if sought.isdisjoint((*decision.claims, *decision.targets)):
            continue
        against = f"; conflicts with {', '.join(standing.conflicts)}" if standing.conflicts else ""
        yield f"{decision.id}  {what(decision)} ({decision.by}): {_state(standing)}{against}"


def corrections(claim: GroundedClaim, lookup: Lookup) -> Iterator[str]:
    """Each field that reviewers corrected: what the machine read, then who says what instead."""
    machine = lookup.collection.originals.get(claim.claim.id, claim)
    given: dict[Field, tuple[Value, Decision]] = {}
    for standing in lookup.decisions.values():
        decision = standing.decision
        if standing.state == "in_force" and decision.claims == (claim.claim.id,):
            given.update((c.field, (c.value, decision)) for c in decision.changes)
    for field, (value, decision) in given.items():
        read = _read(machine, field) if machine else "no such claim"
        yield f"{field}: machine: {read}; reviewer ({decision.by}): {_value(value)}"


def what(decision: Decision) -> str:
    """What was decided, in words."""
    targets, others = _claims(decision.targets), _claims(decision.others)
    changes = ", ".join(f"{change.field} {_value(change.value)}" for change in decision.changes)
    if decision.kind == "correct":
        return f"correct {targets}: {changes}"
    if decision.kind == "add":
        return f"add {decision.claims[0]} to {targets}: {changes}"
    if decision.kind in ("merge", "same_voice"):
        return f"{_kind(decision)} {targets} and {others}"
    if decision.kind in ("split", "different_voice"):
        return f"{_kind(decision)} {targets} from {others}"
    of = "the entry of " if decision.about == "entry" else ""
    return f"{decision.kind} {of}{targets}"


def _kind(decision: Decision) -> str:
    return decision.kind.replace("_", " ")


def _state(standing: Standing) -> str:
    why = f" ({standing.why})" if standing.why else ""
    return f"{standing.state.replace('_', ' ')}{why}"


def _claims(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(ids[:_SHOWN]) + more


def _value(value: Value) -> str:
    if not isinstance(value, tuple):
        return "nothing" if value is None else str(value)
    return ", ".join(f"“{' '.join(words.text.split())}”" for words in value) or "nothing"


def _read(machine: GroundedClaim, field: Field) -> str:
    """What the machine read for a field, with what it took it to mean."""
    claim = machine.claim
    if field == "places":
        return _several(
            (m, place.name) for m, place in zip(claim.places, machine.places, strict=True)
        )
    if field == "via":
        return _several((m, _name(n)) for m, n in zip(claim.via, machine.via, strict=True))
    if field in ("start", "end"):
        day: date | None = getattr(machine.period, field, None)
        return str(day or "nothing")
    if field in ("lower", "upper", "precision"):
        return str(_or_nothing(getattr(claim.quantity, field, None)))
    if field == "quantity":
        return _several([(claim.quantity.mention, "")] if claim.quantity else [])
    if field == "sentence":
        return f"[{claim.sentence.start}, {claim.sentence.end})"
    value = getattr(claim, field)
    if isinstance(value, Mention):
        return _several([(value, _name(getattr(machine, field, None)))])
    return str(_or_nothing(value))


def _or_nothing(value: object) -> object:
    return "nothing" if value is None else value


def _several(found: Iterable[tuple[Mention, str]]) -> str:
    told = (
        f"“{' '.join(mention.text.split())}”{f' ({name})' if name else ''}"
        for mention, name in found
    )
    return ", ".join(told) or "nothing"


def _name(naming: Naming | None) -> str:
    return naming.entity.name if naming else ""
