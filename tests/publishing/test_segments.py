from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Span
from counterclaim.publishing.segments import Mark, segments

KINDS = ("trigger", "count", "object", "copied", "furniture")


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, Span, list[Mark]]:
    """A text, a window in it and marks that overlap at will, some beyond the text."""
    text = draw(st.text(min_size=1, max_size=60))
    start = draw(st.integers(0, len(text) - 1))
    window = Span(start, draw(st.integers(start + 1, len(text))))
    ends = st.tuples(st.integers(0, 70), st.integers(1, 30), st.sampled_from(KINDS))
    marks = [Mark(Span(s, s + n), kind) for s, n, kind in draw(st.lists(ends, max_size=12))]
    return text, window, marks


@given(marked())
def test_segments_together_are_exactly_the_window(case: tuple[str, Span, list[Mark]]) -> None:
    text, window, marks = case
    parts = segments(text, window, marks)
    assert "".join(part.text for part in parts) == window.of(text)
    assert [part.span.start for part in parts[1:]] == [part.span.end for part in parts[:-1]]


@given(marked())
def test_every_character_lies_under_exactly_its_marks(
    case: tuple[str, Span, list[Mark]],
) -> None:
    text, window, marks = case
    for part in segments(text, window, marks):
        for position in range(part.span.start, part.span.end):
            covering = [m for m in marks if m.span.start <= position < m.span.end]
            assert sorted(map(repr, part.marks)) == sorted(map(repr, covering))


def test_passages_lie_around_fields_and_long_marks_around_short() -> None:
    marks = [Mark(Span(1, 3), "count"), Mark(Span(0, 5), "object"), Mark(Span(2, 4), "copied")]
    middle = segments("abcdef", Span(0, 6), marks)[2]
    assert [mark.kind for mark in middle.marks] == ["copied", "object", "count"]
