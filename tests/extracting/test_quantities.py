"""Counts: what the guidelines say of each hedge, and what holds for any text."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extracting.quantities import NO_NUMBER, Bounds, Count, find, parse, parse_at
from counterclaim.model import Span


@pytest.mark.parametrize(
    ("words", "lower", "upper", "precision"),
    [
        ("43", 43, 43, "exact"),
        ("at least 43", 43, None, "at_least"),
        ("At Least Three", 3, None, "at_least"),
        ("no fewer than 264", 264, None, "at_least"),
        ("20 civilians at least", 20, None, "at_least"),
        ("40 or more", 40, None, "at_least"),
        ("20+", 20, None, "at_least"),
        ("more than 25", 26, None, "at_least"),
        ("over 1,000", 1001, None, "at_least"),
        ("perhaps more than 200", 201, None, "at_least"),
        ("more than a quarter of a million", 250_001, None, "at_least"),
        ("up to 120", None, 120, "at_most"),
        ("as many as 11", None, 11, "at_most"),
        ("no more than six", None, 6, "at_most"),
        ("fewer than 50", None, 49, "at_most"),
        ("around 2,000", 2000, 2000, "about"),
        ("an estimated 400000", 400_000, 400_000, "about"),
        ("Some 14", 14, 14, "about"),
        ("30 or so", 30, 30, "about"),
        ("10 to 15", 10, 15, "between"),
        ("between 229 and 425", 229, 425, "between"),
        ("10–15", 10, 15, "between"),
        ("two or three", 2, 3, "between"),
        ("2-3 million", 2_000_000, 3_000_000, "between"),
        ("from 500 to well over 1000", 500, None, "between"),
        ("dozens", 24, None, "vague"),
        ("scores", 40, None, "vague"),
        ("tens of thousands", 20_000, None, "vague"),
        ("hundreds of thousands", 200_000, None, "vague"),
        ("several", 3, None, "vague"),
        ("several dozen", 36, None, "vague"),
        ("several hundred", 300, None, "vague"),
        ("several hundred thousand", 300_000, None, "vague"),
        ("millions", 2_000_000, None, "vague"),
        ("a", 1, 1, "exact"),
        ("another", 1, 1, "exact"),
        ("another five", 5, 5, "exact"),
        ("a total of 2,500", 2500, 2500, "exact"),
        ("a man and his wife", 2, 2, "exact"),
        ("seventeen", 17, 17, "exact"),
        ("twenty-five", 25, 25, "exact"),
        ("two thousand", 2000, 2000, "exact"),
        ("one hundred and fifty", 150, 150, "exact"),
        ("fifteen hundred", 1500, 1500, "exact"),
        ("1.5 million", 1_500_000, 1_500_000, "exact"),
        ("two and a half million", 2_500_000, 2_500_000, "exact"),
        ("2m", 2_000_000, 2_000_000, "exact"),
        ("5 lakh", 500_000, 500_000, "exact"),
        ("11 000", 11_000, 11_000, "exact"),
        ("1.300", 1300, 1300, "exact"),
        ("half a dozen", 6, 6, "exact"),
        ("a dozen", 12, 12, "exact"),
        ("two dozen", 24, 24, "exact"),
        ("a pair", 2, 2, "exact"),
    ],
)
def test_hedge_gives_bounds(
    words: str, lower: int | None, upper: int | None, precision: str
) -> None:
    assert parse(words) == Bounds(lower, upper, precision)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    [
        "many",
        "a number of",
        "most",
        "all but one",
        "nearly half",
        "two thirds",
        "90 percent",
        "some 40 per cent",
        "90% of",
    ],
)
def test_quantity_without_number_has_no_bounds(words: str) -> None:
    assert parse(words) == NO_NUMBER


@pytest.mark.parametrize("words", ["", "first", "the fifteenth", "soldiers", "9" * 5000])
def test_words_of_no_quantity_give_none(words: str) -> None:
    assert parse(words) is None


def test_hedge_beside_the_span_is_taken_in() -> None:
    text = "Officials said at least 43 people died, and 20 or more were hurt."
    at = text.index("43")
    count = parse_at(text, at, at + 2)
    assert count is not None
    assert count.span.of(text) == "at least 43"
    assert count.bounds == Bounds(43, None, "at_least")


def test_a_hedge_of_the_next_line_is_not_taken_in() -> None:
    text = "Offensive in Darvan kills 80\n\nAt least 80 people have been killed."
    at = text.index("80")
    found = parse_at(text, at, at + 2)
    assert found == Count(Span(at, at + 2), Bounds(80, 80, "exact"))


@pytest.mark.parametrize(
    ("text", "words", "lower"),
    [
        ("The toll rose by 29 to 633 on Saturday.", "29 to 633", 633),
        ("The number of dead climbed from six to nine.", "six to nine", 9),
        ("The toll went up sharply from 40 to at least 52.", "from 40 to at least 52", 52),
    ],
)
def test_of_a_count_that_changed_the_new_number_holds(text: str, words: str, lower: int) -> None:
    count = parse_at(text, text.index(words), text.index(words) + len(words))
    assert count and count.bounds.lower == lower
    assert count.bounds.upper in (lower, None)


@pytest.mark.parametrize(
    "text", ["Tolls ranged from 50 to 100.", "It was raided by 50 to 100 gunmen."]
)
def test_other_ranges_stay(text: str) -> None:
    at = text.index("50 to 100")
    count = parse_at(text, at, at + len("50 to 100"))
    assert count and (count.bounds.lower, count.bounds.upper) == (50, 100)


def test_a_number_that_measures_is_no_count() -> None:
    found = parse_at("600 square km of the region are under water", 0, 3)
    assert found == Count(Span(0, 3), Bounds(None, None, None))


def test_an_article_before_an_unknown_number_is_not_one() -> None:
    found = parse_at("They took an unknown number of villagers.", 10, 12)
    assert found == Count(Span(10, 27), Bounds(None, None, None))


def test_cut_digits_are_taken_whole() -> None:
    text = "Around 2,000 fled."
    count = parse_at(text, text.index("2"), text.index("2") + 1)
    assert count is not None
    assert count.span.of(text) == "Around 2,000"
    exact = parse_at("It killed 45,000 men.", 10, 12)
    assert exact is not None and exact.bounds.lower == 45_000


def test_over_belongs_to_the_verb_that_takes_it() -> None:
    text = "The rebels took over two villages."
    count = parse_at(text, text.index("two"), text.index("two") + 3)
    assert count is not None
    assert count.bounds == Bounds(2, 2, "exact")


def found(text: str) -> list[str]:
    return [count.span.of(text) for count in find(text, 0, len(text))]


def test_all_counts_of_a_sentence() -> None:
    text = "At least 43 people died, 11 of them children; dozens fled and two dozen cars burned."
    assert found(text) == ["At least 43", "11", "dozens", "two dozen"]


def test_counts_are_found_where_words_are_cut() -> None:
    text = "Rebels captured16 villages and 7houses"
    for end in range(len(text)):
        assert all(count.span.end <= end for count in find(text, 8, end))


@pytest.mark.parametrize(
    "text",
    [
        "It began in 2011 and went on until 15 April 2017.",
        "On April 15, at 8:30 and again at 9 p.m., shells fell.",
        "The town lies 20 km from the border, 12 miles from the river.",
        "Ahmad Karim, 34, and a 12-year-old boy aged 12 live there.",
        "They hold 60 percent, or 60%, of the city.",
        "The T-72 fired 125mm shells; a MiG 21 and an S-300 stood by.",
        "It cost $300 and then 20 million dollars.",
        "Resolution 2254 and Route 5 are named; no one and one another are not.",
        "It lasted for six days and 24 hours.",
        "The 2013 attack was the first of its kind on 12/05.",
    ],
)
def test_numbers_that_count_nobody_are_left_out(text: str) -> None:
    assert found(text) == []


def test_year_like_numbers_may_count() -> None:
    assert found("The army said 2000 fighters left and nearly 2000 air raids followed.") == [
        "2000",
        "nearly 2000",
    ]


@given(st.integers(0, 10_000_000_000), st.sampled_from(["plain", "comma", "space"]))
def test_formatted_number_comes_back(value: int, style: str) -> None:
    marks = {"plain": "", "comma": ",", "space": " "}
    assert parse(f"{value:,}".replace(",", marks[style])) == Bounds(value, value, "exact")


UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety"


def spelled(value: int) -> str:
    if value < 20:
        return UNITS.split()[value]
    if value < 100:
        return TENS.split()[value // 10] + (f"-{UNITS.split()[value % 10]}" if value % 10 else "")
    if value < 1000:
        rest = f" and {spelled(value % 100)}" if value % 100 else ""
        return f"{UNITS.split()[value // 100]} hundred{rest}"
    rest = f" {spelled(value % 1000)}" if value % 1000 else ""
    return f"{spelled(value // 1000)} thousand{rest}"


@given(st.integers(0, 9999))
def test_spelled_number_comes_back(value: int) -> None:
    assert parse(spelled(value)) == Bounds(value, value, "exact")


WORDY = st.lists(
    st.sampled_from(
        [
            "at least", "more than", "between", "and", "to", "-", "dozens", "of", "several", "a",
            "12", "1,300", "300", "000", "2m", "half", "million", "twenty", "-", "five", "up to",
            "fewer than", "\n", "people", "%", "2013", "April", ".", "é\u0301", "🙂", "\x00",
        ]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(st.one_of(st.text(max_size=200), WORDY), st.integers(-5, 250), st.integers(-5, 250))
def test_any_text_gives_sound_bounds_and_spans(text: str, start: int, end: int) -> None:
    counts = find(text, start, end)
    at = parse_at(text, start, end)
    every = [count.bounds for count in counts] + ([at.bounds] if at else [])
    whole = parse(text)
    for bounds in [*every, *([whole] if whole else [])]:
        assert bounds.lower is None or bounds.lower >= 0
        assert bounds.upper is None or bounds.upper >= (bounds.lower or 0)
    for count in counts:
        assert max(0, start) <= count.span.start < count.span.end <= min(len(text), end)
        assert count.span.of(text).strip() == count.span.of(text)
    for before, after in pairwise(counts):
        assert before.span.end <= after.span.start


@pytest.mark.shared
def test_gold_counts_are_read_as_annotated(shared: Path) -> None:
    right = total = 0
    for name in ("dev", "train"):
        with (shared / "claims" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            documents = [json.loads(line) for line in lines]
        for document in documents:
            for claim in document["claims"]:
                if claim["quantity"] is None:
                    continue
                count = parse_at(document["text"], *claim["quantity"]["span"])
                bounds = count.bounds if count else NO_NUMBER
                total += 1
                right += bounds == Bounds(claim["lower"], claim["upper"], claim["precision"])
    assert right / total >= 0.97
