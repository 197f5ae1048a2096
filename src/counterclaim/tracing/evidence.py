"""Which of the words that two reports share speak for copying, and which do not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterclaim.model import Document
from counterclaim.policy import Policy
from counterclaim.tracing.alignment import Alignment
from counterclaim.tracing.readings import Mask, Reading

# Words. A page's foot may end in a date or a number that differs.
_FOOT = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """Equal words of two reports, in passages long enough to count.

    ``own`` are the outlet's sentences, ``quoted`` stand in quotation marks on either side,
    ``standing`` are background, formulas or page furniture; ``share`` is the part of the shorter
    report's words that is equal, ``shares`` that of each; ``longest`` counts the own and quoted
    words of the passage that has most of them.
    """

    own: int
    quoted: int
    standing: int
    longest: int
    passages: int
    share: float
    shares: tuple[float, float]
    days: int | None

    @property
    def equal(self) -> int:
        return self.own + self.quoted + self.standing

    def weight(self, policy: Policy) -> float:
        """Words that speak for copying, quoted ones counted as the policy weighs them."""
        return self.own + policy.trace_quote_weight * self.quoted


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two documents, by number in the order of comparison, with the passages they share."""

    a: int
    b: int
    passages: tuple[Alignment, ...]


def days_apart(a: Document, b: Document) -> int | None:
    """Days between two publication dates; None where one is unknown."""
    if a.published is None or b.published is None:
        return None
    return abs((a.published - b.published).days)


def weigh(
    meeting: Meeting, a: Reading, b: Reading, still: tuple[Mask | None, Mask | None]
) -> Evidence:
    """Sorts the equal words of two reports by what they speak for; ``still`` marks those that
    stand in other reports too."""
    own = quoted = longest = 0
    for passage in meeting.passages:
        if _is_foot(passage, a, b):
            continue
        said, told = _sorted(passage, a, b, still)
        own, quoted, longest = own + told, quoted + said, max(longest, told + said)
    equal = sum(passage.equal for passage in meeting.passages)
    shares = (equal / len(a.words), equal / len(b.words))
    stood, days = equal - own - quoted, days_apart(a.document, b.document)
    return Evidence(own, quoted, stood, longest, len(meeting.passages), max(shares), shares, days)


def _sorted(
    passage: Alignment, a: Reading, b: Reading, still: tuple[Mask | None, Mask | None]
) -> tuple[int, int]:
    """How many equal words of a passage are quoted, and how many told, standing ones aside."""
    said = told = 0
    for run in passage.runs:
        i, j = slice(run.i, run.i + run.length), slice(run.j, run.j + run.length)
        free = ~(_part(still[0], i) | _part(still[1], j))
        quoted = a.quoted[i] | b.quoted[j]
        said += int(np.count_nonzero(quoted & free))
        told += int(np.count_nonzero(~quoted & free))
    return said, told


def _part(mask: Mask | None, part: slice) -> Mask:
    return np.zeros(1, dtype=bool) if mask is None else mask[part]


def _is_foot(passage: Alignment, a: Reading, b: Reading) -> bool:
    """Whether one outlet closes both pages with these words, and the pages differ before them."""
    if a.document.outlet is None or a.document.outlet != b.document.outlet:
        return False
    ends = passage.last[0] >= len(a.words) - _FOOT and passage.last[1] >= len(b.words) - _FOOT
    return ends and min(passage.first) >= _FOOT
