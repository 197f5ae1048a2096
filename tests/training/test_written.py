"""Written reports: every value is found in the text, and a line that breaks a rule is named."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.model import terms
from counterclaim.training.examples import reports
from counterclaim.training.written import WrittenError, written
from tests.training.making import OWN, SEIZED, SHELLING, report, values

HEAD = "=== t1 | valley-post | 2031-03-04\n"


def claim(sentences: str) -> dict[str, Any]:
    """The one claim of a report."""
    (only,) = report(HEAD + sentences)["claims"]
    return dict(only)


def words(claim: dict[str, Any], *roles: str) -> list[str | None]:
    return [claim[role]["text"] if claim[role] else None for role in roles]


def test_a_report_is_a_title_and_paragraphs_of_sentences() -> None:
    read = report(HEAD + "Shelling in Awan\nNine died.\nSix fled.\n\n\nIt rains.\n")
    assert (read["doc"], read["outlet"], read["published"]) == ("t1", "valley-post", "2031-03-04")
    assert read["title"] == "Shelling in Awan"
    assert read["text"] == "Shelling in Awan\n\nNine died. Six fled.\n\nIt rains."
    assert read["claims"] == []


def test_a_claim_has_the_words_of_its_line() -> None:
    (seized,) = report(SEIZED)["claims"]
    assert words(seized, "trigger", "quantity", "object", "actor", "time", "speaker") == [
        "seized", None, "village", "Rebels", None, "state television"
    ]  # fmt: skip
    assert [place["text"] for place in seized["places"]] == ["Kafr Awan", "Sarim"]
    assert [medium["text"] for medium in seized["via"]] == ["Radio Awan"]
    assert (seized["type"], seized["object_class"]) == ("seized", "place")
    assert seized["polarity"] == "asserted"
    assert (seized["lower"], seized["upper"], seized["precision"]) == (None, None, None)


def test_every_value_stands_in_the_text_where_it_says() -> None:
    read = report()
    for one in read["claims"]:
        lo, hi = one["sentence"]
        assert lo <= one["trigger"]["span"][0] < one["trigger"]["span"][1] <= hi
        for value in values(one):
            assert read["text"][slice(*value["span"])] == value["text"]


def test_counts_have_the_bounds_that_their_words_give() -> None:
    _, killed, children, denied = report()["claims"]
    assert (killed["lower"], killed["upper"], killed["precision"]) == (19, None, "at_least")
    assert (children["lower"], children["upper"], children["precision"]) == (6, 6, "exact")
    assert denied["polarity"] == "denied"


def test_a_number_tells_which_of_equal_triggers_is_meant() -> None:
    sentence = "Nine were killed in Awan, six were killed in Sarim.\n"
    first, second = claim(sentence + "- killed | killed"), claim(sentence + "- killed | killed#2")
    assert first["trigger"]["span"][0] == sentence.index("killed")
    assert second["trigger"]["span"][0] == sentence.rindex("killed")
    assert words(second, "trigger") == ["killed"]


def test_the_mention_nearest_to_the_trigger_is_meant() -> None:
    read = report(
        HEAD + "Awan shelled\n\nAwan saw rain all day.\nShells hit Awan again.\n"
        "- attacked | Shells | | Awan\nIt rains in Awan."
    )
    (shells,) = read["claims"]
    assert shells["object"]["span"][0] == read["text"].index("Awan again")


def test_words_are_whole_words_and_marks_are_no_part_of_them() -> None:
    one = claim("Unmarked mark, market: the mark(s).\n- moved | mark | | market")
    assert (one["trigger"]["span"], one["object"]["span"]) == ([9, 13], [15, 21])
    with pytest.raises(WrittenError, match="'mar' does not stand in the sentence"):
        claim("A title\nUnmarked mark, market.\n- moved | mar")


def test_reports_follow_one_another() -> None:
    assert [one["doc"] for one in written((SHELLING + SEIZED).splitlines())] == ["t1", "t2"]
    assert list(written([])) == list(written(["", "  "])) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Nine died.", "own.txt:1: the report's first line is missing (=== …)"),
        ("\n=== t1 | valley-post", "own.txt:2: write === id | outlet | date"),
        (HEAD + "- killed | died", "own.txt:2: a claim before the first sentence"),
        (
            HEAD + "Nine died.\n- killed" + " | x" * 11,
            "own.txt:3: a claim has 11 parts, not 12",
        ),
        (
            HEAD + "Nine died.\n- slain | died",
            f"own.txt:3: type 'slain' is none of {', '.join(terms.CLAIM_TYPES)}",
        ),
        (
            HEAD + "Nine died.\n- killed | died | Nine | | humans",
            f"own.txt:3: object_class 'humans' is none of {', '.join(['', *terms.OBJECT_CLASSES])}",
        ),
        (
            HEAD + "Nine died.\n- killed | died | | | | | | | | | true",
            "own.txt:3: polarity 'true' is none of asserted, denied, unverified",
        ),
        (
            HEAD + "Nine died.\nSix fled.\n- killed | died",
            "own.txt:4: trigger: 'died' does not stand in the sentence as whole words",
        ),
        (
            HEAD + "Nine died.\nSix fled.\n- killed | ",
            "own.txt:4: trigger: '' does not stand in the sentence as whole words",
        ),
        (
            HEAD + "Nine died.\nSix fled.\n- displaced | fled | Nine",
            "own.txt:4: quantity: 'Nine' does not stand in the sentence as whole words",
        ),
        (
            HEAD + "Nine died.\nSix fled.\n\n- displaced | fled | Six | people",
            "own.txt:5: object: 'people' does not stand in the report as whole words",
        ),
        (
            HEAD + "Nine died.\n- killed | died | Nine | | people | | Awan; Sarim",
            "own.txt:3: place: 'Awan' does not stand in the report as whole words",
        ),
        (
            HEAD + "A title\nNine died, six died.\n- killed | died#3",
            "own.txt:4: trigger: 'died' does not stand 3 times in the sentence as whole words",
        ),
        (
            HEAD + "Nine died, six died.\n- killed | died#second",
            "own.txt:3: trigger: write died#2 for the second 'died'",
        ),
        (
            HEAD + "Nine died, six died.\n- killed | died#0",
            "own.txt:3: trigger: write died#2 for the second 'died'",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(WrittenError) as raised:
        list(written(text.splitlines(), "own.txt"))
    assert str(raised.value) == message


# The reports that the shipped weights are trained on.


def test_our_own_reports_can_all_be_read() -> None:
    own = list(reports([OWN]))
    assert len({read["doc"] for read in own}) == len(own) >= 250
    kinds = {one["type"] for read in own for one in read["claims"]}
    assert kinds == set(terms.CLAIM_TYPES)
    for read in own:
        assert read["text"].startswith(read["title"]) and read["title"] != read["text"]
        for one in read["claims"]:
            assert all(read["text"][slice(*v["span"])] == v["text"] for v in values(one))
