from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Span
from counterclaim.publishing.blocks import LONGEST, blocks, by_block, holding

TEXT = st.text(alphabet=st.sampled_from("ab \n\r\t\u2028ا"), max_size=80)


def test_blank_lines_part_paragraphs() -> None:
    text = "\none\ntwo\n \r\n\nthree"
    assert [block.of(text) for block in blocks(text)] == ["one\ntwo", "three"]


def test_a_text_without_line_ends_is_cut() -> None:
    assert [len(block) for block in blocks("x" * (LONGEST + 5))] == [LONGEST, 5]


@given(TEXT)
def test_every_character_that_is_no_space_lies_in_one_paragraph(text: str) -> None:
    found = blocks(text)
    for position, character in enumerate(text):
        holders = [block for block in found if block.start <= position < block.end]
        assert len(holders) <= 1
        assert holders or character.isspace()
        number = holding(found, position)
        assert ([] if number is None else [found[number]]) == holders


@given(TEXT, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=8))
def test_items_fall_into_the_paragraphs_they_overlap(
    text: str, ends: list[tuple[int, int]]
) -> None:
    spans = [Span(start, start + length) for start, length in ends]
    found = blocks(text)
    assert by_block(found, ((span, span) for span in spans)) == tuple(
        tuple(span for span in spans if span.overlaps(block)) for block in found
    )
