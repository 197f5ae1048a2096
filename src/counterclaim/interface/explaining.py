"""How a record came to be, as an object that prints as plain paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from counterclaim.errors import LedgerError
from counterclaim.interface import notebook
from counterclaim.ledger import Ledger as Store
from counterclaim.ledger import parts
from counterclaim.ledger.surroundings import surroundings
from counterclaim.publishing.explaining.paragraphs import Paragraph, words
from counterclaim.publishing.explanation import Explainer, record
from counterclaim.publishing.lookup import Lookup


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """The paragraphs of ``counterclaim explain``; each number in them comes from the records."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def record(self) -> list[dict[str, object]]:
        """The paragraphs as JSON values, with the ids of what each sentence names."""
        return record(self.paragraphs)

    def __iter__(self) -> Iterator[Paragraph]:
        return iter(self.paragraphs)

    def __str__(self) -> str:
        return "\n\n".join(map(_printed, self.paragraphs))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return notebook.explanation(self.paragraphs)


def _printed(paragraph: Paragraph) -> str:
    told = [*map(words, paragraph.sentences)] if paragraph.itemised else [paragraph.text]
    return "\n".join([paragraph.heading, *told])


class Explained:
    """Explains an entry, its voices and its claims, as the ledger has them now."""

    def __init__(self, explainer: Explainer, path: object) -> None:
        self._explainer, self._path = explainer, path

    @classmethod
    def of(cls, store: Store, fact: str | None, claim: str | None = None) -> Explained:
        """``claim`` is one that answers no question yet."""
        with store.reading() as connection:
            if fact is not None:
                held = surroundings(connection, fact)
            else:
                held = parts.answering(connection, [claim] if claim else [])
        return cls(Explainer.over(Lookup.over(held)), store.path)

    def entry(self, id: str) -> Explanation:
        entry = self._explainer.lookup.entries.get(id) or self._gone(id)
        return Explanation(self._explainer.entry(entry))

    def voice(self, id: str) -> Explanation:
        lookup = self._explainer.lookup
        voice = lookup.voices.get(id) or self._gone(id)
        return Explanation(self._explainer.voice(voice, lookup.entry_of[voice.claims[0]]))

    def claim(self, id: str) -> Explanation:
        claim = self._explainer.lookup.claims.get(id) or self._gone(id)
        return Explanation(self._explainer.claim(claim))

    def _gone(self, id: str) -> NoReturn:
        raise LedgerError(f"{self._path}: {id} is there no more; ask the ledger anew")
