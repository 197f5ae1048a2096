from __future__ import annotations

import pytest

from counterclaim.model import Span
from counterclaim.publishing.highlights import fields, joint_marks, painted
from counterclaim.publishing.segments import Mark, segments
from tests.publishing.incident import TEXTS, claims
from tests.publishing.page import Page


def paint(text: str, *marks: Mark, **ways: dict[str, str]) -> str:
    return str(painted(segments(text, Span(0, len(text)), marks), **ways))


@pytest.mark.parametrize("name", list(claims()))
def test_every_field_of_a_claim_is_the_words_it_names(name: str) -> None:
    claim = claims()[name].claim
    text = TEXTS[claim.document]
    assert all(mention.span.of(text) == mention.text for _, mention in fields(claim))


def test_claims_that_share_words_for_a_field_share_the_mark() -> None:
    held = [claims()["daily19"].claim, claims()["daily4"].claim]
    triggers = [m for m in joint_marks(enumerate(held, 1)) if m.kind == "trigger"]
    assert [mark.label for mark in triggers] == ["1,2"]


def test_a_mark_cut_by_another_says_that_it_goes_on() -> None:
    html = paint("abcd", Mark(Span(0, 3), "actor"), Mark(Span(2, 4), "place"))
    assert html == (
        '<mark class="a x">ab</mark><mark class="a y"><mark class="p x">c</mark></mark>'
        '<mark class="p y">d</mark>'
    )


def test_a_trigger_leads_to_its_claim_and_small_numbers_to_further_ones() -> None:
    html = paint(
        "killed", Mark(Span(0, 6), "trigger", claims=("x", "y")),
        targets={"x": "#claim-x", "y": "#claim-y"}, anchors={"x": "at-x"},
    )  # fmt: skip
    assert html == (
        "<a id=at-x class=t href=#claim-x>killed</a>"
        '<sup><a href=#claim-y aria-label="claim 2" data-n=2></a></sup>'
    )


def test_a_link_never_holds_a_link() -> None:
    html = paint(
        "was killed", Mark(Span(0, 10), "trigger", claims=("x",)),
        Mark(Span(4, 10), "trigger", claims=("y",)), targets={"x": "#x", "y": "#y"},
    )  # fmt: skip
    links = Page(html).all("a")
    assert all("a" not in link.path for link in links)
    assert {link.attributes["href"] for link in links} == {"#x", "#y"}


def test_labels_and_text_are_escaped() -> None:
    html = paint("<b>&", Mark(Span(0, 3), "object", '"><script>'))
    assert html == '<mark class=o title="&#34;&gt;&lt;script&gt;">&lt;b&gt;</mark>&amp;'
