"""Words that stand in reports of other stories too: they speak for no copying."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from counterclaim.policy import Policy
from counterclaim.tracing.laid import firsts_of
from counterclaim.tracing.meetings import Meetings
from counterclaim.tracing.places import LONG
from counterclaim.tracing.readings import Mask, Readings
from counterclaim.tracing.words import Numbers


class Standing:
    """For each document, by number, the words that otherwise different reports share.

    Such words are background paragraphs, an agency's description of a source, an outlet's form of
    headline, menus and lists of links: news does not come back a week later within another story,
    nor does one outlet print it in several stories of a day.
    """

    def __init__(self) -> None:
        self._masks: dict[int, Mask] = {}
        self._pages: dict[int, Numbers] = {}

    def of(self, number: int) -> Mask | None:
        """Marks the words of a document that stand in others; None if there are none."""
        return self._masks.get(number)

    def note(self, readings: Readings, meetings: Meetings, policy: Policy, last: int) -> None:
        """Takes in what the passages of some pairs of documents show for those below the number
        ``last``.

        Words stand if reports more than ``trace_news_days`` apart share them, or if
        ``trace_furniture_pages`` pages of one outlet have them; unless the reports are one story.
        """
        days = readings.days_apart(*meetings.sides)
        apart = days > policy.trace_news_days
        which = ~_one_story(meetings, readings, policy)
        which[which & ~apart] = readings.one_house(*(s[which & ~apart] for s in meetings.sides))
        passages = meetings.passages
        which = which[passages.pairs] & (passages.equal >= policy.trace_standing_words)
        pairs = passages.pairs[which]
        numbers = np.concatenate([side[pairs] for side in meetings.sides])
        first, end = passages.first[:, which].ravel(), passages.last[:, which].ravel() + 1
        below = numbers < last
        far = np.tile(apart[pairs], 2)[below]
        self._mark(readings, numbers[below], first[below], end[below], far, policy)

    def note_stock(
        self, readings: Readings, numbers: Numbers, positions: Numbers, policy: Policy, last: int
    ) -> None:
        """Marks ten words from each position on, in the documents of such numbers; of those below
        the number ``last``."""
        below = numbers < last
        first = positions[below]
        all_far = np.ones(len(first), dtype=bool)
        self._mark(readings, numbers[below], first, first + LONG, all_far, policy)

    def forget(self, numbers: Iterable[int]) -> None:
        """Lets go of documents."""
        for number in numbers:
            self._masks.pop(number, None)
            self._pages.pop(number, None)

    def _held(self, number: int, size: int) -> tuple[Mask, Numbers]:
        mask = self._masks.setdefault(number, np.zeros(size, dtype=bool))
        return mask, self._pages.setdefault(number, np.ones(size, dtype=np.int32))

    def _mark(
        self,
        readings: Readings,
        numbers: Numbers,
        first: Numbers,
        end: Numbers,
        far: Mask,
        policy: Policy,
    ) -> None:
        """Takes in words, from a first to one after the last, that two documents share."""
        met, where = np.unique(numbers, return_inverse=True)
        sizes = np.array([len(readings.words(number)) for number in met.tolist()], dtype=np.int64)
        begins = firsts_of(sizes)
        first, end = first + begins[where], end + begins[where]
        size = int(sizes.sum())
        pages = _covered(first, end, size)
        apart = _covered(first[far], end[far], size) > 0
        for number, begin, many in zip(met.tolist(), begins.tolist(), sizes.tolist(), strict=True):
            here = slice(begin, begin + many)
            mask, held = self._held(number, many)
            held += pages[here]
            mask |= apart[here] | (held >= policy.trace_furniture_pages)


def _covered(first: Numbers, end: Numbers, size: int) -> Numbers:
    """How many stretches, from a first to one after the last, hold each of ``size`` words."""
    steps = np.bincount(first, minlength=size + 1) - np.bincount(end, minlength=size + 1)
    return np.cumsum(steps[:size], dtype=np.int32)


def _one_story(meetings: Meetings, readings: Readings, policy: Policy) -> Mask:
    """Whether two reports are one story for their most part, so that only their dates differ."""
    a, b = (readings.sizes(side) for side in meetings.sides)
    short, long, equal = np.minimum(a, b), np.maximum(a, b), meetings.equal
    most = equal >= np.maximum(policy.trace_story_share * short, policy.trace_later_copy_words)
    return np.asarray(most | (equal >= policy.trace_duplicate_share * long))
