"""Reports told otherwise keep their annotation."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.training.examples import reports
from counterclaim.training.names import COUNTRIES
from counterclaim.training.variation import Edit, Rewriting, lost, varied
from tests.training.making import OWN, SEIZED, report, values


@cache
def own() -> tuple[dict[str, Any], ...]:
    return tuple(reports(sorted(OWN.iterdir())[::5]))


@given(st.integers(0, 10_000), st.data())
def test_varied_reports_keep_their_spans(seed: int, data: st.DataObject) -> None:
    read = data.draw(st.sampled_from(own()))
    other = varied(read, random.Random(seed))
    assert other["text"].startswith(other["title"])
    for claim in other["claims"]:
        for found in values(claim):
            lo, hi = found["span"]
            assert other["text"][lo:hi] == found["text"] == found["text"].strip() != ""


@given(st.integers(0, 10_000), st.data())
def test_no_claim_is_added(seed: int, data: st.DataObject) -> None:
    read = data.draw(st.sampled_from(own()))
    other = varied(read, random.Random(seed))
    told = [(claim["type"], claim["object_class"]) for claim in read["claims"]]
    kept = [(claim["type"], claim["object_class"]) for claim in other["claims"]]
    rest = iter(told)
    assert all(one in rest for one in kept)


def test_hardly_a_claim_is_lost() -> None:
    told = sum(len(read["claims"]) for read in own())
    kept = sum(len(varied(read, random.Random(at))["claims"]) for at, read in enumerate(own()))
    assert kept >= 0.97 * told


def test_a_report_is_varied_the_same_way_for_the_same_seed() -> None:
    one, again, other = (varied(own()[0], random.Random(seed)) for seed in (7, 7, 8))
    assert one == again != other


@given(st.integers(0, 10_000))
def test_marks_that_are_lost_take_no_words_with_them(seed: int) -> None:
    text = "The mayor’s men – nine, he said – left “Awan”, but Omar-Bey's stayed; so it was."
    edits = list(lost(text, random.Random(seed)))
    told = Rewriting.of(text, edits).text
    letters = "".join(filter(str.isalnum, text))
    assert "".join(filter(str.isalnum, told)) == letters
    assert "  " not in told
    assert "Omar-Bey" in told  # a hyphen is no dash


def test_some_copies_lose_their_marks_and_some_swap_their_names() -> None:
    read = report(SEIZED)
    commas = {varied(read, random.Random(seed))["text"].count(",") for seed in range(40)}
    assert 0 in commas and read["text"].count(",") in commas
    towns = {
        place["text"]
        for seed in range(40)
        for claim in varied(read, random.Random(seed))["claims"]
        for place in claim["places"]
    }
    assert {"Kafr Awan", "Sarim"} < towns


def test_a_country_is_swapped_with_what_belongs_to_it() -> None:
    read = report(
        "=== t1 | valley-post | 2031-03-04\nSyrian jets over Syria\n\nSyrian guns hit Syria."
    )
    told = {varied(read, random.Random(seed))["text"] for seed in range(40)}
    pairs = {
        f"{c.adjective} jets over {c.name}\n\n{c.adjective} guns hit {c.name}." for c in COUNTRIES
    }
    assert told <= pairs | {read["text"]} and len(told) > 5


def test_an_inserted_mark_stays_outside() -> None:
    moved = Rewriting.of("six dead here", [Edit(3, 3, ","), Edit(4, 8, "injured")])
    assert moved.text == "six, injured here"
    assert moved.moved((0, 3)) == (0, 3)
    assert moved.moved((4, 8)) == (5, 12)
    assert moved.moved((3, 8)) == (4, 12)
    assert moved.moved((6, 13)) is None


@pytest.mark.parametrize(
    "words", ["mayor", "said", "mayor, said", "“Lions”", "Lions", "“", "of the “Lions”, said"]
)
def test_marks_that_are_lost_leave_the_words_around_them(words: str) -> None:
    text = "The mayor, said the men of the “Lions”, said nothing."
    start = text.rindex(words)
    moved = Rewriting.of(text, [Edit(at, at + 1, "") for at, c in enumerate(text) if c in ",“”"])
    at = moved.moved((start, start + len(words)))
    left = "".join(letter for letter in words if letter not in ",“”")
    assert (moved.text[slice(*at)] if at else "") == left
