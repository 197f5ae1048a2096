"""Pairs of documents that have much text in common."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from counterclaim.model import Document
from counterclaim.policy import DEFAULT
from counterclaim.tracing import candidates, trace
from tests.tracing.reports import INDEPENDENT, REPRINT, REWRITE, WIRE, document


def told(text: str, at: int) -> str:
    """The same report in words that no other one has."""
    return " ".join(f"{word}{at}" for word in text.split())


def test_pairs_come_with_the_words_they_share_whatever_the_order() -> None:
    reports = [
        document("c", WIRE),
        document("b", REPRINT, 4),
        document("a", INDEPENDENT),
        document("d", REPRINT, None),
    ]
    first = candidates(reports)
    assert [(pair.a, pair.b) for pair in first] == [("b", "c"), ("b", "d"), ("c", "d")]
    assert first[1].words == len(REPRINT.replace("'", "").replace("-", " ").split())
    assert all(candidates(order) == first for order in permutations(reports))


def test_how_many_words_are_asked_for_is_a_choice() -> None:
    reports = [document("a", WIRE), document("b", REWRITE)]
    (pair,) = candidates(reports, replace(DEFAULT, trace_candidate_words=1))
    assert candidates(reports, replace(DEFAULT, trace_candidate_words=pair.words)) == (pair,)
    assert candidates(reports, replace(DEFAULT, trace_candidate_words=pair.words + 1)) == ()


def test_reports_further_apart_than_the_window_are_not_compared() -> None:
    reports = [
        replace(document(name, WIRE), published=day)
        for name, day in (("a", date(2021, 1, 1)), ("b", date(2021, 2, 1)), ("c", date(2021, 3, 4)))
    ]
    assert [(pair.a, pair.b) for pair in candidates(reports)] == [("a", "b"), ("b", "c")]


def test_nothing_has_no_pairs() -> None:
    assert candidates([]) == candidates([document("a", ""), document("b", "")]) == ()


def test_a_dispatch_that_very_many_print_is_tied_by_the_next_ones() -> None:
    reports = [document(f"{at:02}", f"{told('Our paper says', at)} {WIRE}") for at in range(30)]
    pairs = {(pair.a, pair.b) for pair in candidates(reports)}
    assert pairs == {
        (f"{one:02}", f"{other:02}")
        for one in range(30)
        for other in (one + 1, one + 2)
        if other < 30
    }


@pytest.mark.parametrize("find", [candidates, trace])
def test_a_longer_time_needs_no_more_memory(find: Callable[[Sequence[Document]], object]) -> None:
    """Two windows are held at a time, whether there are two of them or ten."""
    find(spread(1))
    few, many = (peak(find, spread(windows)) for windows in (2, 10))
    assert many < 1.4 * few


def spread(windows: int) -> list[Document]:
    """A hundred and fifty reports in each of so many windows, copies of each other by threes."""
    text = f"{WIRE} {REWRITE} {INDEPENDENT}"
    return [
        replace(document(f"{at}", told(text, at // 3)), published=date(2021, 1, 1) + timedelta(day))
        for at in range(150 * windows)
        for day in [at // 150 * 32 + at % 150 // 5]
    ]


def peak(find: Callable[[Sequence[Document]], object], reports: Sequence[Document]) -> int:
    tracemalloc.start()
    find(reports)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most
