"""What the model reads becomes a claim: words of the text, counts with their bounds."""

from __future__ import annotations

import pytest

from counterclaim.extracting.claims import as_claim
from counterclaim.extracting.readings import RawClaim, Reading
from counterclaim.model import Quantity
from tests.making import document


def counted(text: str, trigger: str, words: str) -> Quantity:
    """The quantity of a claim whose count was read as ``words``."""

    def read(part: str) -> Reading:
        return Reading(text.index(part), text.index(part) + len(part), 1.0)

    raw = RawClaim(
        "killed", (0, len(text)), read(trigger), read(words), None, None, (), None, None, (),
        "people", 1.0, "asserted", 1.0,
    )  # fmt: skip
    found = as_claim(document("a", text), raw, "test").quantity
    assert found
    return found


@pytest.mark.parametrize(
    ("trigger", "words", "lower"),
    [("kills", "two", 2), ("dead", "33", 33)],
)
def test_of_two_counts_in_a_row_the_one_by_the_trigger_is_meant(
    trigger: str, words: str, lower: int
) -> None:
    found = counted("Strike on hospital kills two, 33 dead in the capital", trigger, "two, 33")
    assert (found.mention.text, found.lower, found.upper) == (words, lower, lower)


@pytest.mark.parametrize("words", ["five, perhaps six", "one in five", "two of the three"])
def test_counts_that_belong_together_stay_together(words: str) -> None:
    found = counted(f"In that town {words} were dead", "dead", words)
    assert found.mention.text == words
