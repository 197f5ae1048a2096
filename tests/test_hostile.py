"""Whatever a document holds, every value that is read from it stands where the record says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.model import Document, GroundedClaim, Mention, Problem
from counterclaim.pipeline import Tools

# Report-like sentences with odd characters in them, so that claims are found between the oddities.
WORDS = st.sampled_from(
    [
        "At least 12 people were killed", "in Sarim", "on Monday", "the ministry said.", "\r\n\r\n",
        "ka\u0301rim", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "قصفت القوات السوق",
        "\u202eevil\u202c", "\x00", "\ufeff", "“dozens” wounded", "<script>alert(1)</script>", "—",
        "seven\u00a0tanks were destroyed,", "near Aleppo;", "İstanbul", "ﬁghters", "\u2028", "\t\v",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(WORDS, min_size=1, max_size=30).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300),
)


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.load()


def read(tools: Tools, text: str) -> tuple[GroundedClaim, ...]:
    document = Document(id="d", text=text, outlet="o", published=date(2031, 3, 4))
    (claims,) = tools.extractor.extract([document])
    assert not isinstance(claims, Problem)
    return tools.grounder.ground(document, claims)


def mentions(grounded: GroundedClaim) -> Iterator[Mention]:
    claim = grounded.claim
    found = (claim.trigger, claim.object, claim.actor, claim.time, claim.speaker)
    yield from (mention for mention in found if mention)
    yield from (*claim.places, *claim.via)
    if claim.quantity:
        yield claim.quantity.mention


def check(text: str, claims: tuple[GroundedClaim, ...]) -> None:
    for grounded in claims:
        assert grounded.claim.sentence.end <= len(text)
        for mention in mentions(grounded):
            assert mention.span.of(text) == mention.text
            assert mention.text == mention.text.strip() != ""


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_spans_name_their_text_in_any_document(tools: Tools, text: str) -> None:
    check(text, read(tools, text))


def test_claims_are_found_between_oddities(tools: Tools) -> None:
    text = "\x00\r\n\U0001f468\u200d At least 12 people were killed in Aleppo, \u202ethe army said."
    claims = read(tools, text)
    assert [c.claim.lower for c in claims if c.claim.type == "killed"] == [12]
    check(text, claims)


@pytest.mark.parametrize("piece", ["x", "\U0001f3fd", "e\u0301"])
def test_a_line_of_ten_megabytes_is_read_like_any_other(tools: Tools, piece: str) -> None:
    size = 10 * 2**20 // len(piece.encode())
    text = f"At least 12 people were killed in Aleppo. {piece * size}"
    claims = read(tools, text)
    assert any(c.claim.lower == 12 for c in claims)
    check(text, claims)
