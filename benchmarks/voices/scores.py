"""How much better one way to vote is than another, on the same questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_DRAWS = 10_000


@dataclass(frozen=True, slots=True)
class Scores:
    """Share of answers that are right by each vote, and the difference with its 95 % interval."""

    questions: int
    plain: float
    collapsed: float
    low: float
    high: float

    def line(self) -> str:
        return (
            f"{self.questions:>6} questions  plain {self.plain:.4f}  collapsed "
            f"{self.collapsed:.4f}  difference {self.collapsed - self.plain:+.4f}  "
            f"95 % {self.low:+.4f} to {self.high:+.4f}"
        )


def compared(items: Sequence[str], plain: Sequence[float], collapsed: Sequence[float]) -> Scores:
    """Both votes on the same questions; a paired bootstrap draws ``items``, whole.

    Questions of one item (the days and attributes of a flight) are not independent.
    """
    if not items:
        raise SystemExit(
            "no question has both a claim and a known answer; are names written alike?"
        )
    names, at = np.unique(np.array(items), return_inverse=True)
    gain = np.array(collapsed) - np.array(plain)
    gains = np.bincount(at, gain, len(names))
    sizes = np.bincount(at, minlength=len(names))
    draw = np.random.default_rng(1)
    drawn = []
    for _ in range(_DRAWS):
        some = draw.integers(0, len(names), len(names))
        drawn.append(gains[some].sum() / sizes[some].sum())
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Scores(
        len(items), float(np.mean(plain)), float(np.mean(collapsed)), float(low), float(high)
    )
