"""What a language model says is taken over where the text says it; the rest is dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Claim, Furniture, Problem, Span
from tests.extracting.languagemodel.fake import answer, document, extractor, read, said

TEXT = (
    "At least 12 people were killed in Sarim on Monday, the Valley Monitor told Plain Wire. "
    "Iranian drones struck two depots near Dovra. "
    "Dovra is safe, said the ministry."
)


def words(text: str, claim: Claim) -> dict[str, object]:
    """The claim's values, each as the text has it at the span that is named for it."""
    single = {
        name: mention.span.of(text)
        for name in ("trigger", "object", "actor", "time", "speaker")
        if (mention := getattr(claim, name))
    }
    several = {name: [m.span.of(text) for m in getattr(claim, name)] for name in ("places", "via")}
    counted = claim.quantity.mention.span.of(text) if claim.quantity else None
    return {**single, **several, "quantity": counted}


def test_a_claim_that_the_text_bears_out_is_accepted_with_its_places() -> None:
    given = said(
        "killed", quantity="At least 12", object="people", object_class="people", places=["Sarim"],
        time="on Monday", speaker="the Valley Monitor", via=["Plain Wire"],
    )  # fmt: skip
    (claim,), told = read(TEXT, given)
    assert words(TEXT, claim) == {
        "trigger": "killed", "quantity": "At least 12", "object": "people", "places": ["Sarim"],
        "time": "on Monday", "speaker": "the Valley Monitor", "via": ["Plain Wire"],
    }  # fmt: skip
    assert (claim.type, claim.object_class, claim.polarity) == ("killed", "people", "asserted")
    assert claim.sentence.of(TEXT).endswith("told Plain Wire.")
    assert told == "1 claim accepted, 0 dropped"


def test_bounds_come_from_the_words_and_not_from_the_model() -> None:
    given = said("killed", quantity="12", lower=500, upper=900, precision="exact")
    (claim,), _ = read(TEXT, given)
    assert claim.quantity
    assert claim.quantity.mention.text == "At least 12"
    assert (claim.lower, claim.upper, claim.quantity.precision) == (12, None, "at_least")


def test_every_field_names_its_reader_and_claims_no_certainty() -> None:
    (claim,), _ = read(TEXT, said("killed", quantity="At least 12", places=["Sarim"]))
    assert claim.quantity
    assert claim.trigger.reader == claim.places[0].reader == "langextract:FakeModel:fake-reader"
    assert claim.quantity.mention.reader == "langextract:FakeModel:fake-reader, count grammar"
    assert {claim.trigger.score, claim.places[0].score, claim.polarity_score} == {0.5}


@pytest.mark.parametrize(
    ("lie", "reason"),
    [
        (said("murdered"), "value not in the text"),
        (said("killed", object="civilians"), "value not in the text"),
        (said("killed", places=["Sarim", "Aleppo"]), "value not in the text"),
        (said("killed", speaker="the valley monitor"), "value not in the text"),
        (said("killed", quantity="13"), "value not in the text"),
        (said("kill"), "value not in the text"),  # within "killed"
        (said("struck", sentence="2", type="attacked", actor="Iran"), "value not in the text"),
        (said("struck", type="attacked"), "trigger outside the sentence"),
        (said("killed", sentence="2"), "trigger outside the sentence"),
        (said("killed", quantity="two"), "quantity outside the sentence"),
        (said("killed", quantity="on Monday"), "quantity that counts nothing"),
        (said("killed", sentence="4"), "unknown sentence"),
        (said("killed", sentence="0"), "unknown sentence"),
        (said("killed", sentence="-1"), "unknown sentence"),
        (said("killed", sentence="٣"), "unknown sentence"),
        (said("killed", sentence="9" * 5000), "unknown sentence"),
        (said("killed", type="massacred"), "unknown type"),
        (said("killed", object_class="terrorists"), "unknown group"),
        (said("killed", polarity="true"), "unknown polarity"),
        (said("killed", polarity=None), "unknown polarity"),
        (said("killed", object=["people"]), "not in the form asked for"),
        (said("killed", places={"name": "Sarim"}), "not in the form asked for"),
        (said(" "), "not in the form asked for"),
        ({"claim": "killed"}, "not in the form asked for"),
        ({"killed": "killed", "killed_attributes": {}}, "not in the form asked for"),
        ({}, "not in the form asked for"),
    ],
)
def test_what_the_text_does_not_bear_out_is_dropped_and_counted(lie: object, reason: str) -> None:
    accepted, told = read(TEXT, said("killed", quantity="At least 12"), lie)
    assert [claim.trigger.text for claim in accepted] == ["killed"]
    assert told == f"1 claim accepted, 1 dropped: 1 {reason}"


def test_a_claim_told_twice_counts_once() -> None:
    accepted, told = read(TEXT, said("killed"), said("killed"))
    assert len(accepted) == 1
    assert told == "1 claim accepted, 1 dropped: 1 told twice"


def test_reasons_are_told_by_number() -> None:
    lies = [said("killed", type="x"), said("murdered"), said("slain"), said("safe")]
    assert read(TEXT, said("killed"), *lies)[1] == (
        "1 claim accepted, 4 dropped: "
        "2 value not in the text, 1 trigger outside the sentence, 1 unknown type"
    )


def test_parts_of_a_whole_share_their_trigger() -> None:
    text = "The shelling killed 9 people in Dovra and 4 children in Sarim."
    claims, _ = read(
        text,
        said("killed", quantity="9", object="people", places=["Dovra"]),
        said("killed", quantity="4", object="children", places=["Sarim"]),
    )
    assert [(c.lower, c.object and c.object.text) for c in claims] == [
        (9, "people"),
        (4, "children"),
    ]


def test_words_that_stand_more_than_once_are_taken_where_they_belong() -> None:
    text = (
        "Dovra was shelled. The raid killed 4 in Sarim and a blast killed 7 in Dovra. "
        "Dovra mourns. The dead were 4 guards."
    )
    (claim,), _ = read(text, said("killed", sentence="2", quantity="7", places=["Dovra"]))
    assert claim.trigger.span.start == text.index("killed 7")
    assert claim.places[0].span.start == text.index("Dovra. ")


def test_a_name_from_another_sentence_is_the_nearest_one() -> None:
    text = "The ministry spoke. The ministry denied it. Four people were killed. The ministry left."
    (claim,), _ = read(text, said("killed", sentence="3", speaker="The ministry"))
    assert claim.speaker
    assert claim.speaker.span.start == text.rindex("The ministry left")


def test_a_line_break_within_a_name_may_be_a_space() -> None:
    text = "Four people were killed in Sarim, the Valley\nMonitor said."
    (claim,), _ = read(text, said("killed", speaker="the Valley Monitor"))
    assert claim.speaker
    assert claim.speaker.text == "the Valley\nMonitor"


def test_empty_values_are_no_values() -> None:
    (claim,), _ = read(
        TEXT, said("killed", quantity="", object=None, object_class="null", actor="None", via=[""])
    )
    assert (claim.quantity, claim.object, claim.object_class, claim.actor) == (None,) * 4
    assert claim.via == ()


def test_under_a_word_of_denial_nothing_is_asserted() -> None:
    text = "The ministry denied that four people were killed in Sarim."
    (claim,), _ = read(text, said("killed", quantity="four"))
    assert claim.polarity == "denied"


def test_page_furniture_makes_no_claims() -> None:
    text = "Read more: 12 killed in Sarim\n\nFour people were killed in Dovra."
    model = extractor(lambda _: answer(said("killed"), said("killed", sentence="2")))
    page = document(text, furniture=(Furniture(Span(0, 29), "link"),))
    (found,) = model.extract([page])
    assert not isinstance(found, Problem)
    assert [claim.trigger.span.start for claim in found] == [text.rindex("killed")]
    assert str(model.tally) == "1 claim accepted, 1 dropped: 1 page furniture"


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["killed", "Sarim", "1", "2", "12", "asserted", "people", "", "\x00", "["])
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)
fields = st.dictionaries(
    st.sampled_from(
        "sentence type quantity object object_class actor places time speaker via polarity".split()
    ),
    values,
)
pieces = ["12 people were killed", "in Sarim.", "\n", "[1]", "\ud83d", "e\u0301", "\u202e", "\x00"]
texts = st.lists(st.sampled_from(pieces), max_size=12).map(" ".join)


@given(text=texts, given=st.lists(st.builds(lambda f: said("killed", **f), fields) | values))
def test_whatever_a_model_says_only_what_stands_in_the_text_is_read(
    text: str, given: list[object]
) -> None:
    model = extractor(lambda _: answer(*given))
    (found,) = model.extract([document(text or " ")])
    for claim in () if isinstance(found, Problem) else found:
        assert claim.trigger.span.of(text) == claim.trigger.text == "killed"
        assert all(place.span.of(text) == place.text for place in (*claim.places, *claim.via))
        assert claim.sentence.contains(claim.trigger.span)
