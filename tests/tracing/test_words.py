"""Splitting texts into words that compare alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Span
from counterclaim.tracing.words import rows_of, words_of


def split(text: str) -> list[str]:
    words = words_of(text)
    return [words.span(at, at).of(text) for at in range(len(words))]


def test_words_are_split_at_everything_that_is_no_letter_or_digit() -> None:
    assert split("Rebel-held town (Idlib), 30,000 fled.") == [
        "Rebel", "held", "town", "Idlib", "30,000", "fled",
    ]  # fmt: skip


def test_case_accents_and_apostrophes_do_not_count() -> None:
    plain = words_of("Assads cafe 30000").hashes.tolist()
    assert words_of("ASSAD’S cafe\u0301 30,000").hashes.tolist() == plain
    assert words_of("Assad's café 30.000").hashes.tolist() == plain


def test_an_accent_on_the_last_letter_belongs_to_the_word() -> None:
    assert split("cafe\u0301 noir") == ["cafe\u0301", "noir"]


def test_letters_in_another_order_are_another_word() -> None:
    assert len(set(words_of("on no noon onno ab ba a b").hashes.tolist())) == 8


def test_scripts_without_spaces_count_by_the_character() -> None:
    assert split("叙利亚 army") == ["叙", "利", "亚", "army"]


def test_words_that_touch_a_span_are_left_out() -> None:
    words = words_of("one two three four").without([Span(5, 6)])
    assert words.starts.tolist() == [0, 8, 14]


@given(st.text(max_size=300))
def test_words_lie_in_the_text_in_order(text: str) -> None:
    words = words_of(text)
    bounds = [b for pair in zip(words.starts, words.ends, strict=True) for b in pair]
    assert bounds == sorted(bounds)
    for word in split(text):
        assert word and not any(char.isspace() for char in word)
        assert word[0].isalnum()


@given(st.text(max_size=100), st.text(max_size=100))
def test_words_do_not_depend_on_what_stands_around_them(a: str, b: str) -> None:
    joined = words_of(f"{a} | {b}").hashes.tolist()
    assert joined == words_of(a).hashes.tolist() + words_of(b).hashes.tolist()


@given(st.lists(st.text(), max_size=6))
def test_many_texts_are_split_as_each_of_them_is(texts: list[str]) -> None:
    for text, found in zip(texts, rows_of(texts), strict=True):
        alone = words_of(text)
        assert found.hashes.tolist() == alone.hashes.tolist()
        assert found.starts.tolist() == alone.starts.tolist()
        assert found.ends.tolist() == alone.ends.tolist()
