"""Whose word a claim is, and what a voice last said."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Copy, Credit, Passage, Span
from tests.making import claim, document
from tests.reconciling.telling import WHERE, Pair, dead, kinds, one, ranges, says

RESCUE = "the Rescue"


def lines(id: str, text: str, *claims: dict[str, str | None], **more: str) -> list[Pair]:
    """One report with several claims."""
    whole = document(id, text, more.get("outlet", f"Paper {id}"), more.get("day", "2031-03-04"))
    return [
        (whole, says(id, text, c["count"], trigger=c["trigger"], speaker=c.get("speaker"))[1])
        for c in claims
    ]


def test_a_headline_is_the_word_of_the_one_who_is_quoted_below_it() -> None:
    entry = one(
        *lines(
            "a",
            "Dozens killed in Sarim. At least 43 people died in Sarim, the Rescue said.",
            {"count": "Dozens", "trigger": "killed"},
            {"count": "At least 43", "trigger": "died", "speaker": RESCUE},
        )
    )
    assert ranges(entry) == {RESCUE: (43, None)}
    assert "attributes it to the Rescue" in entry.voices[0].reasons[0]


def test_a_higher_number_than_the_one_quoted_is_the_reports_own() -> None:
    entry = one(
        *lines(
            "a",
            "At least 100 killed in Sarim. At least 24 people died in Sarim, the Rescue said.",
            {"count": "At least 100", "trigger": "killed"},
            {"count": "At least 24", "trigger": "died", "speaker": RESCUE},
        )
    )
    assert ranges(entry) == {"Paper a": (100, None), RESCUE: (24, None)}
    assert [voice.kind for voice in entry.voices] == ["outlet", "monitor"]


def test_a_number_is_not_the_word_of_a_speaker_who_gives_none() -> None:
    entry = one(
        *lines(
            "a",
            "At least 100 killed in Sarim. Many people died in Sarim, the Rescue said.",
            {"count": "At least 100", "trigger": "killed"},
            {"count": None, "trigger": "died", "speaker": RESCUE},
        )
    )
    assert ranges(entry) == {"Paper a": (100, None), RESCUE: (None, None)}


def test_a_headline_that_two_sources_fit_goes_to_the_one_who_gives_its_number() -> None:
    entry = one(
        *lines(
            "a",
            "At least 20 killed in Sarim. At least 31 people died, the mayor said. At least 20 "
            "people perished, the Rescue said. Sarim is full of people.",
            {"count": "At least 20", "trigger": "killed"},
            {"count": "At least 31", "trigger": "died", "speaker": "the mayor"},
            {"count": "At least 20", "trigger": "perished", "speaker": RESCUE},
        )
    )
    assert [len(voice.claims) for voice in entry.voices] == [2, 1]
    assert entry.voices[0].name == RESCUE


def test_an_outlet_that_repeats_a_number_it_once_attributed_adds_no_voice() -> None:
    first = dead("a", "70", RESCUE, outlet="Northwire", day="2031-03-03")
    again = dead("b", "70", outlet="Northwire", day="2031-03-07")
    assert ranges(one(first, again)) == {RESCUE: (70, 70)}


def test_an_outlet_is_the_same_whether_it_prints_an_agencys_text_or_its_own() -> None:
    text, found = dead("a", "70", RESCUE, outlet="Valley Post", day="2031-03-03")
    text = replace(text, credits=(Credit("Northwire", Span(0, 2), "tail"),))
    again = dead("b", "70", outlet="Valley Post", day="2031-03-07")
    assert ranges(one((text, found), again)) == {RESCUE: (70, 70)}


def test_a_number_that_an_outlet_attributed_only_later_was_its_own() -> None:
    own = dead("a", "70", outlet="Northwire", day="2031-03-03")
    later = dead("b", "70", RESCUE, outlet="Northwire", day="2031-03-07")
    assert len(one(own, later).voices) == 2


def test_own_reporting_does_not_tie_two_speakers_through_one_agency() -> None:
    """Two papers print an agency's text, each quoting somebody else in it."""
    credit = Credit("Northwire", Span(0, 4), "tail")
    pairs = [
        *lines(
            "a",
            "At least 40 killed in Sarim. At least 40 people died in Sarim, the Rescue said.",
            {"count": "At least 40", "trigger": "killed"},
            {"count": "At least 40", "trigger": "died", "speaker": RESCUE},
        ),
        *lines(
            "b",
            "At least 70 killed in Sarim. At least 70 people died in Sarim, the mayor said.",
            {"count": "At least 70", "trigger": "killed"},
            {"count": "At least 70", "trigger": "died", "speaker": "the mayor"},
        ),
    ]
    entry = one(*((replace(text, credits=(credit,)), found) for text, found in pairs))
    assert ranges(entry) == {RESCUE: (40, None), "the mayor": (70, None)}


def test_an_outlet_credited_with_agencies_is_still_the_outlet() -> None:
    text, found = dead("a", "12", outlet="valleypost")
    credit = Credit("Valley Post and agencies", Span(0, 4), "tail")
    entry = one((replace(text, credits=(credit,)), found))
    assert [(voice.name, voice.kind) for voice in entry.voices] == [("valleypost", "outlet")]


def test_two_sources_in_one_copied_sentence_stay_two() -> None:
    text = "At least 22 were killed and 30 died, two offices said: the mayor and the Rescue. Sarim."
    both: list[dict[str, str | None]] = [
        {"count": "At least 22", "trigger": "killed", "speaker": "the mayor"},
        {"count": "30", "trigger": "died", "speaker": RESCUE},
    ]
    text += " Many people live there."
    whole = Passage(Span(0, len(text)), Span(0, len(text)))
    copy = Copy("a", "b", "duplicate", "a->b", (whole,), 1.0, ("the same text",))
    entry = one(*lines("a", text, *both), *lines("b", text, *both), copies=(copy,))
    assert ranges(entry) == {"the mayor": (22, None), RESCUE: (30, 30)}


def test_reports_of_one_day_are_taken_in_the_order_of_a_growing_toll() -> None:
    tolls = [
        dead("a", "At least 43", RESCUE),
        dead("b", "24", RESCUE),
        dead("c", "At least 112", RESCUE, day="2031-03-05"),
    ]
    entry = one(*tolls)
    assert [(p.lower, p.upper) for p in entry.series] == [(24, 24), (43, None), (112, None)]
    assert kinds(entry) == ["revises", "revises"]
    assert "of one day, so the order is taken from the numbers" in entry.relations[0].reason
    assert ranges(entry) == {RESCUE: (112, None)}


def test_an_old_number_in_a_late_report_does_not_come_back() -> None:
    entry = one(
        dead("a", "43", RESCUE),
        dead("b", "At least 112", RESCUE, day="2031-03-05"),
        dead("c", "43", RESCUE, day="2031-03-06"),
    )
    assert ranges(entry) == {RESCUE: (112, None)}


def test_a_looser_number_says_nothing_new() -> None:
    entry = one(
        dead("a", "At least 68", RESCUE),
        dead("b", "more than 60", RESCUE, day="2031-03-06"),
    )
    assert ranges(entry) == {RESCUE: (68, None)}
    assert entry.status == "single_voice"


def test_a_number_within_two_bounds_narrows_them() -> None:
    entry = one(dead("a", "10 to 15", RESCUE), dead("b", "12", RESCUE, day="2031-03-06"))
    assert kinds(entry) == ["refines"]
    assert ranges(entry) == {RESCUE: (12, 12)}


def test_a_hedge_that_a_headline_drops_is_kept() -> None:
    entry = one(
        *lines(
            "a",
            "43 killed in Sarim. At least 43 people died in Sarim, the Rescue said.",
            {"count": "43", "trigger": "killed"},
            {"count": "At least 43", "trigger": "died", "speaker": RESCUE},
        )
    )
    assert ranges(entry) == {RESCUE: (43, None)}


def test_a_plain_number_goes_before_a_round_one() -> None:
    entry = one(
        *lines(
            "a",
            "Nearly 70 were killed in Sarim. At least 68 people died in Sarim, the Rescue said.",
            {"count": "Nearly 70", "trigger": "killed"},
            {"count": "At least 68", "trigger": "died", "speaker": RESCUE},
        )
    )
    assert ranges(entry) == {RESCUE: (68, None)}


def test_a_number_that_the_text_recalls_is_not_the_last() -> None:
    text = "The Rescue said 126 people were killed, updating a previous toll of 112 dead in Sarim."
    pairs = lines(
        "a",
        text,
        {"count": "126", "trigger": "killed", "speaker": "The Rescue"},
        {"count": "112", "trigger": "dead", "speaker": "The Rescue"},
    )
    assert ranges(one(*pairs)) == {"The Rescue": (126, 126)}


def test_a_part_beside_the_toll_is_not_a_new_toll() -> None:
    toll = dead("a", "At least 112", RESCUE)
    both = lines(
        "b",
        "At least 112 people were killed in Sarim, the Rescue said; 98 died in the buses.",
        {"count": "At least 112", "trigger": "killed", "speaker": RESCUE},
        {"count": "98", "trigger": "died", "speaker": RESCUE},
    )
    entry = one(toll, *both)
    assert ranges(entry) == {RESCUE: (112, None)}
    assert [point.lower for point in entry.series] == [112, 98, 112]


def test_what_was_added_to_a_toll_is_not_the_toll() -> None:
    toll = dead("a", "19", RESCUE)
    both = lines(
        "b",
        "Now the Rescue counts 31 people killed in Sarim. 12 names were added to the dead.",
        {"count": "31", "trigger": "killed", "speaker": RESCUE},
        {"count": "12", "trigger": "added", "speaker": RESCUE},
    )
    assert ranges(one(toll, *both)) == {RESCUE: (31, 31)}


@given(st.permutations([24, 43, 70, 112]))
def test_the_order_of_one_days_reports_does_not_matter(tolls: list[int]) -> None:
    entry = one(*(dead(f"r{at}", f"{toll}", RESCUE) for at, toll in enumerate(tolls)))
    assert ranges(entry) == {RESCUE: (112, 112)}
    assert [point.lower for point in entry.series] == [24, 43, 70, 112]


def test_a_source_without_a_name_is_another_in_another_report() -> None:
    entry = one(
        dead("a", "12", "residents", kind="unnamed_source"),
        says(
            "b", "Near Sarim 12 people were killed, residents of Dovra said.", "12",
            speaker="residents of Dovra", kind="unnamed_source",
        ),
    )  # fmt: skip
    assert len(entry.voices) == 2


def test_a_claim_without_any_source_or_place_still_has_a_voice() -> None:
    text = document("a", "People were killed.")
    (voice,) = one((text, claim(text, "killed", "killed"))).voices
    assert voice.name == "Valley Post"
    assert WHERE["group"] == "people"
