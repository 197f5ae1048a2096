from __future__ import annotations

import pytest

from counterclaim.evaluating.pairing import paired, within
from counterclaim.model import Span
from tests.evaluating.twice import REPORT, burned, cases, fled, killed, seized
from tests.making import claim


def test_a_claim_of_the_same_type_in_the_same_sentence_is_found() -> None:
    (pair,) = paired(cases(killed(), seized()), cases(killed()))
    assert pair.gold.claim.type == pair.read.claim.type == "killed"
    assert pair.wrong == ()
    assert pair.whole and pair.counted


def test_another_type_or_another_sentence_is_not_found() -> None:
    assert paired(cases(killed()), cases(seized(), fled(), burned())) == ()
    elsewhere = claim(REPORT, "killed", "burned", quantity="12", object="people")
    assert paired(cases(killed()), cases(elsewhere)) == ()


def test_claims_are_paired_one_to_one_the_best_agreement_first() -> None:
    near = killed(object="Shelling", group="other")
    (pair,) = paired(cases(killed()), cases(near, killed()))
    assert pair.wrong == ()
    two = paired(cases(killed(), near), cases(near, killed()))
    assert [pair.wrong for pair in two] == [(), ()]


def test_a_right_count_outweighs_other_fields() -> None:
    count = killed(group=None, speaker=None, places=())
    others = killed(count="400")
    (pair,) = paired(cases(killed()), cases(others, count))
    assert "bounds" not in pair.wrong


def test_wrong_fields_are_named_and_some_of_them_spoil_the_whole() -> None:
    read = killed(actor="Rebels", day="2031-03-04")
    (pair,) = paired(cases(killed()), cases(read))
    assert pair.wrong == ("actor", "start", "end")
    assert pair.whole
    (pair,) = paired(cases(killed()), cases(killed(speaker="The governor")))
    assert pair.wrong == ("speaker",)
    assert not pair.whole


@pytest.mark.parametrize(
    ("trigger", "inside"),
    [((10, 14), True), ((19, 25), True), ((8, 14), True), ((6, 14), False), ((20, 24), False)],
)
def test_a_trigger_stands_in_the_sentence_that_holds_most_of_its_start(
    trigger: tuple[int, int], inside: bool
) -> None:
    assert within(Span(*trigger), Span(10, 20)) is inside
