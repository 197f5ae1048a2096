"""Place names found in running text, and what is not one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.grounding import Grounder, place_mentions, places_in
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.model import Document

Find = Callable[[str], list[str]]


@pytest.fixture
def find(gazetteer: Gazetteer, report: Callable[..., Document]) -> Find:
    def names(text: str) -> list[str]:
        return [each.text for each in place_mentions(report(text), gazetteer)]

    return names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shells fell on Homs and Hama in Syria.", ["Homs", "Hama", "Syria"]),
        ("Syrian troops left al-Bab for Deir ez-Zor.", ["Syrian", "al-Bab", "Deir ez-Zor"]),
        ("He was born in Albany, N.Y., in May.", ["Albany", "N.Y."]),
        ("Fire hit Laurel County on Tuesday.", ["Laurel County"]),
        ("Alexandria Police arrested a Danbury man.", ["Alexandria", "Danbury"]),
        ("CHARLESTON — Snow fell.", ["CHARLESTON"]),
        ("Sen. Ann Gray, D-Columbus, spoke.", ["Columbus"]),
        ("She studies at the University of Hartford.", ["Hartford"]),
        ("U.S. and UK envoys met in New York.", ["U.S.", "UK", "New York"]),
        ("An Egyptian-Israeli accord was signed.", ["Egyptian", "Israeli"]),
    ],
)
def test_places_are_found(find: Find, text: str, names: list[str]) -> None:
    assert find(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Mr Hamilton met Paris Hiltonson there.",
        "Jack London and Sheila D. Washington were charged. London fled.",
        "In March the Police closed it. Reading helps.",
        "He lives at 12 Dublin Road.",
        "I'll go on Sunday.",
        "The broadcaster Kan said so.",
    ],
)
def test_persons_months_and_streets_are_none(find: Find, text: str) -> None:
    assert find(text) == []


def test_a_name_known_once_is_known_again(find: Find) -> None:
    text = "Crowds filled Saraqib, Syria. Saraqib was calm later."
    assert find(text) == ["Saraqib", "Syria", "Saraqib"]


def test_from_text_to_the_map(
    gazetteer: Gazetteer, grounder: Grounder, report: Callable[..., Document]
) -> None:
    document = report("Shells fell 15 kilometers north of Homs, Syrian officials said.")
    places = places_in(document, gazetteer)
    assert [(place.mention.text, place.precision) for place in places] == [
        ("Homs", "area"),
        ("Syrian", "country"),
    ]
    assert grounder.places_in(document) == places


@given(st.text(max_size=300))
def test_mentions_lie_in_any_text_in_order(gazetteer: Gazetteer, text: str) -> None:
    last = 0
    for each in place_mentions(Document(id="r1", text=text), gazetteer):
        assert each.span.of(text) == each.text
        assert last <= each.span.start
        last = each.span.end
