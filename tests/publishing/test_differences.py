from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.publishing.differences import MOST_WORK, Differences, differences
from counterclaim.publishing.word_rows import WordRow

TEXT = st.lists(st.sampled_from("the ridge fell at dawn, Orvane’s men said “no” 30,000".split()))
TEXTS = st.tuples(TEXT.map(" ".join), TEXT.map(" ".join))


def told(a: str, b: str, most: int = MOST_WORK) -> list[tuple[str, str]]:
    """The stretches that differ, in words."""
    one, other = WordRow.of(a), WordRow.of(b)
    return [
        (" ".join(words(one, s.a)), " ".join(words(other, s.b)))
        for s in differences(one, other, most).stretches
        if not s.equal
    ]


def words(row: WordRow, held: range) -> list[str]:
    return [row.words(range(at, at + 1)) for at in held]


def check(a: str, b: str, most: int) -> Differences:
    one, other = WordRow.of(a), WordRow.of(b)
    found = differences(one, other, most)
    assert [at for s in found.stretches for at in s.a] == list(range(len(one)))
    assert [at for s in found.stretches for at in s.b] == list(range(len(other)))
    keys, others = one.keys.tolist(), other.keys.tolist()
    for stretch in found.stretches:
        same = keys[stretch.a.start : stretch.a.stop] == others[stretch.b.start : stretch.b.stop]
        assert same or not stretch.equal
        assert stretch.a or stretch.b
    assert all(first.equal != second.equal for first, second in pairwise(found.stretches))
    return found


def test_words_left_out_added_and_changed_are_told() -> None:
    source = "The bridge at Orvane fell at dawn, the three witnesses said on Friday"
    copy = "The old bridge at Orvane fell at dusk, the witnesses said on Friday"
    assert told(source, copy) == [("", "old"), ("dawn", "dusk"), ("three", "")]


def test_case_accents_and_punctuation_make_no_difference() -> None:
    assert told("“Régime’s men” took 30,000.", "regimes men took 30000") == []


@given(TEXTS)
def test_every_word_is_told_once_and_in_order(texts: tuple[str, str]) -> None:
    assert not check(*texts, most=MOST_WORK).coarse


@given(TEXTS)
def test_a_coarse_comparison_tells_every_word_too(texts: tuple[str, str]) -> None:
    check(*texts, most=0)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(texts: tuple[str, str]) -> None:
    assert told(texts[0], texts[0], most=0) == []


def test_what_is_too_long_is_compared_by_the_words_that_stand_once() -> None:
    source = " ".join(f"word{at} the" for at in range(9000))
    copy = source.replace("word70 the", "changed the").replace("word8000 the", "the")
    found = check(source, copy, MOST_WORK)
    assert found.coarse
    assert told(source, copy) == [("word70", "changed"), ("word8000", "")]


def test_hostile_passages_are_compared_coarsely() -> None:
    other = [f"b{at}" if at % 2 else "x" for at in range(20_000)]
    same = [f"a{at}" if at % 2 else "x" for at in range(20_000)]
    assert check(" ".join(same), " ".join(other), MOST_WORK).coarse
    swapped = [f"a{at ^ 1}" for at in range(20_000)]
    assert check(" ".join(f"a{at}" for at in range(20_000)), " ".join(swapped), MOST_WORK).coarse
