"""Every trigger is read once, with enough of the document around it, and never with too much."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extracting.scenes import AROUND, STRETCH, TITLE, TOGETHER, WHOLE, scenes
from counterclaim.extracting.triggers import Trigger
from tests.extracting.fake import row


@st.composite
def triggered(draw: st.DrawFn) -> tuple[list[int], list[Trigger]]:
    """Sentences of some length, and triggers anywhere, a few of them absurdly long."""
    sizes = draw(st.lists(st.integers(1, 3000), min_size=1, max_size=8))
    count = sum(sizes)
    places = st.tuples(
        st.integers(0, 13), st.integers(0, count - 1), st.integers(1, 4) | st.integers(1, 1500)
    )
    found = draw(st.lists(places, max_size=2 * TOGETHER, unique=True))
    return sizes, [
        Trigger(type, (at, min(count, at + size)), 0.9) for type, at, size in sorted(found)
    ]


@given(triggered())
def test_each_trigger_stands_in_exactly_one_scene(given: tuple[list[int], list[Trigger]]) -> None:
    sizes, triggers = given
    found = row(*sizes)
    read = []
    for scene in scenes(found, triggers):
        assert scene.where.tolist() == scene.pieces.ids.tolist()
        for trigger in scene.triggers:
            own = scene.where[slice(*trigger.pieces)].tolist()
            assert own == list(range(own[0], own[-1] + 1))
            read.append(Trigger(trigger.type, (own[0], own[-1] + 1), trigger.score))
    assert sorted(read, key=repr) == sorted(triggers, key=repr)


@given(triggered())
def test_scenes_are_bounded(given: tuple[list[int], list[Trigger]]) -> None:
    sizes, triggers = given
    longest = max((hi - lo for lo, hi in (t.pieces for t in triggers)), default=0)
    for scene in scenes(row(*sizes), triggers):
        assert 0 < len(scene.triggers) <= TOGETHER
        assert len(scene.pieces) <= max(WHOLE, TITLE + STRETCH + 2 * AROUND + longest)


@given(triggered())
def test_roles_are_looked_for_around_the_triggers(given: tuple[list[int], list[Trigger]]) -> None:
    sizes, triggers = given
    found = row(*sizes)
    for scene in scenes(found, triggers):
        seen = set(scene.where.tolist())
        first = scene.where[min(lo for lo, _ in (t.pieces for t in scene.triggers))]
        last = scene.where[max(hi for _, hi in (t.pieces for t in scene.triggers)) - 1]
        assert seen >= set(range(max(0, first - AROUND), min(len(found), last + AROUND)))
        assert seen >= set(range(min(TITLE, sizes[0])))


def test_a_document_of_usual_length_is_looked_at_as_a_whole() -> None:
    found = row(12, *[20] * 100)
    assert len(found) <= WHOLE
    triggers = [Trigger(0, (at, at + 1), 0.9) for at in (3, 700, 2011)]
    for scene in scenes(found, triggers):
        assert scene.where.tolist() == list(range(len(found)))
        assert set(scene.triggers) <= set(triggers)


@pytest.mark.parametrize("count", [TOGETHER, TOGETHER + 1, 200])
def test_many_triggers_are_read_some_at_a_time(count: int) -> None:
    triggers = [Trigger(0, (at, at + 1), 0.9) for at in range(count)]
    together = [len(scene.triggers) for scene in scenes(row(250), triggers)]
    assert sum(together) == count and max(together) == TOGETHER


def test_without_a_trigger_there_is_nothing_to_read() -> None:
    assert list(scenes(row(12, 20), [])) == []
