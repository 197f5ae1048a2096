"""An explanation tells each step in sentences, and every number in it stands in the records."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from counterclaim.model import Collection, Decision, Entry, NearMiss, Relation
from counterclaim.publishing.explaining.paragraphs import Paragraph, Piece, sentence, words
from counterclaim.publishing.explanation import Explainer, record
from counterclaim.publishing.lookup import Lookup
from tests.publishing.incident import TEXTS, claims, collection

HELD = collection()
TOLL, STRIKE, CHILDREN, FIGHTERS = HELD.entries


def of(entry: Entry, held: Collection = HELD) -> dict[str, Paragraph]:
    told = Explainer.over(Lookup.over(held)).entry(entry)
    return {paragraph.step: paragraph for paragraph in told}


def with_toll(**changes: object) -> tuple[Entry, Collection]:
    toll = replace(TOLL, **changes)  # type: ignore[arg-type]
    return toll, replace(HELD, entries=(toll, *HELD.entries[1:]))


def test_an_entry_is_told_from_the_question_to_its_neighbours() -> None:
    assert list(of(TOLL)) == [
        "question", "claims", "joins", "voices", "range", "best", "status", "conflicts",
        "containment",
    ]  # fmt: skip
    assert of(TOLL)["question"].text == f"{TOLL.fact.question} 6 claims in 5 reports answer it."


def test_each_voice_is_quoted_with_report_source_and_number() -> None:
    told = [words(each) for each in of(TOLL)["claims"].sentences]
    assert told[0].startswith(
        "Northwire of 2031-03-03 (r1), citing Rural Rescue Network, gives at least 12: “"
    )
    assert any("Sarim hospital, gives 21 to 25, as unverified: “A tally" in each for each in told)
    assert any("in its own voice, says so: “An undated leaflet" in each for each in told)


def test_equal_sentences_are_quoted_once() -> None:
    told = of(TOLL)["claims"].text
    assert told.count("Shells struck the livestock market") == 1
    assert "The same words stand in The Valley Post of 2031-03-04 (r2)." in told


def test_a_join_has_its_reasons_and_its_score_in_words() -> None:
    assert "same town; same day (likely, 0.71)" in of(TOLL)["joins"].text
    assert "joins" not in of(CHILDREN)


def test_a_voice_is_told_with_what_joins_its_claims_and_how_it_moved() -> None:
    told = of(TOLL)["voices"].text
    assert "In the 6 claims there are 3 independent voices." in told
    assert "One voice is Rural Rescue Network, with 3 claims in Northwire of 2031-03-03" in told
    assert "all go back to Rural Rescue Network" in told
    assert "19 after 12" in told
    assert "Heard once: an unnamed outlet, in" in told


def test_who_copied_whom_is_told_where_the_passage_joined_the_claims() -> None:
    post = "The Valley Post of 2031-03-04 (r2)"
    reason = f"{post} shares the passage with Northwire of 2031-03-03 (r1)"
    voice = replace(TOLL.voices[0], reasons=(reason,))
    toll, held = with_toll(voices=(voice, *TOLL.voices[1:]))
    told = of(toll, held)["voices"].text
    assert f"{post} took its text from Northwire of 2031-03-03 (r1): r2 names Northwire" in told
    assert "took its text" not in of(TOLL)["voices"].text


def test_each_end_of_the_range_is_traced_to_a_voice_and_a_report() -> None:
    told = of(TOLL)["range"].text
    assert "The range goes from 19 to 25." in told
    assert "Rural Rescue Network (19, first in Harbour Daily of 2031-03-04 (r3))" in told
    assert "Sarim hospital (21 to 25, first in Sarim <b>Today</b> of 2031-03-06 (r5))" in told
    assert "1 voice gives no number." in told


def test_without_numbers_there_is_no_range_and_no_best() -> None:
    assert "neither a range nor a best value" in of(STRIKE)["range"].text
    assert "best" not in of(STRIKE)


def test_the_policy_that_decides_is_named_with_its_reason() -> None:
    assert of(TOLL)["best"].text == "There is no best value."
    reasons = ("policy cautious: best 19, the lowest of 2 figures",)
    toll, held = with_toll(best=19, reasons=reasons)
    assert of(toll, held)["best"].text == "The best value is 19, the lowest of 2 figures."


def test_conflicts_are_told_and_what_one_voice_denies_in_one_sentence() -> None:
    assert of(TOLL)["conflicts"].text == "21–25 lies above 19."
    assert of(STRIKE)["conflicts"].text == (
        "Ministry of Defence denies what is said by Rural Rescue Network."
    )
    assert of(CHILDREN)["conflicts"].text == "No other claim contradicts it."


def test_wider_and_narrower_questions_are_named() -> None:
    assert of(TOLL)["containment"].text == f"It contains “{CHILDREN.fact.question}” (4; 1 voice)."
    assert "It is a part of “How many people" in of(CHILDREN)["containment"].text


def test_a_near_miss_is_told_with_what_held_it_apart() -> None:
    miss = NearMiss(TOLL.fact.id, FIGHTERS.fact.id, 0.31, ("different groups",))
    toll, held = with_toll(fact=replace(TOLL.fact, near=(miss,)))
    told = of(toll, held)["near_misses"].text
    assert FIGHTERS.fact.question in told
    assert "different groups (less likely than not, 0.31)" in told


@pytest.mark.parametrize("entry", HELD.entries, ids=lambda entry: entry.fact.type)
def test_every_number_stands_in_the_records(entry: Entry) -> None:
    days = " ".join(str(document.published) for document in HELD.documents)
    known = {*re.findall(r"\d+", f"{HELD!r} {days}")}
    counts = (
        entry.fact.claims, entry.documents, entry.voices, entry.fact.joins,
        *(voice.claims for voice in entry.voices), *(voice.documents for voice in entry.voices),
    )  # fmt: skip
    known |= {str(len(held)) for held in counts} | {"1"}
    for paragraph in of(entry).values():
        assert {*re.findall(r"\d+", paragraph.text)} <= known


def test_a_claim_is_told_field_by_field_with_reader_and_certainty() -> None:
    wire = claims()["wire12"]
    told = {p.step: p.text for p in Explainer.over(Lookup.over(HELD)).claim(wire)}
    assert (
        "The count is “at least 12”, read by test (fairly sure, 0.90): at least 12."
        in (told["fields"])
    )
    assert "The place is “Karm al-Wadi”" in told["fields"]
    assert "since exact name" in told["fields"]
    assert "Rural Rescue Network → Northwire" in told["chain"]
    assert TOLL.fact.question in told["question"]
    assert "same town; same day" in told["joins"]


def test_a_claim_of_no_entry_says_so() -> None:
    told = Explainer.over(Lookup.over(HELD)).claim(claims()["loose"])
    assert "It answers no question" in " ".join(paragraph.text for paragraph in told)


def test_a_voice_is_told_with_its_claims_and_what_contradicts_it() -> None:
    hospital = TOLL.voices[1]
    told = {p.step: p.text for p in Explainer.over(Lookup.over(HELD)).voice(hospital, TOLL)}
    assert "gives 23" in told["claims"] and "gives 21 to 25" in told["claims"]
    assert told["conflicts"] == "21–25 lies above 19."


def test_many_conflicts_are_counted() -> None:
    pair = TOLL.voices[1].id, TOLL.voices[0].id
    relations = tuple(Relation("exceeds", *pair, f"reason {n}") for n in range(15))
    toll, held = with_toll(relations=relations)
    assert of(toll, held)["conflicts"].text.endswith("3 further conflicts are not told here.")


def test_programs_get_the_same_paragraphs_with_ids_of_what_they_name() -> None:
    told = Explainer.over(Lookup.over(HELD)).entry(TOLL)
    known = {
        *TEXTS, *(e.fact.id for e in HELD.entries), *(v.id for e in HELD.entries for v in e.voices),
        *(c.claim.id for c in HELD.claims),
    }  # fmt: skip
    for paragraph, given in zip(told, record(told), strict=True):
        assert given["text"] == paragraph.text
        sentences = given["sentences"]
        assert isinstance(sentences, list)
        for each in sentences:
            assert {*each["ids"]} <= known


def test_braces_in_a_document_are_words() -> None:
    made = sentence("{said} it", said=Piece("{0} {name}", "x"))
    assert words(made) == "{0} {name} it"


def test_what_reviewers_decided_is_told() -> None:
    claim = TOLL.fact.claims[0]
    accepted = Decision(
        "decision-1", "accept", "claim", (claim,), (), (), "Ines", "2031-03-07T10:00:00.000000",
        "as printed",
    )  # fmt: skip
    told = of(TOLL, replace(HELD, decisions=(accepted,)))
    assert told["decisions"].text == "Accept by Ines, 2031-03-07, as printed: in force."
    assert "decisions" not in of(CHILDREN, replace(HELD, decisions=(accepted,)))
