"""The documents of a collection as tracing sees them, as long as they are needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.model import Document
from counterclaim.tracing.sources import Named, carried, cited
from counterclaim.tracing.words import Words, rows_of, words_of

Mask = npt.NDArray[np.bool_]
# Characters. A longer stretch between two quotation marks has lost a mark in between.
_QUOTATION = re.compile(r'(?<!\w)["“„«](?=\S)[^"“”„«»\n]{1,600}(?<=\S)["”“»](?!\w)')
# Characters of text that are split into words at once: enough to be fast, little to hold.
_AT_ONCE = 200_000


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as tracing sees it: its words without furniture, which of them are quoted, the
    media whose text it carries, and those that it only names."""

    document: Document
    words: Words
    quoted: Mask
    carried: tuple[Named, ...]
    cited: tuple[Named, ...]

    @classmethod
    def of(cls, document: Document, words: Words) -> Reading:
        """What a document with these words shows by itself."""
        quoted = quoted_words(document.text, words)
        return cls(document, words, quoted, carried(document), cited(document))


class Readings:
    """Documents by number. Words are split in batches; the rest is worked out where asked for."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._words: dict[int, Words] = {}
        self._read: dict[int, Reading] = {}

    def take(self, numbers: Iterable[int]) -> list[int]:
        """Splits those documents into words that are not split yet; gives their numbers."""
        fresh = [number for number in numbers if number not in self._words]
        for batch in _batches(self._documents, fresh):
            texts = [self._documents[number].text for number in batch]
            for number, words in zip(batch, rows_of(texts), strict=True):
                self._words[number] = self._told(number, words)
        return fresh

    def words(self, number: int) -> Words:
        """The words of a document, without its furniture."""
        if number not in self._words:
            self._words[number] = self._told(number, words_of(self._documents[number].text))
        return self._words[number]

    def row(self, number: int) -> list[int]:
        """The hashes of a document's words as plain numbers."""
        row: list[int] = self.words(number).hashes.tolist()
        return row

    def __getitem__(self, number: int) -> Reading:
        if number not in self._read:
            self._read[number] = Reading.of(self._documents[number], self.words(number))
        return self._read[number]

    def forget(self, numbers: Iterable[int]) -> None:
        """Lets go of documents. Whoever asks for one again gets it read again."""
        for number in numbers:
            for held in (self._words, self._read):
                held.pop(number, None)

    def _told(self, number: int, words: Words) -> Words:
        return words.without(f.span for f in self._documents[number].furniture)


def _batches(documents: Sequence[Document], numbers: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    size = 0
    for number in numbers:
        batch.append(number)
        size += len(documents[number].text)
        if size >= _AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def quoted_words(text: str, words: Words) -> Mask:
    """Marks the words that stand between quotation marks on one line."""
    mask = np.zeros(len(words), dtype=bool)
    for match in _QUOTATION.finditer(text):
        first, last = np.searchsorted(words.starts, (match.start(), match.end()))
        mask[first:last] = True
    return mask
