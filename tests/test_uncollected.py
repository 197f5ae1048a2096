"""Long work goes on without the search for cyclic garbage, which is then as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from counterclaim.uncollected import uncollected


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    yield
    gc.enable()


def test_nothing_is_searched_meanwhile() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_work_that_fails_leaves_it_as_it_was() -> None:
    with pytest.raises(ValueError, match="no day"), uncollected():
        raise ValueError("no day")
    assert gc.isenabled()


def test_a_program_that_does_not_search_is_left_alone() -> None:
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()


def test_work_within_work_searches_only_after_both() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
