"""When feeds have their turns."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.watching.schedule import Schedule


def schedule(every: float, *feeds: str) -> Schedule:
    made = Schedule(every, random.Random(1))
    made.hold(feeds, 0.0)
    return made


@given(st.floats(1.0, 5000.0), st.integers(0, 40))
def test_a_turn_comes_after_a_pause_and_later_while_a_feed_fails(
    every: float, failures: int
) -> None:
    made = schedule(every, "a")
    assert list(made.due(0.0)) == ["a"] and not list(made.due(0.0))
    for _ in range(failures):
        made.failed("a", 0.0)
    pause = min(every * 2.0**failures, max(3600.0, every))
    assert not list(made.due(0.899 * pause))
    assert list(made.due(1.101 * pause)) == ["a"]
    made.answered("a")
    assert list(made.due(3 * pause)) == ["a"]
    assert list(made.due(3 * pause + 1.101 * every)) == ["a"]


def test_feeds_spread() -> None:
    feeds = [f"feed {number}" for number in range(100)]
    made = schedule(30.0, *feeds)
    assert list(made.due(0.0)) == feeds
    some = list(made.due(30.0))
    assert 20 < len(some) < 80 and len(list(made.due(33.1))) == 100 - len(some)


def test_a_feed_that_is_new_has_its_turn_at_once_and_the_others_keep_theirs() -> None:
    made = schedule(30.0, "a", "b")
    list(made.due(0.0))
    made.hold(["a", "c"], 1.0)
    assert list(made.due(1.0)) == ["c"]
    assert sorted(made.due(40.0)) == ["a", "c"]
    made.failed("b", 40.0)
    made.answered("b")
    assert not list(made.due(40.0))
