"""With what an attack was made, as words tell."""

from __future__ import annotations

import pytest

from counterclaim.matching import match
from counterclaim.matching.means import means, means_level
from tests.making import claim, document


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("an air strike on the dam", {"air"}),
        ("airstrikes", {"air"}),
        ("CHLORINE in Sarim; Shelling goes on", {"chemical", "shelling"}),
        ("shelled", {"shelling"}),
        ("a suicide car bomb", {"suicide", "bomb"}),
        ("use of toxic gas", {"chemical"}),
        ("clashes broke out", {"ground"}),
        ("the gasoline depot", set()),
        ("fell", set()),
    ],
)
def test_words_name_means(words: str, found: set[str]) -> None:
    assert means(words) == found


def test_claims_that_name_no_means_are_not_told_apart_by_them() -> None:
    assert means_level(means("fell"), means("shelled")) == "unknown"


def test_other_means_speak_against_one_attack() -> None:
    def score(words: str) -> float:
        first = document("a", "Chlorine was used in Sarim on Monday.")
        second = document("b", f"{words} in Sarim on Monday.", "Northwire")
        told = {"places": ("Sarim",), "day": "2031-03-03"}
        gas = claim(first, "attacked", "Chlorine was used", **told)
        (fact,) = match((first, second), [gas, claim(second, "attacked", words, **told)])
        return fact.joins[0].score

    assert score("Toxic gas was used") > score("Clashes broke out")


def test_a_rare_means_joins_what_two_reports_say_of_it() -> None:
    first = document("a", "Poison gas was used in Sarim, the rebels said.")
    second = document("b", "The army denied that chemical weapons were used in Sarim.", "Northwire")
    told = {"places": ("Sarim",)}
    claims = [
        claim(first, "attacked", "Poison gas was used", **told),
        claim(second, "attacked", "chemical weapons were used", polarity="denied", **told),
    ]
    assert len(match((first, second), claims)) == 1
