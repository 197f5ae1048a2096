"""Decisions on which claims belong together, made into bonds that can all be kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from counterclaim.model import Bond, Bonds, Decision
from counterclaim.review.fates import Fates

_SAID = {
    "merge": "merged by", "split": "split by",
    "same_voice": "made one voice by", "different_voice": "made two voices by",
}  # fmt: skip


def bond(fates: Fates, join: str, part: str, standing: Set[str]) -> Bonds:
    """The bonds that decisions of two kinds make between the claims that stand.

    They are gone through from the latest back, so that one that cannot be kept beside later ones
    gives way to them. A side of which no claim stands any more makes an orphan; as long as one
    does, the decision holds for it.
    """
    knots = _Knots()
    together: list[Bond] = []
    apart: list[Bond] = []
    for decision in reversed(fates.live(join, part)):
        left = [claim for claim in decision.targets if claim in standing]
        right = [claim for claim in decision.others if claim in standing]
        if not left or not right:
            gone = decision.others if left else decision.targets
            fates.orphaned(decision, f"gone or rejected: {', '.join(gone)}")
        elif decision.kind == join:
            together += _join(fates, knots, decision, left, right)
        else:
            apart += _part(fates, knots, decision, left, right)
    return Bonds(tuple(reversed(together)), tuple(reversed(apart)))


@dataclass(slots=True, eq=False)
class _Knot:
    """Claims that must be together, through these decisions."""

    claims: list[str]
    decisions: list[Decision] = field(default_factory=list)


class _Knots:
    def __init__(self) -> None:
        self._of: dict[str, _Knot] = {}
        self._apart: dict[str, dict[str, Decision]] = {}

    def of(self, claim: str) -> _Knot:
        return self._of.setdefault(claim, _Knot([claim]))

    def between(self, a: str, b: str) -> list[Decision]:
        """The decisions that hold apart what the two claims are tied to."""
        others = self.of(b).claims
        held = (self._apart.get(one, {}) for one in self.of(a).claims)
        return [by[other] for by in held if by for other in others if other in by]

    def tie(self, a: str, b: str, decision: Decision) -> None:
        one, other = self.of(a), self.of(b)
        one.decisions.append(decision)
        if one is not other:
            one.claims += other.claims
            one.decisions += other.decisions
            for claim in other.claims:
                self._of[claim] = one

    def hold_apart(self, a: str, b: str, decision: Decision) -> None:
        self._apart.setdefault(a, {})[b] = decision
        self._apart.setdefault(b, {})[a] = decision


def _join(
    fates: Fates, knots: _Knots, decision: Decision, left: Sequence[str], right: Sequence[str]
) -> list[Bond]:
    """Tie one claim of either side, and to them each other that later decisions leave free."""
    barred: list[Decision] = []
    for a, b in ((a, b) for a in left for b in right):
        against = knots.between(a, b)
        if not against:
            knots.tie(a, b, decision)
            break
        barred += against
    else:
        fates.overridden(decision, _ordered(barred))
        return []
    tied, barred = {a, b}, []
    for claim in (*left, *right):
        against = knots.between(a, claim)
        barred += against
        if claim not in tied and not against:
            knots.tie(a, claim, decision)
            tied.add(claim)
    if barred:
        out = [claim for claim in (*left, *right) if claim not in tied]
        fates.lessened(decision, _ordered(barred), f"later taken out: {', '.join(out)}")
    one, other = (tuple(claim for claim in side if claim in tied) for side in (left, right))
    return [Bond(one, other, f"{_SAID[decision.kind]} {decision.by}")]


def _part(
    fates: Fates, knots: _Knots, decision: Decision, left: Sequence[str], right: Sequence[str]
) -> list[Bond]:
    """Hold apart each two claims of the two sides that later decisions do not tie."""
    tied: list[Decision] = []
    found: list[Bond] = []
    for a in left:
        knot = knots.of(a)
        free = tuple(b for b in right if knots.of(b) is not knot)
        if len(free) < len(right):
            tied += knot.decisions
        for b in free:
            knots.hold_apart(a, b, decision)
        if free:
            found.append(Bond((a,), free, f"{_SAID[decision.kind]} {decision.by}"))
    if not found:
        fates.overridden(decision, _ordered(tied))
    elif tied:
        fates.lessened(decision, _ordered(tied), "later put together again in part")
    return found


def _ordered(decisions: Iterable[Decision]) -> list[Decision]:
    return sorted({d.id: d for d in decisions}.values(), key=lambda d: (d.time, d.id))
