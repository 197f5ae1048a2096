"""Where values begin and end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extracting.edges import bare, party_name, place_name, trimmed, whole
from counterclaim.extracting.time_edges import dated

Span = tuple[int, int]
Edge = Callable[[str, int, int], Span | None]


def cut(edge: Edge, text: str, words: str) -> str | None:
    """What is left of the words of a text."""
    at = edge(text, text.index(words), text.index(words) + len(words))
    return text[slice(*at)] if at else None


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        (" nine dead ", (0, 11), "nine dead"),
        ("e\u0301te\u0301 2031", (0, 4), "e\u0301te\u0301"),
        ("  \n ", (0, 4), None),
        ("nine", (2, 2), None),
        ("kills two, 33 dead", (6, 10), "two"),
        ("since May 7, 20,674 died", (11, 19), "20,674"),
        (",;", (0, 2), None),
    ],
)
def test_spans_are_trimmed_to_text(text: str, span: Span, words: str | None) -> None:
    at = trimmed(text, *span)
    assert (text[slice(*at)] if at else None) == words


def test_the_end_of_a_possessive_is_no_part_of_a_value() -> None:
    text = "Kordania's army"
    assert trimmed(text, 8, 15) == (11, 15)
    assert trimmed("’s", 0, 2) == (0, 2)
    assert trimmed("❗️ Militants", 0, 12) == (3, 12)
    assert trimmed("the rebels' air defences", 10, 24) == (12, 24)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("of a bakery", "a bakery"),
        ("Minas de Corrales and", "Minas de Corrales"),
        ("from one family", "from one family"),
        ("- and short-range rockets", "short-range rockets"),
        ("of", None),
        ("the", None),
        ("Metzad Or", "Metzad Or"),
    ],
)
def test_small_words_at_the_edges_are_none(words: str, left: str | None) -> None:
    assert cut(bare, words, words) == left


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Pansai, Hpaunghsai", "Pansai"),
        ("Kolodez and Alexeyevsky", "Kolodez"),
        ("between Asal and Rankus", "between Asal and Rankus"),
        ("Deir ez-Zor", "Deir ez-Zor"),
        ("Lantern Street in Noor", "Lantern Street"),
        ("Ain Tarma", "Ain Tarma"),
        ("École Noor", "École Noor"),
        ("the salt works", None),
        ("kilometre 14", "kilometre 14"),
    ],
)
def test_of_places_read_as_one_the_first_is_taken(words: str, left: str | None) -> None:
    assert cut(place_name, words, words) == left


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("The army denied that its jets", "The army"),
        ("Ali Omar, head of the militia", "Ali Omar"),
        ("The Storm Battalions, Sahar's armed wing", "The Storm Battalions"),
        ("residents, a priest and two aid workers", "residents, a priest and two aid workers"),
        ("government forces and a local militia", "government forces and a local militia"),
        ("Regime, Drevanian and coalition", "Regime, Drevanian and coalition"),
        ("Orsovian warplanes hit 18 rebel", "Orsovian warplanes"),
        ("rebels who seized the town", "rebels who seized the town"),
        ("Naria's army hinted it had helped the rebels; Noor", "Naria's army"),
        ("Noor; the rebels", "Noor"),
        ("Col. Ali Omar", "Ali Omar"),
        ("Drevan's army spokesman Maj. Gen. Ali al-Omar", "Ali al-Omar"),
        ("Rear Admiral Jan de Vrost, head of the navy", "Jan de Vrost"),
        ("General Staff of the Armed Forces", "General Staff of the Armed Forces"),
        ("the Drevanian General Command", "the Drevanian General Command"),
        ("General Noor", "General Noor"),
        ("an army spokesman", "an army spokesman"),
    ],
)
def test_a_party_is_its_name_alone(words: str, left: str) -> None:
    assert cut(party_name, words, words) == left


def test_who_holds_a_ministry_has_done_nothing() -> None:
    assert cut(party_name, "The Rabita-run health ministry", "Rabita") is None
    assert cut(party_name, "The Rabita-led coalition", "Rabita") == "Rabita"


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("fired at a ship in the Gulf of Aden", "Aden", "Gulf of Aden"),
        ("fired at the port of Aden", "Aden", "Aden"),
        ("in the Kurdish neighbourhood of Sheikh Noor", "Kurdish", "Sheikh Noor"),
        ("in the Kurdish-majority town of Noor in May", "Kurdish", "Noor"),
        ("in the Karsa neighbourhood of Noor", "Karsa", "Karsa"),
    ],
)
def test_a_place_is_named_whole_and_is_no_people(text: str, words: str, left: str) -> None:
    assert cut(place_name, text, words) == left


@given(st.text(max_size=40), st.data())
def test_no_edge_leaves_the_text_or_an_empty_span(text: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    for edge in (whole, trimmed, bare, place_name, party_name, dated):
        at = edge(text, start, end)
        assert at is None or 0 <= at[0] < at[1] <= len(text)
