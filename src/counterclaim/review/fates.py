"""What becomes of each decision: in force, undone, overridden or orphaned, and through which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.model import Decision
from counterclaim.model.decision import DecisionState


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision with its state.

    ``why`` says in words why it is not in force, or which part of it does not hold (empty: it
    holds as it is); ``through`` are the ids of the decisions that undid or overrode it, in whole or
    in part; ``conflicts`` the ids of the decisions of other users that contradict it.
    """

    decision: Decision
    state: DecisionState
    why: str
    through: tuple[str, ...]
    conflicts: tuple[str, ...]


class Fates:
    """Decisions in order of time, each in force until an end is found for it."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.decisions = sorted(decisions, key=lambda decision: (decision.time, decision.id))
        self._states: dict[str, DecisionState] = {}
        self._why: dict[str, list[str]] = {}
        self._through: dict[str, dict[str, None]] = {}
        self._conflicts: dict[str, set[str]] = {}

    def live(self, *kinds: str) -> list[Decision]:
        """Those of these kinds, or of any, that are still in force, in order of time."""
        return [
            decision
            for decision in self.decisions
            if decision.id not in self._states and (not kinds or decision.kind in kinds)
        ]

    def undone(self, decision: Decision, undos: Sequence[Decision]) -> None:
        self._end(decision, "undone", f"undone by {undos[-1].by}")
        self._by(decision, undos)

    def orphaned(self, decision: Decision, why: str) -> None:
        self._end(decision, "orphaned", why)

    def overridden(self, decision: Decision, later: Sequence[Decision], why: str = "") -> None:
        """The later decisions cannot hold beside it; they do, and it does not."""
        self._end(decision, "overridden", why or f"{later[-1].kind} by {later[-1].by}")
        self._contradicted(decision, later)

    def lessened(self, decision: Decision, later: Sequence[Decision], why: str) -> None:
        """A part of it does not hold because of later decisions; the rest does."""
        self._why.setdefault(decision.id, []).append(why)
        self._contradicted(decision, later)

    def standings(self) -> tuple[Standing, ...]:
        return tuple(
            Standing(
                decision,
                self._states.get(decision.id, "in_force"),
                "; ".join(self._why.get(decision.id, ())),
                tuple(self._through.get(decision.id, ())),
                tuple(sorted(self._conflicts.get(decision.id, ()))),
            )
            for decision in self.decisions
        )

    def _end(self, decision: Decision, state: DecisionState, why: str) -> None:
        self._states[decision.id] = state
        self._why[decision.id] = [why]

    def _by(self, decision: Decision, later: Sequence[Decision]) -> None:
        self._through.setdefault(decision.id, {}).update(dict.fromkeys(d.id for d in later))

    def _contradicted(self, decision: Decision, later: Sequence[Decision]) -> None:
        self._by(decision, later)
        for other in later:
            if other.user != decision.user:
                self._conflicts.setdefault(decision.id, set()).add(other.id)
                self._conflicts.setdefault(other.id, set()).add(decision.id)
