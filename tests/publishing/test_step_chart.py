from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.publishing.series import Line, Series, Step, series
from counterclaim.publishing.step_chart import HEIGHT, WIDTH, step_chart
from tests.publishing.incident import collection
from tests.publishing.page import Page

COUNTS = st.integers(0, 10**15)
STEPS = st.builds(
    Step, st.dates(), COUNTS, st.one_of(st.none(), COUNTS), st.one_of(st.none(), COUNTS)
)
LINES = st.lists(st.lists(STEPS, min_size=1, max_size=5), min_size=1, max_size=8)


def toll() -> Series:
    found = series(collection().entries[0])
    assert found is not None
    return found


def test_the_picture_names_its_voices_days_and_summary() -> None:
    page = Page(str(step_chart(toll())))
    words = [element.text for element in page.all("text")]
    assert {"3 Mar", "6 Mar", "Rural Rescue Network", "Sarim hospital", "0", "32"} <= set(words)
    assert page.all("title")[0].text == (
        "Count by day of publication. Rural Rescue Network: at least 12 on 3 Mar 2031, "
        "19 on 4 Mar 2031; Sarim hospital: 21–25 on 6 Mar 2031."
    )
    assert page.all("svg")[0].attributes["role"] == "img"


def test_names_are_escaped() -> None:
    lines = tuple(replace(line, name="<script>") for line in toll().lines)
    assert "<script>" not in str(step_chart(replace(toll(), lines=lines)))


@given(LINES)
def test_any_series_stays_within_the_frame(steps: list[list[Step]]) -> None:
    lines = tuple(Line(n, f"voice {n}", tuple(held)) for n, held in enumerate(steps))
    page = Page(str(step_chart(Series(lines, 0, 0))))
    assert page.unbalanced == []
    for sign in page.all("use") + page.all("text"):
        assert 0 <= float(sign.attributes["x"] or -1) <= WIDTH
        assert 0 <= float(sign.attributes["y"] or -1) <= HEIGHT
