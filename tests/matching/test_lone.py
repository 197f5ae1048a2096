"""An undated report of a rare attack tells of the only one known, where it is the only one."""

from __future__ import annotations

from counterclaim.matching import match
from counterclaim.matching.lone import WHY
from counterclaim.model import Bond, Bonds, Document, Fact, GroundedClaim
from tests.making import claim, document

DATED = document("a", "Doctors in Sarim treated men burnt when poison gas came on Monday.")
UNDATED = document("b", "World leaders condemn gas attack in Anvar.", "Harbour Daily")
BURIED = document("c", "Prices rose again. " * 20 + "A gas attack in Anvar was condemned.")
LATE = document("d", "World leaders condemn gas attack in Anvar.", "Northwire", "2031-03-20")
RIVAL = document("e", "Crops near Dovra withered after planes let chlorine fall on Monday.")
SHELLED = document("f", "World leaders condemn shelling in Anvar.", "Northwire")
ALL = (DATED, UNDATED, BURIED, LATE, RIVAL, SHELLED)


def told(report: Document, trigger: str, place: str, day: str | None = None) -> GroundedClaim:
    fields = {"day": day} if day else {}
    return claim(report, "attacked", trigger, places=(place,), **fields)


EVENT = told(DATED, "poison gas", "Sarim", "2031-03-03")
OTHER = told(RIVAL, "chlorine", "Dovra", "2031-03-03")


def facts(*claims: GroundedClaim, bonds: Bonds | None = None) -> tuple[Fact, ...]:
    return match(ALL, list(claims), bonds=bonds) if bonds else match(ALL, list(claims))


def test_the_only_one_of_these_days_takes_it_in_and_says_why() -> None:
    (fact,) = facts(EVENT, told(UNDATED, "gas attack", "Anvar"))
    assert any(join.reasons[-1] == WHY for join in fact.joins)


def test_of_two_it_is_neither() -> None:
    assert len(facts(EVENT, OTHER, told(UNDATED, "gas attack", "Anvar"))) == 3


def test_what_stands_far_down_in_a_report_may_be_of_another_day() -> None:
    assert len(facts(EVENT, told(BURIED, "gas attack", "Anvar"))) == 2


def test_weeks_later_it_may_be_another() -> None:
    assert len(facts(EVENT, told(LATE, "gas attack", "Anvar"))) == 2


def test_shelling_is_not_rare() -> None:
    dated = told(document("g", "Shelling hit Sarim on Monday."), "Shelling", "Sarim", "2031-03-03")
    told_so = told(SHELLED, "shelling", "Anvar")
    found = match((*ALL, document("g", "Shelling hit Sarim on Monday.")), [dated, told_so])
    assert not any(WHY in join.reasons for fact in found for join in fact.joins)


def test_reviewers_may_hold_the_two_apart() -> None:
    telling = told(UNDATED, "gas attack", "Anvar")
    apart = Bond((EVENT.claim.id,), (telling.claim.id,), "another attack")
    assert len(facts(EVENT, telling, bonds=Bonds(apart=(apart,)))) == 2
