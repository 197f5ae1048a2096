"""The splitter, seen from outside: where sentences begin and end."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counterclaim.extracting.sentences import sentences
from counterclaim.policy import DEFAULT


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "one",
    [
        "Shelling by Lt. Col. Adnan Q. Haddad's men wounded Gen. Salim and Mr. Noor in St. Elias.",
        "The U.N. Security Council met on Dec. 5 at 8 p.m. GMT over strikes by U.S. Marines.",
        "The front moved 1.5 kilometres, see no. 5 of the list at example.org today.",
        "They waited... then left, said J. R. Karam of the Rev. Amin's parish.",
        "Around 3,500 people (about 700 families, e.g. Druze ones) fled, it said.",
        "RENO, Nev. (AP) — Two people were killed.",
        "MANCHESTER, N.H. - Two people were killed.",
        "Who ordered it? asked one mother.",
        '"Forces ... returned to the base" he said.',
        "1. The market was hit first.",
    ],
)
def test_stops_that_end_nothing(one: str) -> None:
    assert split(one) == [one]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Two died. Six fled.", ["Two died.", "Six fled."]),
        ("He left the U.S. The army stayed.", ["He left the U.S.", "The army stayed."]),
        ('"It burns." He ran.', ['"It burns."', "He ran."]),
        ("“It burns.” “All of it!” she said.", ["“It burns.”", "“All of it!” she said."]),
        ("Why now? Nobody knows… Fighting goes on.",
         ["Why now?", "Nobody knows…", "Fighting goes on."]),
        ("The base fell in 2013. al-Noor denied it.",
         ["The base fell in 2013.", "al-Noor denied it."]),
        ("They were killed.The army denied it.", ["They were killed.", "The army denied it."]),
        ("The road was cut, it said.--AFP", ["The road was cut, it said.", "--AFP"]),
        ("It fell on May 3 2017. (Wire Photo) A bomb hit a bus.",
         ["It fell on May 3 2017.", "(Wire Photo)", "A bomb hit a bus."]),
        ("قتل ثلاثة. هل انسحبوا؟ نعم.", ["قتل ثلاثة.", "هل انسحبوا؟", "نعم."]),
        ("三人死亡。部队撤离。", ["三人死亡。", "部队撤离。"]),
    ],
)  # fmt: skip
def test_stops_that_end_a_sentence(text: str, parts: list[str]) -> None:
    assert split(text) == parts


def test_headlines_captions_and_lists_stand_alone() -> None:
    text = (
        "Army enters the town of Qasr after a siege of nine days, monitor says\n"
        "5 December 2024\n"
        "The army entered Qasr on Monday, a monitor said, after nine days of siege and shelling "
        "that killed at least 40 people.\r\n"
        "‘Everything is calm’\n\n"
        "- Three villages taken\n"
        "- Two tanks lost\n"
    )
    assert [part[:12] for part in split(text)] == [
        "Army enters ",
        "5 December 2",
        "The army ent",
        "‘Everything ",
        "- Three vill",
        "- Two tanks ",
    ]


def test_prose_wrapped_by_a_mail_program_runs_on() -> None:
    text = (
        "At least 12 people were killed and 30 were wounded when shells hit the\n"
        "vegetable market of Qasr on Monday, the head of the town's hospital, Dr.\n"
        "Salim Noor, told the agency by telephone. He said that the toll could\n"
        "rise.\n"
        "\n"
        "The army denied it."
    )
    assert [part.replace("\n", " ")[-20:] for part in split(text)] == [
        "agency by telephone.",
        "the toll could rise.",
        "The army denied it.",
    ]


def test_a_sentence_without_end_is_cut_at_white_space() -> None:
    policy = replace(DEFAULT, sentence_longest=100)
    text = "shelling " * 50
    assert all(len(text[a:b]) <= 100 for a, b in sentences(text, policy))
    assert {text[a:b].split()[-1] for a, b in sentences(text, policy)} == {"shelling"}
    assert [b - a for a, b in sentences("x" * 250, policy)] == [100, 100, 50]


def test_a_line_of_ten_megabytes_is_split() -> None:
    text = "The army left No. 5 base... He (the col. said" * 230_000
    found = sentences(text)
    assert max(end - start for start, end in found) <= DEFAULT.sentence_longest
    assert sum(end - start for start, end in sentences("." * 5_000_000)) == 5_000_000


PUNCTUATION = [". ", "... ", "\r\n", "\n\n", "\r", "\u2028", "\x85", "\0", "(", ")", '"', "”", "。"]
WORDS = [
    "Gen.",
    "U.S.",
    "a.m.",
    "5.",
    "Dec. 5 ",
    "fled",
    "The ",
    "e\u0301",
    "👩‍👧",
    "قال",
    "\u202e",
]
PIECES = st.sampled_from([*PUNCTUATION, *WORDS, "-AFP"])


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
@example("a\n" * 5)
@example("x" * 2100)
def test_every_character_stands_in_one_sentence(text: str) -> None:
    covered = [False] * len(text)
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        assert not text[start].isspace() and not text[end - 1].isspace()
        assert end - start <= DEFAULT.sentence_longest
        covered[start:end] = [True] * (end - start)
        last = end
    assert all(covered[at] or text[at].isspace() for at in range(len(text)))


@pytest.mark.shared
def test_annotated_sentences_are_found(shared: Path) -> None:
    found = gold = 0
    for name in ("dev.jsonl", "train.jsonl"):
        for line in (shared / "claims" / name).read_text(encoding="utf-8").splitlines():
            report = json.loads(line)
            spans = {tuple(claim["sentence"]) for claim in report["claims"]}
            gold += len(spans)
            found += len(spans & set(sentences(report["text"])))
    assert found / gold >= 0.97
