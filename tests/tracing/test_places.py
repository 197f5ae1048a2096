"""What documents have in common, by how common it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.policy import DEFAULT
from counterclaim.tracing.places import GRAM, LONG, Places, shared_places
from counterclaim.tracing.words import words_of

TEXTS = st.lists(st.text("abc ", max_size=60), max_size=8)
FEW = replace(DEFAULT, trace_rare_places=2, trace_common_places=3)

# Word for word, with the documents and the words at which they begin.
Found = dict[tuple[int, ...], list[tuple[int, int]]]


def found(places: Places, rows: list[list[int]]) -> Found:
    """The places by their words; equal words must have one number, and others another."""
    by_words: Found = defaultdict(list)
    numbers: dict[tuple[int, ...], set[int]] = defaultdict(set)
    columns = (places.grams, places.documents, places.positions)
    for gram, document, at in zip(*(column.tolist() for column in columns), strict=True):
        words = tuple(rows[document][at : at + places.length])
        by_words[words].append((document, at))
        numbers[words].add(gram)
    assert all(len(one) == 1 for one in numbers.values())
    assert len({gram for one in numbers.values() for gram in one}) == len(numbers)
    return by_words


def met(rows: list[list[int]], length: int) -> Found:
    """The words in turn that several documents have, in each at its first three places."""
    places: Found = defaultdict(list)
    for document, row in enumerate(rows):
        for at in range(len(row) - length + 1):
            words = tuple(row[at : at + length])
            if sum(here == document for here, _ in places[words]) < 3:
                places[words].append((document, at))
    return {words: at for words, at in places.items() if len({d for d, _ in at}) > 1}


@given(TEXTS)
def test_five_words_that_few_have_and_ten_where_five_are_common(texts: list[str]) -> None:
    split = [words_of(text) for text in texts]
    rows = [words.hashes.tolist() for words in split]
    shared = shared_places(split, np.zeros(len(texts), dtype=np.int32), FEW)
    fives = met(rows, GRAM)
    rare = {words for words, at in fives.items() if len(at) <= 2}
    assert found(shared.short, rows) == {words: fives[words] for words in rare}
    tens = found(shared.long, rows) | found(shared.news, rows)
    assert not len(shared.stock)
    for words, at in tens.items():
        assert words[:GRAM] not in rare
        assert set(at) <= set(met(rows, LONG)[words])
    assert all(len(at) <= 3 for at in found(shared.long, rows).values())
    assert all(len(at) > 3 for at in found(shared.news, rows).values())


@given(TEXTS, st.integers(0, 8))
def test_words_that_none_of_the_first_documents_has_need_not_be_found(
    texts: list[str], own: int
) -> None:
    split = [words_of(text) for text in texts]
    rows = [words.hashes.tolist() for words in split]
    days = np.zeros(len(texts), dtype=np.int32)
    every, some = (shared_places(split, days, FEW, first) for first in (None, own))
    for name in ("short", "long", "news", "stock"):
        whole, part = (found(getattr(one, name), rows) for one in (every, some))
        firsts = {words: at for words, at in whole.items() if at[0][0] < own}
        assert firsts.items() <= part.items() <= whole.items()


def test_what_many_have_within_days_is_a_dispatch_and_on_days_apart_stock() -> None:
    text = words_of("one two three four five six seven eight nine ten")
    for days, which in (([7, 7, 8, 9], "news"), ([7, 11, 15, 19], "stock")):
        shared = shared_places([text] * 4, np.array(days, dtype=np.int32), FEW)
        assert len(getattr(shared, which)) == 4
        assert len(shared.short) == len(shared.long) == 0
        assert len(shared.news) + len(shared.stock) == 4


def test_documents_of_no_words_have_nothing_in_common() -> None:
    for texts in ([], [""], ["", "one two"]):
        days = np.zeros(len(texts), dtype=np.int32)
        shared = shared_places([words_of(text) for text in texts], days, DEFAULT)
        assert not any(map(len, (shared.short, shared.long, shared.news, shared.stock)))
