"""What reviewers decided on an entry: who, when, what and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from counterclaim.model import Decision, Entry
from counterclaim.model.decision import Change, Value
from counterclaim.publishing.wording import calendar
from counterclaim.review import Standing


@dataclass(frozen=True, slots=True)
class DecisionView:
    """``when`` is a day and a time in UTC; ``changes`` are the fields of a correction with their
    new values; ``state`` says whether the decision is in force, and why not."""

    when: str
    who: str
    what: str
    changes: tuple[str, ...]
    why: str
    state: str


def decision_views(entry: Entry, decisions: Iterable[Standing]) -> tuple[DecisionView, ...]:
    """The decisions on any claim of the entry, in order of time."""
    claims = set(entry.fact.claims)
    return tuple(
        decision_view(standing)
        for standing in decisions
        if not claims.isdisjoint(standing.decision.claims)
    )


def decision_view(standing: Standing) -> DecisionView:
    """One decision, whatever it is about."""
    decision = standing.decision
    state = standing.state.replace("_", " ")
    return DecisionView(
        when=_when(decision),
        who=decision.user,
        what=f"{decision.kind.replace('_', ' ')} ({decision.about})",
        changes=tuple(_change(change) for change in decision.changes),
        why=decision.reason,
        state=f"{state}: {standing.why}" if standing.why else state,
    )


def _when(decision: Decision) -> str:
    day, _, time = decision.time.partition("T")
    return f"{calendar(date.fromisoformat(day))}, {time[:5]} UTC"


def _change(change: Change) -> str:
    return f"{change.field.replace('_', ' ')}: {_value(change.value)}"


def _value(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(f"“{words.text}”" for words in value) or "none"
    return "none" if value is None else str(value)
