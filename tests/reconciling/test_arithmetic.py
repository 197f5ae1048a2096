"""Sums across questions: parts, totals, and who must have said both."""

from __future__ import annotations

from typing import Any

from counterclaim.model import Document, Entry, GroundedClaim
from counterclaim.reconciling import reconcile
from tests.making import claim, document
from tests.reconciling.telling import fact

DAY = "2031-03-03"


def counted(
    text: Document, count: str, trigger: str, group: str = "people", **more: Any
) -> GroundedClaim:
    fields = {"places": ("Sarim",), "day": DAY} | more
    return claim(text, "killed", trigger, quantity=count, group=group, **fields)


def entries(
    documents: list[Document], whole: list[GroundedClaim], *parts: list[GroundedClaim]
) -> list[Entry]:
    """The entries of a question and of those within it, the whole first."""
    facts = [fact(*whole, name="whole")]
    facts += [
        fact(*part, name=f"part {at}", within=("fact-whole",)) for at, part in enumerate(parts)
    ]
    claims = [found for group in (whole, *parts) for found in group]
    found = {e.fact.id: e for e in reconcile(documents, claims, facts, (), ())}
    return [found[one.id] for one in facts]


def sums(entry: Entry) -> list[tuple[str, str]]:
    return [(r.kind, r.reason) for r in entry.relations if r.kind != "part_of"]


def sentence(words: str, whole: str, *parts: tuple[str, str, str]) -> list[Entry]:
    """One report of one sentence: ``whole`` people "killed", and its parts."""
    text = document("a", words, "Northwire", "2031-03-04")
    found = [[counted(text, count, trigger, group)] for count, trigger, group in parts]
    return entries([text], [counted(text, whole, "killed")], *found)


def test_each_question_says_what_it_is_a_part_of_and_in_what() -> None:
    words = "8 people were killed in Sarim, among them 3 children dead."
    _, children = sentence(words, "8", ("3", "dead", "children"))
    (relation,) = children.relations
    assert (relation.kind, relation.b) == ("part_of", "fact-whole")
    assert relation.reason == "children are among people"


def test_a_part_larger_than_the_total_of_its_sentence_is_pointed_out() -> None:
    words = "8 people were killed in Sarim, among them 11 children dead."
    whole, children = sentence(words, "8", ("11", "dead", "children"))
    assert sums(children) == [
        (
            "part_exceeds_whole",
            "Northwire of 2031-03-04 (a) gives 11, yet 8 in all in one sentence, although "
            "children are among people",
        )
    ]
    assert sums(children)[0][1] in children.reasons
    assert sums(whole) == []


def test_the_others_of_a_sentence_are_not_its_total() -> None:
    words = "31 civilians were dead in Sarim, among them women; 16 others were killed."
    _, civilians = sentence(words, "16", ("31", "dead", "civilians"))
    assert sums(civilians) == []


def test_parts_that_come_to_the_total_sum_to_it() -> None:
    words = "58 people were killed in Sarim: 38 fighters fell and 20 civilians died."
    whole, fighters, civilians = sentence(
        words, "58", ("38", "fell", "combatants"), ("20", "died", "civilians")
    )
    assert [kind for kind, _ in sums(whole)] == ["sums_to", "sums_to"]
    assert sums(whole)[0][1] == (
        "Northwire of 2031-03-04 (a) counts 38 and 20, 58 together, which is the total that it "
        "gives"
    )
    assert {r.a for r in whole.relations} == {fighters.fact.id, civilians.fact.id}


def test_parts_told_as_the_whole_that_do_not_come_to_it_are_pointed_out() -> None:
    words = "58 people were killed in Sarim: 30 fighters fell and 20 civilians died."
    whole, *_ = sentence(words, "58", ("30", "fell", "combatants"), ("20", "died", "civilians"))
    assert [kind for kind, _ in sums(whole)] == ["does_not_sum", "does_not_sum"]
    assert "50 together, yet gives 58 in all" in sums(whole)[0][1]


def test_some_parts_of_a_total_need_not_come_to_it() -> None:
    words = "58 people were killed in Sarim, including 30 fighters who fell and 20 civilians died."
    whole, *_ = sentence(words, "58", ("30", "fell", "combatants"), ("20", "died", "civilians"))
    assert sums(whole) == []


def test_parts_that_come_to_more_than_their_total_are_pointed_out() -> None:
    words = "58 people were killed in Sarim, including 40 fighters who fell and 30 civilians died."
    whole, *_ = sentence(words, "58", ("40", "fell", "combatants"), ("30", "died", "civilians"))
    assert "70 together, yet gives 58 in all" in sums(whole)[0][1]


def test_groups_that_share_members_are_not_summed() -> None:
    words = "58 people were killed in Sarim: 40 civilians fell and 20 children died."
    whole, *_ = sentence(words, "58", ("40", "fell", "civilians"), ("20", "died", "children"))
    assert sums(whole) == []


def test_two_towns_sum_to_their_province() -> None:
    words = "In Anvar 30 people were killed: 10 fell in Sarim and 20 died in Dovra."
    text = document("a", words, "Northwire")
    whole, *_ = entries(
        [text],
        [counted(text, "30", "killed", places=("Anvar",))],
        [counted(text, "10", "fell")],
        [counted(text, "20", "died", places=("Dovra",))],
    )
    assert [kind for kind, _ in sums(whole)] == ["sums_to", "sums_to"]


def test_one_sources_day_above_its_own_week_is_pointed_out() -> None:
    day = document("a", "The Rescue said 30 people were killed in Sarim.", "Northwire", DAY)
    week = document("b", "The Rescue said 20 people died in Sarim that week.", day="2031-03-08")
    inner = counted(day, "30", "killed", speaker="The Rescue")
    outer = counted(week, "20", "died", speaker="The Rescue", day="2031-03-08")
    whole, part = entries([day, week], [outer], [inner])
    ((kind, reason),) = sums(part)
    assert kind == "part_exceeds_whole"
    assert "The Rescue gives 30 in Northwire of 2031-03-03 (a), yet 20 in all in" in reason
    assert sums(whole) == []


def test_two_sources_that_count_each_in_its_own_way_prove_nothing() -> None:
    one = document("a", "The Rescue said 30 people were killed in Sarim.", "Northwire", DAY)
    other = document("b", "The mayor said 20 people died in Sarim that week.", day="2031-03-08")
    inner = counted(one, "30", "killed", speaker="The Rescue")
    outer = counted(other, "20", "died", speaker="The mayor")
    assert sums(entries([one, other], [outer], [inner])[1]) == []


def test_a_total_said_before_its_part_may_be_out_of_date() -> None:
    before = document("a", "The Rescue said 20 people died in Sarim.", day="2031-03-03")
    after = document("b", "The Rescue said 30 people were killed in Sarim.", day="2031-03-08")
    inner = counted(after, "30", "killed", speaker="The Rescue")
    outer = counted(before, "20", "died", speaker="The Rescue")
    assert sums(entries([before, after], [outer], [inner])[1]) == []
