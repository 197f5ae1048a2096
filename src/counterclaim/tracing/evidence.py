"""Which of the words that two reports share speak for copying, and which do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.policy import Policy
from counterclaim.tracing.laid import each_of, firsts_of
from counterclaim.tracing.meetings import Meetings
from counterclaim.tracing.places import portions
from counterclaim.tracing.readings import Mask, Readings
from counterclaim.tracing.standing import Standing
from counterclaim.tracing.words import Numbers

Shares = npt.NDArray[np.float64]
# Words. A page's foot may end in a date or a number that differs.
_FOOT = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """Equal words of two reports, in passages long enough to count.

    ``own`` are the outlet's sentences, ``quoted`` stand in quotation marks on either side,
    ``standing`` are background, formulas or page furniture; ``share`` is the part of the shorter
    report's words that is equal, ``shares`` that of each. ``copied`` tells whether the words alone
    show that one text was made from the other, or both from a third.
    """

    own: int
    quoted: int
    standing: int
    passages: int
    shares: tuple[float, float]
    days: int | None
    copied: bool

    @property
    def equal(self) -> int:
        return self.own + self.quoted + self.standing

    @property
    def share(self) -> float:
        return max(self.shares)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Equal words of pairs of reports, one row for each pair, as in ``Evidence``. ``free`` are own
    or quoted; ``longest`` counts those of the passage that has most of them; ``shares`` has a row
    for each side; ``days`` are negative where unknown."""

    free: Numbers
    quoted: Numbers
    longest: Numbers
    equal: Numbers
    passages: Numbers
    shares: Shares
    days: Numbers

    def may_matter(self, policy: Policy) -> Mask:
        """Whether a pair may be judged to be more than a chance meeting, however many of its words
        are quoted."""
        least = min(policy.trace_shared_words, policy.trace_copy_words)
        same = self.shares.min(axis=0) >= policy.trace_duplicate_share
        return np.asarray((self.free >= least) | same | ((self.days == 0) & (self.free > 0)))

    def copied(self, policy: Policy) -> Mask:
        """Whether equal words alone show that texts were copied: where they are more than one
        sentence (for reports of one day) or than a background paragraph (of different days).

        Where a publication date is unknown, as much is asked as of reports of different days.
        """
        weight = self.free - (1 - policy.trace_quote_weight) * self.quoted
        share = self.shares.max(axis=0)
        enough, much = weight >= policy.trace_copy_words, weight >= policy.trace_later_copy_words
        near = np.where(share >= policy.trace_later_copy_share, enough, much)
        later = much & (share >= policy.trace_story_share)
        told = np.where(self.days > policy.trace_news_days, later, near)
        told = np.where(self.days == 0, enough, told)
        return np.asarray(told & (self.longest >= policy.trace_sentence_words))

    def each(self, policy: Policy) -> Iterator[Evidence]:
        """The rows one by one."""
        own, standing = self.free - self.quoted, self.equal - self.free
        counts = (own, self.quoted, standing, self.passages, *self.shares, self.days)
        columns = (column.tolist() for column in (*counts, self.copied(policy)))
        for said, told, still, passages, a, b, days, copied in zip(*columns, strict=True):
            known = days if days >= 0 else None
            yield Evidence(said, told, still, passages, (a, b), known, copied)


def weigh(
    meetings: Meetings, readings: Readings, standing: Standing, policy: Policy
) -> tuple[Meetings, list[Evidence]]:
    """Sorts the equal words of pairs of reports by what they speak for. Pairs that cannot be more
    than chance meetings are left out."""
    if not len(meetings):
        return meetings, []
    told = _weighed(meetings, readings, standing, quoted=False)
    meetings = meetings.where(told.may_matter(policy))
    if not len(meetings):
        return meetings, []
    return meetings, list(_weighed(meetings, readings, standing, quoted=True).each(policy))


def _weighed(
    meetings: Meetings, readings: Readings, standing: Standing, *, quoted: bool
) -> Weighed:
    laid = _Marked.of(meetings, readings, standing, quoted=quoted)
    told = ~_is_foot(meetings, readings)
    free, said = (np.where(told, count, 0) for count in laid.counted(meetings))
    sizes = np.stack([laid.sizes[laid.numbers.searchsorted(side)] for side in meetings.sides])
    equal = meetings.equal
    return Weighed(
        meetings.sums(free),
        meetings.sums(said),
        np.maximum.reduceat(free, meetings.heads),
        equal,
        np.diff(np.append(meetings.heads, len(meetings.passages))),
        equal / sizes,
        readings.days_apart(*meetings.sides),
    )


@dataclass(frozen=True, slots=True)
class _Marked:
    """The words of documents, by number, one document behind the other: which of them stand in
    other reports too, and which are quoted."""

    numbers: Numbers
    sizes: Numbers
    still: Mask
    quoted: Mask

    @classmethod
    def of(
        cls, meetings: Meetings, readings: Readings, standing: Standing, *, quoted: bool
    ) -> _Marked:
        numbers = np.unique(np.concatenate(meetings.sides))
        named = numbers.tolist()
        sizes = np.array([len(readings.words(number)) for number in named], dtype=np.int64)
        still = np.zeros(int(sizes.sum()), dtype=bool)
        said = np.zeros_like(still)
        for number, first, size in zip(
            named, firsts_of(sizes).tolist(), sizes.tolist(), strict=True
        ):
            mask = standing.of(number)
            if mask is not None:
                still[first : first + size] = mask
            if quoted:
                said[first : first + size] = readings.quoted(number)
        return cls(numbers, sizes, still, said)

    def counted(self, meetings: Meetings) -> tuple[Numbers, Numbers]:
        """How many equal words of each passage stand nowhere else, and how many of these are
        quoted on either side."""
        passages = meetings.passages
        firsts = firsts_of(self.sizes)
        a, b = (firsts[self.numbers.searchsorted(side)][passages.pairs] for side in meetings.sides)
        free, said = np.zeros((2, len(passages)), dtype=np.int64)
        for portion in portions(passages.runs.pairs):
            runs = passages.runs.where(portion)
            i = each_of(a[runs.pairs] + runs.i, runs.lengths)
            j = each_of(b[runs.pairs] + runs.j, runs.lengths)
            loose = ~(self.still[i] | self.still[j])
            which = np.repeat(runs.pairs, runs.lengths)[loose]
            free += np.bincount(which, minlength=len(free))
            told = (self.quoted[i] | self.quoted[j])[loose]
            said += np.bincount(which[told], minlength=len(said))
        return free, said


def _is_foot(meetings: Meetings, readings: Readings) -> Mask:
    """Whether one outlet closes both pages with a passage, and the pages differ before it."""
    passages = meetings.passages
    a, b = (side[passages.pairs] for side in meetings.sides)
    foot = (readings.outlets[a] == readings.outlets[b]) & (readings.outlets[a] > 0)
    foot &= passages.first.min(axis=0) >= _FOOT
    which = np.flatnonzero(foot)
    for last, side in zip(passages.last, (a, b), strict=True):
        foot[which] &= last[which] >= readings.sizes(side[which]) - _FOOT
    return np.asarray(foot)
