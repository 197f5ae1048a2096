"""What the model reads becomes a claim: words of the text, counts with their bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.extracting.claims import LearnedExtractor, as_claim, doc_text
from counterclaim.extracting.reader import LearnedReader
from counterclaim.extracting.readings import RawClaim, Reading
from counterclaim.model import Claim, Document, Furniture, Quantity, Span
from tests.extracting.fake import FakeNetwork, words
from tests.making import document


def counted(text: str, trigger: str, said: str, type: str = "killed") -> Quantity | None:
    """The quantity of a claim whose count was read as ``said``."""

    def read(part: str) -> Reading:
        return Reading(text.index(part), text.index(part) + len(part), 1.0)

    raw = RawClaim(
        type, (0, len(text)), read(trigger), read(said), None, None, (), None, None, (),
        "people", 1.0, "asserted", 1.0,
    )  # fmt: skip
    return as_claim(document("a", text), raw, "test").quantity


@pytest.mark.parametrize(
    ("trigger", "words", "lower"),
    [("kills", "two", 2), ("dead", "33", 33)],
)
def test_of_two_counts_in_a_row_the_one_by_the_trigger_is_meant(
    trigger: str, words: str, lower: int
) -> None:
    found = counted("Strike on hospital kills two, 33 dead in the capital", trigger, "two, 33")
    assert found and (found.mention.text, found.lower, found.upper) == (words, lower, lower)


@pytest.mark.parametrize("words", ["five, perhaps six", "one in five", "two of the three"])
def test_counts_that_belong_together_stay_together(words: str) -> None:
    found = counted(f"In that town {words} were dead", "dead", words)
    assert found and found.mention.text == words


@pytest.mark.parametrize(
    ("text", "trigger", "number", "type"),
    [
        ("They took the city of two million people.", "took", "two million", "seized"),
        ("Shells hit a camp of some 900 residents.", "hit", "900", "attacked"),
        ("Since Operation 1027 was launched, many died.", "launched", "1027", "attacked"),
        ("Rockets fell but no one was hurt.", "hurt", "no one", "wounded"),
        ("Fire destroyed stores worth $3 million.", "destroyed", "$3 million", "destroyed"),
        ("Fire destroyed 40,000 euros in notes.", "destroyed", "40,000", "destroyed"),
    ],
)
def test_inhabitants_and_the_number_of_a_name_are_no_counts(
    text: str, trigger: str, number: str, type: str
) -> None:
    assert counted(text, trigger, number, type) is None


@pytest.mark.parametrize(
    ("text", "trigger", "number", "type"),
    [
        ("A camp of 900 people was emptied.", "emptied", "900", "displaced"),
        ("The operation killed 90 people.", "killed", "90", "killed"),
        ("They took a chain of nine villages.", "took", "nine", "seized"),
    ],
)
def test_other_counts_stay(text: str, trigger: str, number: str, type: str) -> None:
    found = counted(text, trigger, number, type)
    assert found and found.mention.text == number


@pytest.mark.parametrize(
    ("other", "types"), [("withdrew", ["killed"]), ("wounded", ["killed", "wounded"])]
)
def test_a_count_is_told_of_by_one_type_but_for_the_dead_and_wounded(
    other: str, types: list[str]
) -> None:
    network = FakeNetwork(
        {"lost": "killed", "LOST": other}, {"nine": "quantity"}, sure={"lost": 0.9, "LOST": 0.8}
    )
    extractor = LearnedExtractor(LearnedReader(words(), network))
    (claims,) = extractor.extract([document("a", "The army lost nine men.")])
    assert sorted(claim.type for claim in claims if isinstance(claim, Claim)) == types


def test_a_part_of_a_count_is_no_count_of_its_own() -> None:
    network = FakeNetwork({"retook": "seized"}, {"another": "quantity", "17": "quantity"})
    extractor = LearnedExtractor(LearnedReader(words(), network))
    (claims,) = extractor.extract([document("a", "The army retook another 17 villages.")])
    counts = [c.quantity.mention.text for c in claims if isinstance(c, Claim) and c.quantity]
    assert counts == ["another 17"]


@pytest.mark.parametrize(
    ("text", "count", "kept"),
    [
        ("Losses exceeded $180 million.", "180", []),
        ("Losses came to nine million roubles.", "nine", []),
        ("Losses came to nine men.", "nine", ["nine"]),
    ],
)
def test_losses_of_money_are_no_deaths(text: str, count: str, kept: list[str]) -> None:
    network = FakeNetwork({"Losses": "killed"}, {count: "quantity"})
    (claims,) = LearnedExtractor(LearnedReader(words(), network)).extract([document("a", text)])
    assert [c.quantity.mention.text for c in claims if isinstance(c, Claim) and c.quantity] == kept


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The blast shook his body.", 0),
        ("Burns covered her body.", 0),
        ("They found a body.", 1),
        ("In all this body counts.", 1),
    ],
)
def test_the_body_of_somebody_is_no_death(text: str, killed: int) -> None:
    network = FakeNetwork({"body": "killed"}, {})
    (claims,) = LearnedExtractor(LearnedReader(words(), network)).extract([document("a", text)])
    assert isinstance(claims, tuple) and len(claims) == killed


@pytest.mark.parametrize(("type", "group"), [("attacked", None), ("killed", "people")])
def test_an_attack_on_nothing_named_has_no_kind_of_object(type: str, group: str | None) -> None:
    text = "Many died in raids."
    raw = RawClaim(
        type, (0, len(text)), Reading(5, 9, 1.0), None, None, None, (), None, None, (),
        "people", 1.0, "asserted", 1.0,
    )  # fmt: skip
    assert as_claim(document("a", text), raw, "test").object_class == group


def test_no_word_of_the_notes_at_the_head_is_read() -> None:
    head, body = "Outlet: Maghreb Today", "A strike on Tajoura killed 44."
    notes = (Furniture(Span(0, len(head)), "markup"), Furniture(Span(22, 30), "caption"))
    seen = doc_text(Document(id="a", text=f"{head}\n{body}", furniture=notes))
    assert seen.text == f"{' ' * len(head)}\n{body}"
    assert [seen.text[lo:hi] for lo, hi in seen.sentences] == [body]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5))
def test_markup_is_blank_and_all_else_stays_where_it_is(spans: list[tuple[int, int]]) -> None:
    text = "Rebels took Kafr Awan on Monday, he said."
    marked = [Span(min(span), max(span) + 1) for span in spans]
    page = Document(id="a", text=text, furniture=tuple(Furniture(s, "markup") for s in marked))
    for at, char in enumerate(doc_text(page).text):
        assert char == (" " if any(s.start <= at < s.end for s in marked) else text[at])
    assert len(doc_text(page).text) == len(text)
