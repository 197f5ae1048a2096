"""Words that stand in reports of other stories too: they speak for no copying."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from counterclaim.policy import Policy
from counterclaim.tracing.evidence import Meeting, days_apart
from counterclaim.tracing.places import LONG
from counterclaim.tracing.readings import Mask, Reading, Readings
from counterclaim.tracing.relation import one_house
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

    def note(self, readings: Readings, meetings: Sequence[Meeting], policy: Policy) -> None:
        """Takes in what the passages of some pairs of documents show.

        Words stand if reports more than ``trace_news_days`` apart share them, or if
        ``trace_furniture_pages`` pages of one outlet have them; unless the reports are one story.
        """
        for meeting in meetings:
            a, b = readings[meeting.a], readings[meeting.b]
            days = days_apart(a.document, b.document)
            apart = days is not None and days > policy.trace_news_days
            one_outlet = one_house(a.document, b.document)
            if (apart or one_outlet) and not _one_story(meeting, a, b, policy):
                for side, number, reading in ((0, meeting.a, a), (1, meeting.b, b)):
                    self._mark(number, len(reading.words), meeting, side, apart, policy)

    def note_stock(self, number: int, size: int, positions: Numbers) -> None:
        """Marks ten words of a document of ``size`` words from each position on."""
        mask = self._masks.setdefault(number, np.zeros(size, dtype=bool))
        self._pages.setdefault(number, np.ones(size, dtype=np.int32))
        for step in range(LONG):
            mask[positions + step] = True

    def forget(self, numbers: Iterable[int]) -> None:
        """Lets go of documents."""
        for number in numbers:
            self._masks.pop(number, None)
            self._pages.pop(number, None)

    def _mark(
        self, number: int, size: int, meeting: Meeting, side: int, apart: bool, policy: Policy
    ) -> None:
        mask = self._masks.setdefault(number, np.zeros(size, dtype=bool))
        pages = self._pages.setdefault(number, np.ones(size, dtype=np.int32))
        for passage in meeting.passages:
            if passage.equal < policy.trace_standing_words:
                continue
            here = slice(passage.first[side], passage.last[side] + 1)
            pages[here] += 1
            mask[here] |= apart | (pages[here] >= policy.trace_furniture_pages)


def _one_story(meeting: Meeting, a: Reading, b: Reading, policy: Policy) -> bool:
    """Whether two reports are one story for their most part, so that only their dates differ."""
    equal = sum(passage.equal for passage in meeting.passages)
    short, long = sorted((len(a.words), len(b.words)))
    if equal >= policy.trace_duplicate_share * long:
        return True
    return equal >= max(policy.trace_story_share * short, policy.trace_later_copy_words)
