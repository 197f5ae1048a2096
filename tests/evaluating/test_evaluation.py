from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.evaluating import Compared, Evaluation, Score
from tests.evaluating.twice import REPORT, burned, cases, fled, killed, seized


def evaluation() -> Evaluation:
    """Of four claims one is right, one has a wrong count, one a wrong group, one is missed; one
    is read that was not annotated."""
    gold = cases(killed(), fled(), seized(), burned())
    read = cases(killed(), fled(quantity="12"), seized(group="place"), killed())
    read = (*read[:3], replace(read[3], claim=replace(read[3].claim, id="claim-again")))
    other = replace(REPORT, id="r2", outlet=None)
    return Evaluation((Compared.of(REPORT, gold, read), Compared.of(other, cases(killed()), ())))


def test_claims_found_counts_right_and_claims_wholly_right() -> None:
    found = evaluation()
    assert found.detection() == Score(right=3, read=4, gold=5)
    assert found.counts() == Score(right=1, read=3, gold=4)
    assert found.whole() == Score(right=1, read=4, gold=5)


def test_precision_recall_and_f1() -> None:
    score = Score(right=3, read=4, gold=5)
    assert (score.precision, score.recall) == (0.75, 0.6)
    assert score.f1 == pytest.approx(2 / 3)
    assert Score(0, 0, 0).f1 == 0


def test_a_field_is_measured_on_the_claims_that_were_found() -> None:
    fields = evaluation().fields()
    assert fields["bounds"] == Score(2, 3, 3)
    assert fields["object_class"] == Score(2, 3, 3)
    assert fields["speaker"] == Score(3, 3, 3)


def test_types_and_outlets_stand_in_order_of_annotated_claims() -> None:
    found = evaluation()
    assert list(found.types().items()) == [
        ("killed", Score(1, 2, 2)),
        ("destroyed", Score(0, 0, 1)),
        ("displaced", Score(1, 1, 1)),
        ("seized", Score(1, 1, 1)),
    ]
    assert [(name, part.detection()) for name, part in found.outlets().items()] == [
        ("Valley Post", Score(3, 4, 4)),
        ("not known", Score(0, 0, 1)),
    ]


def test_a_type_that_nobody_annotated_is_told_too() -> None:
    found = Evaluation((Compared.of(REPORT, (), cases(killed())),))
    assert found.types() == {"killed": Score(0, 1, 0)}


def test_facts_and_links_tell_how_claims_were_brought_together() -> None:
    claims = [killed(), fled(), seized(), burned()]
    gold = cases(*claims, facts=("toll", "toll", "toll", "homes"))
    read = cases(*claims, facts=("fact-1", "fact-1", "fact-2", "fact-2"))
    found = Evaluation((Compared.of(REPORT, gold, read),))
    assert found.links() == Score(right=1, read=2, gold=3)
    facts = found.facts()
    assert facts is not None
    assert facts.precision == pytest.approx(3 / 4)
    assert facts.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_a_claim_that_was_put_to_no_fact_is_alone() -> None:
    gold = cases(killed(), fled(), facts=("toll", "toll"))
    found = Evaluation((Compared.of(REPORT, gold, cases(killed(), fled())),))
    assert found.links() == Score(right=0, read=0, gold=1)


def test_without_annotated_facts_there_is_nothing_to_say_of_them() -> None:
    assert evaluation().links() is None
    assert evaluation().facts() is None
