"""Who says what, how many voices, what range they leave, and why."""

from __future__ import annotations

from counterclaim.matching import match
from counterclaim.model import Copy, Credit, Document, Entry, GroundedClaim, Origin, Passage, Span
from counterclaim.reconciling import reconcile
from tests.making import claim, document

WHERE = {"places": ("Sarim",), "day": "2031-03-03", "object": "people", "group": "people"}


def told(id: str, outlet: str, day: str, words: str, count: str) -> tuple[Document, GroundedClaim]:
    text = document(id, words, outlet, day)
    speaker = "the Rescue Network" if "the Rescue Network" in words else None
    return text, claim(text, "killed", "killed", quantity=count, speaker=speaker, **WHERE)


MONITOR = told(
    "a", "Northwire", "2031-03-03",
    "At least 12 people were killed by shells on the market of Sarim, the Rescue Network said.",
    "At least 12",
)  # fmt: skip
MONITOR_LATER = told(
    "b", "Harbour Daily", "2031-03-04",
    "At least 19 people were killed by shells on the market of Sarim, the Rescue Network said.",
    "At least 19",
)  # fmt: skip
OWN = told(
    "c", "Valley Post", "2031-03-04",
    "Exactly 8 people were killed by shells on the market of Sarim.", "8",
)  # fmt: skip
AGREEING = told(
    "d", "Coast Radio", "2031-03-04",
    "Some 19 people were killed by shells on the market of Sarim.", "19",
)  # fmt: skip


def entries(
    *pairs: tuple[Document, GroundedClaim],
    copies: tuple[Copy, ...] = (),
    origins: tuple[Origin, ...] = (),
) -> tuple[Entry, ...]:
    documents = [text for text, _ in pairs]
    claims = [found for _, found in pairs]
    return reconcile(documents, claims, match(documents, claims), copies, origins)


def test_one_speaker_in_two_papers_is_one_voice_that_revised() -> None:
    (entry,) = entries(MONITOR, MONITOR_LATER)
    (voice,) = entry.voices
    assert voice.documents == ("a", "b")
    assert entry.status == "revised"
    assert (entry.low, entry.best, entry.high) == (19, 19, 19)
    assert any(
        "at least 12 in Northwire of 2031-03-03 (a), then at least 19 in Harbour Daily" in why
        for why in entry.reasons
    )
    assert [(p.lower, p.upper) for p in entry.series] == [(12, None), (19, None)]


def test_ranges_that_cannot_meet_are_disputed_and_have_no_best() -> None:
    (entry,) = entries(MONITOR, OWN)
    assert entry.status == "disputed"
    assert (entry.low, entry.best, entry.high) == (8, None, 12)
    assert {r.kind for r in entry.relations} == {"exceeds"}


def test_two_voices_that_can_both_hold_corroborate() -> None:
    (entry,) = entries(MONITOR, AGREEING)
    assert entry.status == "corroborated"
    assert (entry.low, entry.best, entry.high) == (12, 19, 19)


def test_a_single_voice_is_called_so() -> None:
    (entry,) = entries(OWN)
    assert entry.status == "single_voice"
    assert entry.reasons[0] == "1 voice in 1 document"


def test_a_copied_passage_is_the_voice_of_its_origin() -> None:
    first, second = OWN[0], AGREEING[0]
    whole = Passage(Span(0, len(first.text)), Span(0, len(second.text)))
    copy = Copy(first.id, second.id, "derived", "a->b", (whole,), 1.0, ("it was printed first",))
    (apart,) = entries(OWN, AGREEING)
    (joined,) = entries(OWN, AGREEING, copies=(copy,))
    assert (len(apart.voices), len(joined.voices)) == (2, 1)
    assert any("shares the passage" in why for why in joined.voices[0].reasons)


def test_reprints_of_an_unseen_wire_are_one_voice() -> None:
    from dataclasses import replace

    credit = Credit("Northwire", Span(0, 4), "dateline")
    pairs = [(replace(text, credits=(credit,)), found) for text, found in (OWN, AGREEING)]
    (entry,) = entries(*pairs)
    (voice,) = entry.voices
    assert voice.name == "Northwire"


def test_a_denial_is_told_apart_and_gives_no_number() -> None:
    text = document(
        "n",
        "The ministry denied that people were killed by shells on the market of Sarim.",
        "State Radio",
    )
    denial = claim(text, "killed", "killed", speaker="The ministry", polarity="denied", **WHERE)
    (entry,) = entries(MONITOR, (text, denial))
    assert entry.status == "denied"
    assert (entry.low, entry.high) == (12, 12)
    assert [r.kind for r in entry.relations] == ["denies"]


def test_control_of_one_town_is_contested() -> None:
    day = {"places": ("Sarim",), "day": "2031-03-03", "object": "Sarim", "group": "place"}
    one = document("e", "The Front took Sarim on Monday.", "Northwire")
    other = document("f", "The army holds Sarim, a spokesman said on Monday.", "State Radio")
    pairs = (
        (one, claim(one, "seized", "took", actor="The Front", **day)),
        (other, claim(other, "held", "holds", actor="The army", **day)),
    )
    found = entries(*pairs)
    assert [entry.status for entry in found] == ["disputed", "disputed"]
    assert {r.kind for entry in found for r in entry.relations} == {"contests"}


def test_a_part_larger_than_its_whole_is_pointed_out() -> None:
    text = document("g", "Exactly 8 people were killed in Sarim, among them 11 children.")
    people = claim(text, "killed", "killed", quantity="8", **WHERE)
    children = claim(
        text, "killed", "killed", quantity="11",
        **{**WHERE, "object": "children", "group": "children"},
    )  # fmt: skip
    found = reconcile([text], [people, children], match([text], [people, children]), (), ())
    part = next(entry for entry in found if entry.fact.object_class == "children")
    assert [r.kind for r in part.relations] == ["part_of", "part_exceeds_whole"]


def test_entries_with_most_voices_come_first() -> None:
    found = entries(MONITOR, OWN, AGREEING)
    assert [len(entry.voices) for entry in found] == sorted(
        (len(entry.voices) for entry in found), reverse=True
    )
