"""A run of text as a row of words, those that tracing takes for equal under equal keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.model import Span

if TYPE_CHECKING:
    from counterclaim.tracing.words import Hashes, Numbers


@dataclass(frozen=True, slots=True)
class WordRow:
    """The words of the characters ``[low, high)`` of a text.

    ``keys`` are equal where words are, but for case, accents and apostrophes; ``starts`` and
    ``ends`` are the characters of each word.
    """

    text: str
    low: int
    high: int
    keys: Hashes
    starts: Numbers
    ends: Numbers

    @classmethod
    def of(cls, text: str) -> WordRow:
        from counterclaim.tracing.words import words_of  # brings numpy, so help does without

        words = words_of(text)
        return cls(text, 0, len(text), words.hashes, words.starts, words.ends)

    def __len__(self) -> int:
        return len(self.keys)

    def part(self, low: int, high: int) -> WordRow:
        """The words that lie whole between two characters of the text."""
        first = int(self.starts.searchsorted(low))
        last = max(first, int(self.ends.searchsorted(high, side="right")))
        held = slice(first, last)
        return WordRow(self.text, low, high, self.keys[held], self.starts[held], self.ends[held])

    @property
    def span(self) -> Span:
        return Span(self.low, self.high)

    def words(self, held: range) -> str:
        """The text from the first to the last word of a range that is not empty."""
        return self.text[self.starts[held.start] : self.ends[held.stop - 1]]

    def before(self, word: int) -> str:
        """What stands between a word and the one before it; with ``len``, after the last."""
        start = self.ends[word - 1] if word else self.low
        return self.text[start : self.starts[word] if word < len(self) else self.high]
