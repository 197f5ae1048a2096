from __future__ import annotations

from counterclaim.evaluating import Compared, Evaluation, mistakes
from tests.evaluating.twice import REPORT, cases
from tests.making import claim, document

MANY = document(
    "r2",
    "Fire killed 3 in Sarim. A blast killed 250 in Dovra. Rebels seized Anvar. Frost wounded 9000.",
)


def test_themes_take_turns_the_commonest_first_and_great_numbers_lead() -> None:
    few = claim(MANY, "killed", "killed 3", quantity="3")
    most = claim(MANY, "killed", "killed 250", quantity="250")
    taken = claim(MANY, "seized", "seized")
    hurt = claim(MANY, "wounded", "wounded", quantity="9000")
    missed = Evaluation((Compared.of(MANY, cases(taken, few, most, hurt), ()),))
    order = [mistake.told.claim for mistake in mistakes(missed)["missed"]]
    assert order == [most.claim, taken.claim, hurt.claim, few.claim]
    extra = Evaluation((Compared.of(MANY, (), cases(taken, few, most, hurt)),))
    assert [mistake.told.claim for mistake in mistakes(extra)["extra"]] == order


def test_a_found_claim_with_wrong_fields_has_both_readings() -> None:
    gold = claim(REPORT, "killed", "killed", quantity="12", speaker="the mayor")
    read = claim(REPORT, "killed", "killed", quantity="12", speaker="The governor")
    found = mistakes(Evaluation((Compared.of(REPORT, cases(gold), cases(read)),)))
    (mistake,) = found["wrong"]
    assert mistake.wrong == ("speaker",)
    assert mistake.gold is not None and mistake.gold.claim == gold.claim
    assert mistake.read is not None and mistake.read.claim == read.claim
    assert found["missed"] == found["extra"] == ()


def test_what_is_right_is_no_mistake() -> None:
    same = cases(claim(REPORT, "seized", "seized"))
    assert not any(mistakes(Evaluation((Compared.of(REPORT, same, same),))).values())
