"""Whether a report turns to something else between two claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.matching.turns import sentence, turn_level
from counterclaim.model import Document, Span

Report = Callable[..., Document]


def level(document: Document, words: str, other: str) -> str:
    text = document.text
    a, b = (Span(at := text.index(each), text.index(".", at)) for each in (words, other))
    found = turn_level(sentence(document, a), sentence(document, b))
    assert found == turn_level(sentence(document, b), sentence(document, a))
    return found


@pytest.mark.parametrize(
    "opening", ["Meanwhile a", "Another", "In Karsa a", '"Elsewhere a', "Later a"]
)
def test_a_report_turns_with_such_words(report: Report, opening: str) -> None:
    text = f"A bomb killed two in Noor. {opening} blast killed three."
    assert level(report(text), "A bomb", opening) == "turned"


def test_it_does_not_turn_within_a_sentence_or_without_such_words(report: Report) -> None:
    text = "Meanwhile a bomb killed two in Noor. The blast killed a child."
    assert level(report(text), "Meanwhile", "The blast") == "unknown"
    assert level(report(text), "Meanwhile", "Meanwhile") == "unknown"
