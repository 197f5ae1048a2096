"""Annotated reports become what the network learns from: right answers in pieces."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extracting.labels import (
    CUE,
    OBJECT_CLASSES,
    POINTERS,
    POLARITIES,
    SIGNALS,
    TAGS,
    TYPES,
)
from counterclaim.extracting.marking import reach
from counterclaim.extracting.windows import pieces
from counterclaim.training.examples import (
    LONGEST,
    MENTIONS,
    NOTHING,
    Answer,
    Course,
    Example,
    example,
    located,
    reports,
)
from counterclaim.training.written import WrittenError
from tests.extracting.fake import doc, words
from tests.training.making import OWN, SEIZED, SHELLING, article, report


def shown(read: dict[str, Any], found: Example, first: int, last: int) -> str:
    """The text of pieces [first, last)."""
    return str(read["text"][found.pieces.starts[first] : found.pieces.ends[last - 1]])


def pointed(read: dict[str, Any], found: Example, answer: Answer, role: str) -> list[str]:
    """What an answer accepts in a role; nothing is ""."""
    return [
        shown(read, found, first - 1, last) if first else ""
        for first, last in answer.roles[POINTERS.index(role)]
    ]


def test_a_claim_is_what_its_annotation_says() -> None:
    read = report(SEIZED)
    found = example(words(), read)
    (answer,) = found.answers
    assert shown(read, found, *answer.mark.trigger) == "seized"
    assert shown(read, found, *answer.mark.anchor) == "village"
    assert (answer.mark.type, answer.mark.kind) == (TYPES.index("seized"), 2)
    assert answer.object_class == OBJECT_CLASSES.index("place")
    assert answer.polarity == POLARITIES.index("asserted")
    assert pointed(read, found, answer, "actor") == ["Rebels", "Rebels"]
    assert pointed(read, found, answer, "wider_place") == ["Sarim"]
    assert pointed(read, found, answer, "speaker") == ["state television"]
    assert pointed(read, found, answer, "via") == ["Radio Awan"]
    assert answer.roles[POINTERS.index("time")] == NOTHING
    # A report says nothing of attributions: these are left out of what is learnt.
    assert answer.roles[POINTERS.index("content")] == ()
    assert found.known == slice(0, CUE)


def test_a_place_may_be_taken_from_any_mention_but_an_object_may_not() -> None:
    read = report()
    found = example(words(), read)
    killed = found.answers[1]
    assert pointed(read, found, killed, "place") == ["Umm Dafuq", "Umm Dafuq"]
    assert pointed(read, found, killed, "object") == ["people"]
    first = killed.roles[POINTERS.index("place")][0]
    assert found.pieces.starts[first[0] - 1] > read["text"].index("killed")  # the one annotated
    head = "=== t | v | 2031-03-04\nAwan\n\nRebels took Awan.\n"
    many = report(head + "- seized | took | | Awan | place | | Awan" + "\nAwan is lost." * 20)
    (answer,) = example(words(), many).answers
    assert len(answer.roles[POINTERS.index("object")]) == 1
    assert len(answer.roles[POINTERS.index("place")]) == MENTIONS


def test_pieces_announce_the_claims_of_their_trigger() -> None:
    read = report()
    found = example(words(), read)
    assert found.signals.shape == (len(found.pieces), len(SIGNALS))
    marked = [
        (SIGNALS[kind], shown(read, found, at, at + 1))
        for at, kind in zip(*found.signals.nonzero(), strict=True)
    ]
    assert marked == [
        ("killed", "kills"),
        ("killed", "killed"),
        ("attacked", "shell"),
        ("attacked", "ing"),
    ]


def test_the_counts_of_one_trigger_are_tagged_together() -> None:
    read = report()
    found = example(words(), read)
    assert len(found.answers) == 4 and len(found.groups) == 3
    mark, tags = found.groups[1]
    lo, hi = reach(found.pieces, mark.trigger)
    assert len(tags) == hi - lo
    tagged = [(shown(read, found, at, at + 1), TAGS[tags[at - lo]]) for at in range(lo, hi)]
    assert [one for one in tagged if one[1] != "out"] == [
        ("At", "quantity"),
        ("least", "quantity more"),
        ("19", "quantity more"),
        ("six", "quantity"),
    ]
    of_six = found.answers[2].mark
    assert shown(read, found, *of_six.anchor) == "six" and of_six.trigger == mark.trigger


def test_an_object_in_another_sentence_is_no_anchor() -> None:
    read = report(
        "=== t | v | 2031-03-04\nAwan\n\nThe mill stood idle.\nShells struck again.\n"
        "- attacked | struck | | The mill"
    )
    found = example(words(), read)
    (answer,) = found.answers
    assert answer.mark.kind == 0
    assert pointed(read, found, answer, "object") == ["The mill"]


def test_an_article_tells_of_cues_sources_and_content() -> None:
    read = article()
    found = example(words(), read)
    said, rained = found.answers
    assert shown(read, found, *said.mark.trigger) == "said"
    assert pointed(read, found, said, "speaker") == ["the mayor"]
    assert pointed(read, found, said, "content") == ["Nine died"]
    assert pointed(read, found, said, "more_content") == ["and six fled"]
    assert shown(read, found, *rained.mark.trigger) == "according to"
    assert rained.roles[POINTERS.index("more_content")] == NOTHING
    # An article says nothing of claims: these are left out of what is learnt.
    assert said.roles[POINTERS.index("actor")] == ()
    assert (said.object_class, said.polarity, found.groups) == (-100, -100, ())
    assert found.known == slice(CUE, CUE + 1) and found.signals[:, :CUE].sum() == 0


@pytest.mark.parametrize("missing", ["cue", "source", "content"])
def test_an_attribution_may_lack_a_part(missing: str) -> None:
    read = article()
    del read["attributions"][1][missing]
    found = example(words(), read)
    if missing == "cue":
        assert len(found.answers) == 1
    else:
        role = {"source": "speaker", "content": "content"}[missing]
        assert found.answers[1].roles[POINTERS.index(role)] == NOTHING


@given(st.data())
def test_a_span_of_whole_words_is_found_in_pieces(data: st.DataObject) -> None:
    text = "Unmarked lorries left Kramatorsk: nine, by one count; ten by another."
    found = pieces(words(), doc(text))
    lo = data.draw(st.sampled_from(found.starts[found.first_of_word].tolist()))
    hi = data.draw(st.sampled_from([e for e in found.ends[found.last_of_word].tolist() if e > lo]))
    at = located(found, (lo, hi))
    assert at and (found.starts[at[0]], found.ends[at[1] - 1]) == (lo, hi)


def test_a_span_that_is_empty_or_absurdly_long_is_not_found() -> None:
    text = "nine " * (LONGEST + 2)
    found = pieces(words(), doc(text))
    assert located(found, (0, 5 * LONGEST - 1)) == (0, LONGEST)
    assert located(found, (0, 5 * LONGEST + 4)) is None
    assert located(found, (4, 5)) is None


def test_a_course_varies_reports_and_repeats_itself() -> None:
    told = (report(SHELLING), report(SEIZED), article())

    def ids(course: Course, epoch: int) -> list[list[int]]:
        return [found.pieces.ids.tolist() for found in course(epoch)]

    plain, varied = (Course(words(), told, share, 3) for share in (0.0, 1.0))
    assert ids(plain, 0) == ids(plain, 1)
    assert ids(varied, 0) == ids(varied, 0) and len(ids(varied, 0)) == 3
    assert any(ids(varied, 0) != ids(varied, epoch) for epoch in range(1, 4))
    assert all(ids(varied, epoch)[2] == ids(plain, 0)[2] for epoch in range(4))  # articles stay


def test_a_course_draws_others_in_each_epoch() -> None:
    lot = tuple(report(f"=== t{at} | v | 2031-03-04\nAwan\n\n{at} died.") for at in range(9))
    course = Course(words(), (article(),), 0.0, 3, ((lot, 2), (lot[:1], 5)))
    drawn = [[tuple(found.pieces.ids.tolist()) for found in course(epoch)] for epoch in range(6)]
    assert {len(found) for found in drawn} == {1 + 2 + 1}
    assert len({found[0] for found in drawn}) == len({found[3] for found in drawn}) == 1
    assert len({one for found in drawn for one in found[1:3]}) > 4


def test_files_and_folders_are_read_in_order(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(SEIZED, encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(json.dumps(report()) + "\n\n", encoding="utf-8")
    read = list(reports([tmp_path, tmp_path / "b.txt"]))
    assert read == [report(SHELLING), report(SEIZED), report(SEIZED)]
    (tmp_path / "b.txt").write_text("Nine died.", encoding="utf-8")
    with pytest.raises(WrittenError, match=r"^b\.txt:1: "):
        list(reports([tmp_path]))


def test_our_own_reports_can_all_be_learnt_from() -> None:
    own = list(reports(sorted(OWN.iterdir())[::6]))
    for read in own:
        found = example(words(), read)
        assert len(found.answers) == len(read["claims"])
        assert all(role for answer in found.answers for role in answer.roles[:7])
        assert np.isin(found.signals, (0, 1)).all()
