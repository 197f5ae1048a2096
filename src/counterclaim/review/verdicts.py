"""Decisions on single claims: which claims stand, and which values their fields have."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model import Decision
from counterclaim.review.fates import Fates

_ON_CLAIMS = ("accept", "reject", "correct", "add")


def judge(fates: Fates) -> frozenset[str]:
    """The ids of the claims that are rejected.

    The latest of accepting, rejecting, correcting and adding says whether a claim stands: who
    corrects a claim holds that there is one. An acceptance holds for the claim as it was then, so
    a later correction overrides it. Of two values for one field the later one holds.
    """
    by_claim: dict[str, list[Decision]] = {}
    for decision in fates.live(*_ON_CLAIMS):
        if decision.about != "entry":
            by_claim.setdefault(decision.claims[0], []).append(decision)
    return frozenset(claim for claim, said in by_claim.items() if _rejected(fates, said))


def _rejected(fates: Fates, said: Sequence[Decision]) -> bool:
    last = said[-1]
    if last.kind == "reject":
        for decision in said:
            if decision.kind != "reject":
                fates.overridden(decision, [last])
        return True
    for at, decision in enumerate(said):
        if decision.kind == "reject":
            fates.overridden(decision, [last])
        elif decision.kind == "accept":
            later = [other for other in said[at:] if other.kind == "correct"]
            if later:
                fates.overridden(decision, later)
        else:
            _compare_fields(fates, decision, said[at + 1 :])
    return False


def _compare_fields(fates: Fates, decision: Decision, later: Sequence[Decision]) -> None:
    """Set the values of a correction, or of a claim added, against those given later."""
    given = {
        change.field: (change.value, other) for other in later for change in other.changes
    }  # of each field the latest value
    lost = {
        change.field: given[change.field][1]
        for change in decision.changes
        if change.field in given and given[change.field][0] != change.value
    }
    if not lost:
        return
    through = list(dict.fromkeys(lost.values()))
    why = f"{', '.join(lost)} corrected by {through[-1].by}"
    if decision.kind == "correct" and len(lost) == len(decision.changes):
        fates.overridden(decision, through, why)
    else:
        fates.lessened(decision, through, why)
