"""Who says what: a cue with its source and what it introduces, wherever these stand."""

from __future__ import annotations

from counterclaim.extracting.attributions import LONGEST_CONTENT, Attribution
from counterclaim.extracting.reader import LearnedReader
from tests.extracting.fake import FakeNetwork, doc, said, words


def found(text: str, cues: list[str], roles: dict[str, str]) -> tuple[Attribution, ...]:
    network = FakeNetwork(dict.fromkeys(cues, "attribution") | {"died": "killed"}, {}, roles)
    return LearnedReader(words(), network).attributions(doc(text))


def test_a_cue_with_its_source_and_content() -> None:
    text = "Nine people died in Awan, according to the mayor. He wept."
    (one,) = found(
        text,
        ["according to"],
        {"the mayor": "speaker", "Nine people died in Awan": "content"},
    )
    assert said(text, one.cue, one.source) == ["according to", "the mayor"]
    assert said(text, *one.content) == ["Nine people died in Awan"]
    assert one.cue.score > 0.9 and one.source and one.source.score > 0.9


def test_a_preposition_behind_a_cue_belongs_to_it() -> None:
    text = "The mayor called for a truce. He talked to troops."
    roles = {"The mayor": "speaker", "for a truce": "content", "to troops": "content"}
    called, talked = found(text, ["called", "talked"], roles)
    assert said(text, called.cue, *called.content) == ["called for", "a truce"]
    assert said(text, talked.cue, *talked.content) == ["talked", "to troops"]


def test_a_source_keeps_the_comma_that_closes_what_is_said_of_it() -> None:
    text = "Ali Omar, the mayor of Awan, said nine died."
    (one,) = found(text, ["said"], {"Ali Omar, the mayor of Awan,": "speaker"})
    assert said(text, one.source) == ["Ali Omar, the mayor of Awan,"]


def test_content_in_two_parts() -> None:
    text = "“Nine died,” the mayor said, “and six fled.”"
    roles = {"the mayor": "speaker", "Nine died": "content", "and six fled": "more_content"}
    (one,) = found(text, ["said"], roles)
    assert said(text, *one.content) == ["Nine died", "and six fled"]


def test_a_cue_without_source_or_content() -> None:
    text = "Nine died, it is said."
    (one,) = found(text, ["is said"], {})
    assert (said(text, one.cue), one.source, one.content) == (["is said"], None, ())


def test_attributions_come_in_the_order_of_the_text() -> None:
    text = "On the cold night of the feast the army claimed a hill. Rebels denied it. I say no."
    roles = {"the army": "speaker", "Rebels": "speaker", "I": "speaker"}
    told = found(text, ["denied", "claimed", "say"], roles)
    assert [said(text, one.cue, one.source) for one in told] == [
        ["claimed", "the army"],
        ["denied", "Rebels"],
        ["say", "I"],
    ]


def test_content_may_be_long_but_not_endless() -> None:
    words = " ".join(["rain fell on"] * 40)
    text = f"The mayor said {words}."
    (one,) = found(text, ["said"], {words: "content"})
    assert said(text, *one.content) == [words]
    endless = " ".join(["rain"] * (LONGEST_CONTENT + 1))
    text = f"The mayor said {endless}."
    (one,) = found(text, ["said"], {endless: "content"})
    assert all(text[part.start : part.end] != endless for part in one.content)


def test_a_long_article_is_read_to_its_end() -> None:
    quiet = "The river rose a little and the old mill stood in water again that day. "
    text = "".join(f"Mayor number {at} said so. {quiet * 40}" for at in range(6))
    told = found(text, ["said"], {"mayor": "speaker", "so": "content"})
    assert [one.cue.start for one in told] == [
        text.index(f"number {at} said") + 9 for at in range(6)
    ]
    assert all(one.source and one.source.start == one.cue.start - 15 for one in told)
