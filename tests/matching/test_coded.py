"""Levels of many pairs at once are those of each pair by itself; so are scores."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.matching import coded
from counterclaim.matching.coded import Coded
from counterclaim.matching.comparison import Comparing
from counterclaim.matching.levels import FEATURES, OF_ONE_REPORT
from counterclaim.matching.profiles import Profile, profile
from counterclaim.model import Document, GroundedClaim, Period
from tests.making import GAZETTEER, claim, document

WORDS = ("shells", "an air strike", "chlorine", "clashes")
DAYS = st.none() | st.integers(0, 6)


@st.composite
def told(draw: st.DrawFn) -> tuple[Document, GroundedClaim]:
    """A claim on a few places, days, counts and groups; reports may share their text."""
    town = draw(st.sampled_from([*GAZETTEER]))
    count = draw(st.sampled_from(("3", "at least 12", "14", "up to 9", "dozens")))
    means = draw(st.sampled_from(WORDS))
    text = document(
        f"d{draw(st.integers(0, 3))}{town}{count}{means}",
        f"{count} people were killed by {means} in {town}.",
    )
    made = claim(
        text, "killed", "killed", quantity=count, object="people",
        group=draw(st.sampled_from(("people", "civilians", "children", None))),
        places=(town,) if draw(st.booleans()) else (),
    )  # fmt: skip
    start, end = (day(draw(DAYS)) for _ in range(2))
    return text, replace(made, period=Period(None, start, end, None, "drawn"))


def day(after: int | None) -> date | None:
    return None if after is None else date(2031, 3, 1) + timedelta(after)


def profiles(drawn: list[tuple[Document, GroundedClaim]]) -> list[Profile]:
    return [profile(at, grounded, text) for at, (text, grounded) in enumerate(drawn)]


def every_pair(count: int) -> tuple[np.ndarray, np.ndarray]:
    low, high = np.triu_indices(count, 1)
    return low.astype(np.int64), high.astype(np.int64)


@pytest.mark.parametrize("table", [0, 6000])
@given(drawn=st.lists(told(), min_size=2, max_size=8))
def test_levels_are_those_of_each_pair(
    table: int, drawn: list[tuple[Document, GroundedClaim]]
) -> None:
    held = profiles(drawn)
    a, b = every_pair(len(held))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coded, "_TABLE", table)
        for feature in (*FEATURES, *OF_ONE_REPORT):
            found = Coded(feature, held)
            levels = [found.names[level] for level in found(a, b)]
            assert levels == [
                feature.level(feature.value(held[one]), feature.value(held[other]))
                for one, other in zip(a.tolist(), b.tolist(), strict=True)
            ]


@given(drawn=st.lists(told(), min_size=2, max_size=8))
def test_scores_do_not_depend_on_which_pairs_are_compared_together(
    drawn: list[tuple[Document, GroundedClaim]],
) -> None:
    held = profiles(drawn)
    comparing = Comparing(held, {text.id: text for text, _ in drawn})
    a, b = every_pair(len(held))
    at_once = comparing.scores(a, b)
    for at in range(len(a)):
        alone = comparing.scores(a[at : at + 1], b[at : at + 1])
        turned = comparing.scores(b[at : at + 1], a[at : at + 1])
        assert alone.scores[0] == at_once.scores[at] == pytest.approx(turned.scores[0], abs=1e-5)
        assert alone.told_apart[0] == at_once.told_apart[at]


@given(drawn=st.lists(told(), min_size=2, max_size=8), least=st.integers(-12, 3))
def test_words_are_left_out_only_where_they_could_not_matter(
    drawn: list[tuple[Document, GroundedClaim]], least: int
) -> None:
    held = profiles(drawn)
    comparing = Comparing(held, {text.id: text for text, _ in drawn})
    a, b = every_pair(len(held))
    exact, hurried = comparing.scores(a, b).scores, comparing.scores(a, b, least).scores
    assert np.array_equal(np.maximum(exact, least), np.maximum(hurried, least))


@pytest.mark.parametrize("reports", [1, 2])
def test_only_one_report_tells_a_new_count_and_a_total_apart(reports: int) -> None:
    """Another report's total may be of another day, and its new count in it or not."""
    parts = (
        "Another 12 people were killed in Sarim. ",
        "That brings the toll to 84 people killed in Sarim.",
    )
    texts = ("".join(parts),) * 2 if reports == 1 else parts
    held = [document(f"d{at % reports}", text) for at, text in enumerate(texts)]
    told = [
        claim(text, "killed", trigger, quantity=count)
        for text, trigger, count in zip(
            held, ("were killed", "people killed"), ("12", "84"), strict=True
        )
    ]
    comparing = Comparing(profiles(list(zip(held, told, strict=True))), {d.id: d for d in held})
    assert comparing.scores(*every_pair(2)).told_apart.tolist() == [reports == 1]
