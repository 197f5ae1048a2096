from __future__ import annotations

from dataclasses import replace
from datetime import date

from counterclaim.publishing.series import MOST_LINES, Step, series
from tests.publishing.incident import collection


def test_each_voice_is_a_line_of_its_last_word_by_day() -> None:
    found = series(collection().entries[0])
    assert found is not None
    assert [line.name for line in found.lines] == ["Rural Rescue Network", "Sarim hospital"]
    assert found.lines[0].steps == (
        Step(date(2031, 3, 3), 12, 12, None),
        Step(date(2031, 3, 4), 19, 19, 19),
    )
    assert found.lines[1].steps == (Step(date(2031, 3, 6), 21, 21, 25),)


def test_a_toll_told_on_one_day_has_no_history() -> None:
    assert series(collection().entries[2]) is None


def test_what_is_not_drawn_is_counted() -> None:
    toll = collection().entries[0]
    voices = tuple(replace(toll.voices[0], id=f"voice-{n}") for n in range(MOST_LINES + 3))
    points = tuple(replace(toll.series[n % 3], voice=v.id) for n, v in enumerate(voices))
    undated = replace(toll.series[0], published=None)
    found = series(replace(toll, voices=voices, series=(*points, undated)))
    assert found is not None
    assert (len(found.lines), found.voices_left_out, found.undated) == (MOST_LINES, 3, 1)
    assert found.note == "3 voices not drawn; 1 undated report not drawn"
