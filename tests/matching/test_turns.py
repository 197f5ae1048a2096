"""Whether a report turns to something else between two claims."""

from __future__ import annotations

import pytest

from counterclaim.matching.turns import turn_level, turns
from counterclaim.model import Document, Span
from tests.making import document


def level(report: Document, words: str, others: str) -> str:
    text = report.text
    a, b = (Span(at := text.index(each), text.index(".", at)) for each in (words, others))
    first, other = ((each.start, turns(report, each)) for each in (a, b))
    found = turn_level(first, other)
    assert found == turn_level(other, first)
    return found


@pytest.mark.parametrize(
    "opening", ["Meanwhile a", "Another", "In Karsa a", '"Elsewhere a', "Later a"]
)
def test_a_report_turns_with_such_words(opening: str) -> None:
    text = f"A bomb killed two in Noor. {opening} blast killed three."
    assert level(document("one", text), "A bomb", opening) == "turned"


def test_it_does_not_turn_within_a_sentence_or_without_such_words() -> None:
    text = "Meanwhile a bomb killed two in Noor. The blast killed a child."
    assert level(document("one", text), "Meanwhile", "The blast") == "unknown"
    assert level(document("one", text), "Meanwhile", "Meanwhile") == "unknown"
