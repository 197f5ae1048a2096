"""A new count and a running total are two measures, and one lies in the other."""

from __future__ import annotations

import pytest

from counterclaim.matching import match
from counterclaim.matching.measures import measure
from tests.making import claim, document


def measured(text: str, trigger: str, quantity: str, type: str = "killed") -> str | None:
    told = document("m", text)
    return measure(claim(told, type, trigger, quantity=quantity).claim, told.text)


@pytest.mark.parametrize(
    ("text", "trigger", "quantity"),
    [
        ("Another 12 were killed on Friday.", "killed", "12"),
        ("Another 12 were killed on Friday.", "killed", "Another 12"),
        ("On Friday 12 more died of their wounds.", "died", "12"),
        ("On Friday 12 more people died of their wounds.", "died", "12"),
        ("A further 12 died.", "died", "12"),
        ("After that 12 names were added to the dead.", "added", "12"),
        ("To the dead 12 have been added.", "added", "12"),
    ],
)
def test_what_is_added_is_new(text: str, trigger: str, quantity: str) -> None:
    assert measured(text, trigger, quantity) == "new"


@pytest.mark.parametrize(
    ("text", "trigger", "quantity"),
    [
        ("Two died, bringing the total to 84 killed.", "killed", "84"),
        ("The death toll in Sarim rises to 112.", "death toll", "112"),
        ("The toll of the dead stands at 31, the radio said.", "dead", "31"),
        ("A total of 40 people were killed.", "killed", "40"),
        ("The number of the dead has risen to 15.", "dead", "15"),
    ],
)
def test_what_is_summed_up_is_a_total(text: str, trigger: str, quantity: str) -> None:
    assert measured(text, trigger, quantity) == "total"


@pytest.mark.parametrize(
    ("text", "trigger", "quantity", "type"),
    [
        ("Some 12 people were killed.", "killed", "12", "killed"),
        ("At least 12 were killed, more than in all of May.", "killed", "12", "killed"),
        ("Shelling killed 3 and wounded another 12.", "wounded", "12", "wounded"),
        ("The toll may rise because 9 of them are missing.", "missing", "9", "missing"),
        ("Another 12 depots burnt.", "burnt", "12", "destroyed"),
    ],
)
def test_other_words_do_not_say(text: str, trigger: str, quantity: str, type: str) -> None:
    assert measured(text, trigger, quantity, type) is None


def test_a_new_count_lies_in_the_total_that_it_is_told_with() -> None:
    told = document("a", "Shells killed 12 more people in Sarim, bringing the total to 84 dead.")
    where = {"group": "people", "places": ("Sarim",)}
    new = claim(told, "killed", "killed", quantity="12", day="2031-03-03", **where)
    total = claim(told, "killed", "dead", quantity="84", **where)
    by_claim = {fact.claims: fact for fact in match((told,), [new, total])}
    assert by_claim[(new.claim.id,)].question == (
        "How many more people were killed in Sarim on 3 March 2031?"
    )
    assert by_claim[(new.claim.id,)].within == (by_claim[(total.claim.id,)].id,)
    assert by_claim[(total.claim.id,)].within == ()


def test_tolls_of_several_reports_stay_one_series() -> None:
    first = document("a", "The death toll of the raid on Sarim rises to 84.")
    second = document("b", "The death toll of the raid on Sarim rises to 91.", "Northwire")
    where = {"group": "people", "places": ("Sarim",), "day": "2031-03-03"}
    claims = [
        claim(first, "killed", "death toll", quantity="84", **where),
        claim(second, "killed", "death toll", quantity="91", **where),
    ]
    assert len(match((first, second), claims)) == 1
