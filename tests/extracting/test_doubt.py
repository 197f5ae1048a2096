"""Words of doubt, and how far they reach."""

from __future__ import annotations

import pytest

from counterclaim.extracting.doubt import doubted
from counterclaim.model import Span


def word(text: str, trigger: str) -> str | None:
    start = text.index(trigger)
    found = doubted(text, Span(0, len(text)), Span(start, start + len(trigger)))
    return found.of(text) if found else None


@pytest.mark.parametrize(
    ("text", "trigger", "doubt"),
    [
        ("The army reportedly killed nine men in Sarim.", "killed", "reportedly"),
        ("Residents accused the Front of shelling the clinic.", "shelling", "accused"),
        ("The strike, blamed on the army, hit a market.", "strike", "blamed"),
        ("A suspected gas attack took place at dawn.", "attack", "suspected"),
        ("The radio claimed that the bridge was destroyed.", "destroyed", "claimed that"),
        ("Nine men were killed, the network said.", "killed", None),
        ("The Front claimed responsibility for the attack.", "attack", None),
        ("The blast claimed nine lives.", "blast", None),
        ("The army was accused of looting, but nine men were killed.", "killed", None),
        ("He pledged allegiance and attacked the post.", "attacked", None),
    ],
)
def test_the_word_that_governs_a_claim(text: str, trigger: str, doubt: str | None) -> None:
    assert word(text, trigger) == doubt


def test_the_nearest_word_is_taken() -> None:
    assert word("The alleged raid reportedly killed nine.", "killed") == "reportedly"


def test_a_word_of_another_sentence_does_not_govern() -> None:
    text = "Nine men were killed. The army is accused of a raid."
    assert doubted(text, Span(0, 21), Span(14, 20)) is None
