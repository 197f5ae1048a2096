"""Claims of the form "killed 12 people", found by a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from counterclaim.model import Claim, Document, Mention, Quantity, Span, identifier


class Pattern:
    """Reads one verb with the number that follows it; the verb is the model's name."""

    def __init__(self, verb: str) -> None:
        self.name = f"pattern 1, {verb}"
        self._form = re.compile(rf"\b({re.escape(verb)}) (\d+) (\w+)")

    def extract(self, documents: Iterable[Document]) -> Iterator[tuple[Claim, ...]]:
        for document in documents:
            yield tuple(
                self._claim(document, match) for match in self._form.finditer(document.text)
            )

    def _claim(self, document: Document, match: re.Match[str]) -> Claim:
        trigger, count, whom = (self._mention(match, group) for group in (1, 2, 3))
        number = int(count.text)
        return Claim(
            id=identifier("claim", document.id, "killed", *match.span()),
            document=document.id,
            type="killed",
            sentence=Span(*match.span()),
            trigger=trigger,
            quantity=Quantity(count, number, number, "exact"),
            object=whom,
            object_class="people",
            object_class_score=1.0,
            actor=None,
            places=(),
            time=None,
            speaker=None,
            via=(),
            polarity="asserted",
            polarity_score=1.0,
        )

    def _mention(self, match: re.Match[str], group: int) -> Mention:
        return Mention(match.group(group), Span(*match.span(group)), "pattern")


def load(model: str, _address: str | None) -> Pattern:
    """What ``--extractor pattern:VERB`` names."""
    return Pattern(model or "killed")
