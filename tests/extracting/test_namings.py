"""Names in place of general words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extracting.namings import named
from counterclaim.model import Claim, Document, Mention, Span
from tests.making import claim, document

REPORT = document(
    "a",
    "Shelling kills nine in Sarim, monitor says\n"
    "Nine people died in Sarim on Monday, the Kordanian Observatory for Human Rights said. "
    "Sarims hospital was hit as well, the monitor added. The Defence Ministry denied it. "
    "The ministry spoke of rebels. A rights group and the Anvar Network for Human Rights agree.",
)


def said(words: str, trigger: str = "died", of: Document = REPORT) -> Claim:
    plain = claim(of, "killed", trigger).claim
    start = of.text.index(words)
    span = Span(start, start + len(words))
    return replace(plain, speaker=Mention(words, span, "model", 0.9))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("monitor", "Kordanian Observatory for Human Rights"),
        ("the monitor", "Kordanian Observatory for Human Rights"),
        ("The ministry", "The Defence Ministry"),
    ],
)
def test_a_general_word_gives_way_to_the_nearest_name_of_its_kind(words: str, name: str) -> None:
    (found,) = named(REPORT.text, [said(words)])
    assert found.speaker is not None
    assert found.speaker.text == found.speaker.span.of(REPORT.text)
    assert found.speaker.text.removeprefix("the ") == name
    assert "name in the report" in found.speaker.reader


def test_a_name_stays_and_so_does_a_general_word_without_one() -> None:
    alone = document("b", "Nine people died, the monitor said. It is a small group.")
    for one in (
        said("the Kordanian Observatory for Human Rights"),
        said("A rights group"),
        said("the monitor", of=alone),
    ):
        assert named(REPORT.text if one.document == "a" else alone.text, [one]) == (one,)


def test_a_place_loses_the_s_of_a_possessive_if_it_stands_without_it() -> None:
    base = claim(REPORT, "attacked", "hit").claim
    start = REPORT.text.index("Sarims")
    hit = replace(base, places=(Mention("Sarims", Span(start, start + 6), "model", 0.9),))
    (found,) = named(REPORT.text, [hit])
    assert [place.text for place in found.places] == ["Sarim"]
    other = document("c", "Athens was hit.")
    athens = replace(base, places=(Mention("Athens", Span(0, 6), "model", 0.9),))
    assert named(other.text, [athens])[0].places[0].text == "Athens"


PARTS = st.sampled_from(
    ["monitor", "Sarims", "Sarim", "Ministry", "ministry", " ", "the ", "É\u0301"]
)


@given(st.lists(PARTS, min_size=1, max_size=30).map("".join), st.data())
def test_values_stand_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    mention = Mention(span.of(text), span, "model", 0.5)
    base = replace(claim(REPORT, "killed", "died").claim, speaker=mention, places=(mention,))
    (found,) = named(text, [base])
    assert found.speaker is not None
    for one in (found.speaker, *found.places):
        assert one.span.of(text) == one.text


def test_a_street_keeps_its_whole_name() -> None:
    report = document(
        "c", "Tanks fired at the Kuwait roundabout, in Sarim city, the ministry said."
    )
    base = claim(report, "attacked", "fired").claim
    spans = [
        Span(at, at + len(word)) for word in ("Kuwait", "Sarim") for at in [report.text.index(word)]
    ]
    places = tuple(Mention(span.of(report.text), span, "model", 0.9) for span in spans)
    (found,) = named(report.text, [replace(base, places=places)])
    assert [place.text for place in found.places] == ["Kuwait roundabout", "Sarim"]
    assert all(place.text == place.span.of(report.text) for place in found.places)
