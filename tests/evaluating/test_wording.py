from __future__ import annotations

import pytest

from counterclaim.evaluating.wording import alike, all_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Valley Observatory", "Valley Observatory for Civil Records"),
        ("The MAYOR's office", "mayor s office"),
        ("Sarim province", "Sarim"),
        (None, None),
        (None, "the"),
    ],
)
def test_names_of_one_thing(one: str | None, other: str | None) -> None:
    assert alike(one, other) and alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the mayor", "the governor"),
        ("Sarim", None),
        ("Sarim Hill Road", "Dovra Hill and Anvar"),
        ("the", "the mayor"),
    ],
)
def test_names_of_two_things(one: str, other: str | None) -> None:
    assert not alike(one, other) and not alike(other, one)


def test_lists_of_names_are_compared_word_by_word() -> None:
    assert all_alike(["the Pampero Wire"], ["Pampero Wire"])
    assert all_alike([], ())
    assert not all_alike(["Pampero Wire"], ["Pampero"])
