"""Annotated reports come back as decisions on the claims that the ledger holds in them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from counterclaim.model import Change, Collection, Decision, GroundedClaim, Problem, Span, Words
from counterclaim.model.decision import claim_of
from counterclaim.publishing import EXPORTS
from counterclaim.publishing.exports import Source, Where
from counterclaim.publishing.exports.held import in_memory
from counterclaim.publishing.exports.marked import marked
from counterclaim.publishing.returns import RETURNS, decisions
from counterclaim.review import reviewed
from tests.making import claim, document
from tests.publishing import incident
from tests.review.reports import understand

NOW = "2031-05-01T08:00:00+00:00"
TEXT = "Shells killed 12 people in Sarim, the mayor said. Rebels seized Dovra. Homes burned."
REPORT = document("r1", TEXT)
Line = dict[str, Any]


def read(*args: Any, **fields: Any) -> GroundedClaim:
    """A claim with the id that the machine would give it."""
    made = claim(REPORT, *args, **fields)
    return replace(made, claim=replace(made.claim, id=claim_of("r1", marked(made).values)))


KILLED = read(
    "killed", "killed", quantity="12", object="people", group="people", places=("Sarim", "Dovra"),
    speaker="the mayor",
)  # fmt: skip
SEIZED = read("seized", "seized", object="Dovra", group="place")
BURNED = read("destroyed", "burned", object="Homes", group="buildings")


def ledger(*claims: GroundedClaim, decided: Sequence[Decision] = ()) -> Collection:
    return Collection(documents=(REPORT,), claims=claims, decisions=tuple(decided))


def exported(held: Collection) -> list[Line]:
    return [json.loads(line) for line in EXPORTS["annotated-jsonl"](held)]


def annotation(*claims: GroundedClaim) -> Line:
    """The report as somebody annotates it who does not know the ledger."""
    (line,) = exported(ledger(*claims))
    del line["shown"]
    for each in line["claims"]:
        del each["id"]
    return line


def back(
    tmp_path: Path, held: Collection, *lines: Line, user: str = "Ana"
) -> list[Decision | Problem]:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return list(decisions(RETURNS["annotated-jsonl"](path, held, ()), held, user, NOW))


def made(found: Sequence[Decision | Problem]) -> list[tuple[str, str]]:
    return sorted((d.kind, d.targets[0]) for d in found if isinstance(d, Decision))


def taken(held: Collection, found: Sequence[Decision | Problem]) -> Collection:
    """The ledger once these decisions are carried out."""
    every = (*held.decisions, *(d for d in found if isinstance(d, Decision)))
    result = reviewed(every, held.documents, held.claims, understand)
    return replace(held, claims=result.claims, decisions=every)


def test_a_claim_that_both_have_is_accepted(tmp_path: Path) -> None:
    (decision,) = back(tmp_path, ledger(KILLED), annotation(KILLED))
    assert isinstance(decision, Decision)
    assert (decision.kind, decision.targets) == ("accept", (KILLED.claim.id,))
    assert (decision.user, decision.time[:19]) == ("Ana", NOW[:19])
    assert decision.reason == "annotated in gold.jsonl, line 1"


def test_fields_that_differ_are_corrected(tmp_path: Path) -> None:
    gold = annotation(KILLED)
    (told,) = gold["claims"]
    told |= {"lower": 11, "speaker": None, "polarity": "unverified", "sentence": [0, 32]}
    told["trigger"] = {"text": "killed 12", "span": [7, 16]}
    (decision,) = back(tmp_path, ledger(KILLED), gold)
    assert isinstance(decision, Decision)
    assert (decision.kind, decision.targets) == ("correct", (KILLED.claim.id,))
    assert decision.changes == (
        Change("sentence", (Words(TEXT[:32], Span(0, 32)),)),
        Change("trigger", (Words("killed 12", Span(7, 16)),)),
        Change("lower", 11),
        Change("speaker", ()),
        Change("polarity", "unverified"),
    )


def test_places_in_another_order_are_a_correction(tmp_path: Path) -> None:
    gold = annotation(KILLED)
    gold["claims"][0]["places"].reverse()
    (decision,) = back(tmp_path, ledger(KILLED), gold)
    assert isinstance(decision, Decision)
    (change,) = decision.changes
    assert isinstance(change.value, tuple)
    assert [words.text for words in change.value] == ["Dovra", "Sarim"]


def test_a_field_that_is_left_out_stays_as_the_ledger_has_it(tmp_path: Path) -> None:
    gold = annotation(KILLED)
    for field in ("speaker", "places", "lower", "upper", "precision", "start", "end"):
        del gold["claims"][0][field]
    assert made(back(tmp_path, ledger(KILLED), gold)) == [("accept", KILLED.claim.id)]


def test_what_the_annotation_lacks_is_rejected_and_what_it_has_more_is_added(
    tmp_path: Path,
) -> None:
    found = back(tmp_path, ledger(KILLED, SEIZED), annotation(KILLED, BURNED))
    assert made(found) == [
        ("accept", KILLED.claim.id),
        ("add", "r1"),
        ("reject", SEIZED.claim.id),
    ]
    (added,) = (d for d in found if isinstance(d, Decision) and d.kind == "add")
    assert added.claims == (BURNED.claim.id,)
    values = {change.field: change.value for change in added.changes}
    assert values["object"] == (Words("Homes", Span(71, 76)),)
    assert values["sentence"] == (Words("Homes burned.", Span(71, 84)),)
    assert (values["start"], values["end"]) == (None, None)  # said to be none
    assert "speaker" not in values


def test_the_words_of_a_day_bring_its_days_along(tmp_path: Path) -> None:
    """Else they would be understood anew, and the annotated days lost."""
    gold = annotation(KILLED)
    gold["claims"][0]["time"] = {"text": "Homes", "span": [71, 76]}
    (decision,) = back(tmp_path, ledger(KILLED), gold)
    assert isinstance(decision, Decision)
    assert [change.field for change in decision.changes] == ["time", "start", "end"]


def test_once_taken_an_import_changes_nothing(tmp_path: Path) -> None:
    held = ledger(replace(KILLED, claim=replace(KILLED.claim, polarity="denied")), SEIZED)
    gold = annotation(KILLED, BURNED)
    first = back(tmp_path, held, gold)
    assert [kind for kind, _ in made(first)] == ["add", "correct", "reject"]
    after = taken(held, first)
    assert back(tmp_path, after, gold) == []
    told = annotation(*after.claims)["claims"]
    assert [each["trigger"] for each in told] == [each["trigger"] for each in gold["claims"]]


def test_another_person_may_accept_what_one_has_corrected(tmp_path: Path) -> None:
    held = ledger(replace(KILLED, claim=replace(KILLED.claim, polarity="denied")))
    after = taken(held, back(tmp_path, held, annotation(KILLED)))
    found = back(tmp_path, after, annotation(KILLED), user="Ben")
    assert made(found) == [("accept", KILLED.claim.id)]


def test_claims_of_one_sentence_are_set_against_the_one_at_their_words(tmp_path: Path) -> None:
    """However alike the others are: nothing is corrected from one into the other."""
    text = "Shells killed 3 men and 3 men were killed by mines."
    report = document("r1", text)
    first = claim(report, "killed", "killed", quantity="3", object="men")
    at = text.rindex("killed")
    trigger = replace(first.claim.trigger, span=Span(at, at + 6))
    second = replace(first, claim=replace(first.claim, id="claim-2", trigger=trigger))
    held = Collection(documents=(report,), claims=(first, second))
    (line,) = exported(held)
    del line["shown"]
    line["claims"] = [{**each, "id": None} for each in reversed(line["claims"])]
    found = back(tmp_path, held, line)
    assert sorted(made(found)) == sorted([("accept", first.claim.id), ("accept", "claim-2")])


def test_one_claim_that_is_annotated_twice_is_told_and_taken_once(tmp_path: Path) -> None:
    gold = annotation(KILLED)
    gold["claims"].append({**gold["claims"][0], "polarity": "denied"})
    accepted, problem = back(tmp_path, ledger(KILLED), gold)
    assert isinstance(accepted, Decision) and accepted.kind == "accept"
    assert isinstance(problem, Problem)
    assert str(problem).startswith("annotated in gold.jsonl, line 1: r1: killed, “killed” at 7")
    assert back(tmp_path, taken(ledger(KILLED), [accepted]), gold) == [problem]


def test_reports_that_cannot_be_taken_are_told_and_the_others_taken(tmp_path: Path) -> None:
    gold = annotation(KILLED)
    other, changed = {**gold, "doc": "r7", "text": TEXT + "!"}, {**gold, "text": TEXT + " "}
    broken = {**gold, "claims": [{**gold["claims"][0], "type": "slain"}]}
    *problems, decision = back(tmp_path, ledger(KILLED), other, changed, broken, gold)
    assert isinstance(decision, Decision) and decision.kind == "accept"
    lacking, differing, wrong = map(str, problems)
    path = tmp_path / "gold.jsonl"
    assert lacking == f"{path}, line 1: r7 is not in the ledger; build the ledger with it"
    assert differing.startswith(f"{path}, line 2: r1 has another text in the ledger; annotate")
    assert wrong.startswith(f"{path}, line 3: r1: claim 1 has the type 'slain'; write one of")


def test_a_report_of_another_id_is_known_by_its_text(tmp_path: Path) -> None:
    gold = {**annotation(KILLED, BURNED), "doc": "mine"}
    assert made(back(tmp_path, ledger(KILLED), gold)) == [
        ("accept", KILLED.claim.id),
        ("add", "r1"),
    ]


@pytest.mark.parametrize("conditions", [(), ("type=killed",), ("outlet=Northwire",)])
def test_an_export_that_nobody_changed_decides_nothing(
    tmp_path: Path, conditions: tuple[str, ...]
) -> None:
    held = incident.collection()
    source = Source(in_memory(held), Where.of(conditions))
    lines = [json.loads(line) for line in EXPORTS["annotated-jsonl"](source)]
    assert back(tmp_path, held, *lines) == []


def test_corrections_in_an_export_are_decisions(tmp_path: Path) -> None:
    held = ledger(KILLED, SEIZED)
    (line,) = exported(held)
    killed, _ = line["claims"]
    killed["trigger"] = {"text": "Shells", "span": [0, 6]}  # known by its id all the same
    line["claims"] = [killed, *annotation(BURNED)["claims"]]
    found = back(tmp_path, held, line)
    assert made(found) == [
        ("add", "r1"),
        ("correct", KILLED.claim.id),
        ("reject", SEIZED.claim.id),
    ]


def test_a_claim_that_was_not_shown_is_not_rejected(tmp_path: Path) -> None:
    held = ledger(KILLED, SEIZED)
    (line,) = map(
        json.loads, EXPORTS["annotated-jsonl"](Source(in_memory(held), Where.of(["type=killed"])))
    )
    line["claims"] = []
    assert made(back(tmp_path, held, line)) == [("reject", KILLED.claim.id)]


def test_a_claim_that_the_ledger_no_longer_holds_is_passed_over(tmp_path: Path) -> None:
    (line,) = exported(ledger(KILLED, SEIZED))
    line["claims"][0]["lower"] = 3
    assert back(tmp_path, ledger(SEIZED), line) == []
