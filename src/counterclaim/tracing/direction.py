"""Which of two reports was there first, as far as they show it."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.terms import Direction
from counterclaim.policy import Policy
from counterclaim.tracing.evidence import Evidence
from counterclaim.tracing.readings import Reading
from counterclaim.tracing.relation import Judgement, called, credits_outlet
from counterclaim.tracing.sources import is_wire, one_house

# Weights of the signs. Enough by itself: a credit, the other outlet named in a sentence, or a
# day's lead where no agency is named that may be behind both.
_CREDIT, _NAMING, _LEAD, _WEAK_LEAD, _FULLER = 4.0, 2.0, 2.0, 1.0, 0.5
# A report that lies in the other by this share, while the other does not lie in it by half of
# that, may be a cut of it.
_WITHIN, _NOT_WITHIN = 0.6, 0.3


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that speaks for one direction: positive for a->b, negative for b->a."""

    weight: float
    reason: str


@dataclass(frozen=True, slots=True)
class Lean:
    """The direction of copying, "unknown" if the signs do not add up to one; their sum, positive
    for a->b; and the reasons in words."""

    direction: Direction
    total: float
    reasons: tuple[str, ...]


def direct(
    a: Reading, b: Reading, evidence: Evidence, judgement: Judgement, policy: Policy
) -> Lean:
    """Which of two reports was there first, or that it cannot be told.

    Reports that go back to a common wire did not take their words from each other, whoever
    printed first; a shared quotation has no direction at all.
    """
    if judgement.relation == "shared_quote":
        return Lean("unknown", 0.0, ())
    if judgement.source is not None:
        why = f"Neither is taken from the other: both go back to {judgement.source}."
        return Lean("unknown", 0.0, (why,))
    signs = signs_of(a, b, evidence)
    total = sum(sign.weight for sign in signs)
    reasons = tuple(sign.reason for sign in signs)
    if abs(total) < policy.trace_direction_score:
        return Lean("unknown", total, (*reasons, "Not enough to say which was first."))
    return Lean("a->b" if total > 0 else "b->a", total, reasons)


def signs_of(a: Reading, b: Reading, evidence: Evidence) -> tuple[Sign, ...]:
    """What speaks for either direction: credits, days, and which text is the fuller one."""
    signs: list[Sign] = []
    for source, taker, turn in ((a, b, 1.0), (b, a, -1.0)):
        name = None if one_house(a.document, b.document) else credits_outlet(taker, source)
        if name is not None:
            carries = any(n.name == name for n in taker.carried)
            how = "credits" if carries else "names"
            weight = _CREDIT if carries else _NAMING
            signs.append(Sign(turn * weight, f"{called(taker)} {how} {name}, the other's outlet."))
    when, other = a.document.published, b.document.published
    if when is not None and other is not None and when != other:
        turn = 1.0 if when < other else -1.0
        first, days = (a if turn > 0 else b), abs((when - other).days)
        lead = "a day" if days == 1 else f"{days} days"
        reason = f"{called(first)} published {lead} earlier"
        if _names_wire(a) or _names_wire(b):
            signs.append(Sign(turn * _WEAK_LEAD, f"{reason}, but an agency may be behind both."))
        else:
            signs.append(Sign(turn * _LEAD, f"{reason}."))
    fuller = _fuller(evidence.shares)
    if fuller:
        cut = b if fuller > 0 else a
        reason = f"{called(cut)} lies almost whole in the longer text of the other."
        signs.append(Sign(fuller * _FULLER, reason))
    return tuple(signs)


def _fuller(shares: tuple[float, float]) -> float:
    if shares[1] >= _WITHIN and shares[0] <= _NOT_WITHIN:
        return 1.0
    if shares[0] >= _WITHIN and shares[1] <= _NOT_WITHIN:
        return -1.0
    return 0.0


def _names_wire(reading: Reading) -> bool:
    return any(is_wire(named.name) for named in (*reading.carried, *reading.cited))
