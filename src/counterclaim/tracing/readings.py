"""The documents of a collection as tracing sees them, as long as they are needed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterclaim.model import Document
from counterclaim.tracing.sources import Named, carried, cited, one_house
from counterclaim.tracing.words import Numbers, Words, rows_of, words_of

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


class Readings:
    """Documents by number. Words are split in batches; the rest is worked out where asked for."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._words: dict[int, Words] = {}
        self._quoted: dict[int, Mask] = {}
        self._read: dict[int, Reading] = {}
        codes: dict[str | None, int] = {None: 0}
        outlets = [codes.setdefault(document.outlet, len(codes)) for document in documents]
        #: A number for each outlet, by document; 0 where it is unknown.
        self.outlets: Numbers = np.array(outlets, dtype=np.int32)
        days = [d.published.toordinal() if d.published else -1 for d in documents]
        self._days: Numbers = np.array(days, dtype=np.int32)

    def take(self, numbers: Iterable[int]) -> list[int]:
        """Splits those documents into words that are not split yet; gives their numbers."""
        fresh = [number for number in numbers if number not in self._words]
        for batch in _batches(self._documents, fresh):
            held = [self._documents[number] for number in batch]
            furniture = ((each.span for each in document.furniture) for document in held)
            rows = rows_of([document.text for document in held], furniture)
            self._words.update(zip(batch, rows, strict=True))
        return fresh

    def words(self, number: int) -> Words:
        """The words of a document, without its furniture."""
        if number not in self._words:
            document = self._documents[number]
            furniture = (each.span for each in document.furniture)
            self._words[number] = words_of(document.text).without(furniture)
        return self._words[number]

    def sizes(self, numbers: Numbers) -> Numbers:
        """How many words each of the documents has."""
        met, where = np.unique(numbers, return_inverse=True)
        sizes = [len(self.words(number)) for number in met.tolist()]
        return np.array(sizes, dtype=np.int64)[where]

    def quoted(self, number: int) -> Mask:
        """Marks the words of a document that stand between quotation marks."""
        if number not in self._quoted:
            text = self._documents[number].text
            self._quoted[number] = quoted_words(text, self.words(number))
        return self._quoted[number]

    def days_apart(self, a: Numbers, b: Numbers) -> Numbers:
        """Days between the publication of two documents each; -1 where one is unknown."""
        one, other = self._days[a], self._days[b]
        return np.where((one < 0) | (other < 0), -1, np.abs(one - other))

    def one_house(self, a: Numbers, b: Numbers) -> Mask:
        """Whether two documents each are of one outlet."""
        codes = self.outlets[a].astype(np.int64) << 32 | self.outlets[b]
        _, first, where = np.unique(codes, return_index=True, return_inverse=True)
        named = zip(a[first].tolist(), b[first].tolist(), strict=True)
        same = [one_house(self._documents[i], self._documents[j]) for i, j in named]
        return np.array(same, dtype=bool)[where]

    def __getitem__(self, number: int) -> Reading:
        if number not in self._read:
            document = self._documents[number]
            held = self.words(number), self.quoted(number), carried(document), cited(document)
            self._read[number] = Reading(document, *held)
        return self._read[number]

    def forget(self, numbers: Iterable[int]) -> None:
        """Lets go of documents. Whoever asks for one again gets it read again."""
        for number in numbers:
            for held in (self._words, self._quoted, self._read):
                held.pop(number, None)


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
    spans = [match.span() for match in _QUOTATION.finditer(text)]
    for first, last in words.starts.searchsorted(spans).tolist() if spans else ():
        mask[first:last] = True
    return mask
