"""What a notebook shows: everything escaped, and a style that stays within its own frame."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import counterclaim
from counterclaim.interface import lists
from tests.publishing.exports.stored import filled
from tests.publishing.incident import HOSTILE, ODD, collection
from tests.publishing.page import Page


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every kind of record as HTML, by what it is."""
    path = filled(tmp_path_factory.mktemp("ledger") / "<b>a&.db", collection())
    with counterclaim.open(path) as ledger:
        hostile = ledger.document("r5")
        records: dict[str, Any] = {
            "ledger": ledger,
            "entries": ledger.entries(),
            "voices": ledger.voices(),
            "claims": ledger.claims(),
            "documents": ledger.documents(),
            "nothing": ledger.claims("place=nowhere"),
            "entry": ledger.entries()[0],
            "voice": ledger.entries()[0].voices[1],
            "claim": hostile.claims[0],
            "document": hostile,
            "odd document": ledger.document(ODD),
            "why": ledger.entries()[0].why(),
        }
        return {name: record._repr_html_() for name, record in records.items()}


def test_nothing_of_a_report_acts_on_the_page(shown: dict[str, str]) -> None:
    for name, html in shown.items():
        page = Page(html)
        assert page.unbalanced == [], name
        assert not {element.tag for element in page.elements} & {"script", "img", "a", "link"}, name
        assert not [a for e in page.elements for a in e.attributes if a.startswith("on")], name
        assert "\u202e" not in html, name
        assert "\x00" not in html, name


def test_hostile_words_are_shown_as_words(shown: dict[str, str]) -> None:
    assert HOSTILE in "".join(e.text for e in Page(shown["document"]).elements[:1])
    assert "<b>Today</b>" in Page(shown["entry"]).elements[0].text
    assert "<b>a&.db" in Page(shown["ledger"]).elements[0].text


def test_each_stands_in_one_frame_with_the_reports_look(shown: dict[str, str]) -> None:
    for html in shown.values():
        frame, style = Page(html).elements[:2]
        assert (frame.tag, frame.attributes["class"]) == ("div", "counterclaim")
        assert style.tag == "style"
        for wanted in ("--paper: #fcfbf8", "--paper: #16171a", ".status.disputed {", "mark.q {"):
            assert wanted in style.text


def test_no_rule_reaches_beyond_the_frame(shown: dict[str, str]) -> None:
    style = Page(shown["entries"]).elements[1].text
    depth, outer = 0, []
    for piece in re.split(r"([{}])", style):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth -= 1
        elif depth == 0 and piece.strip():
            outer.append(piece.strip())
    assert depth == 0
    assert outer == [".counterclaim", "@media (prefers-color-scheme: dark)"]
    assert style.count("@") == 1


def test_an_entry_shows_its_voices_with_the_words_marked(shown: dict[str, str]) -> None:
    page = Page(shown["entry"])
    assert [e.text for e in page.elements if e.tag == "h3"] == [
        "How many people were killed at the market of Karm al-Wadi on 3 March 2031?"
    ]
    assert {e.text for e in page.elements if e.tag == "mark"} >= {"19", "at least 12", "killed"}
    assert [e.text for e in page.elements if e.has_class("status")] == ["disputed"]
    assert any(e.tag == "svg" and e.has_class("chart") for e in page.elements)


def test_a_long_list_shows_its_first_rows_and_how_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "_SHOWN", 2)
    with counterclaim.open(filled(tmp_path / "a.db", collection())) as ledger:
        page = Page(ledger.claims()._repr_html_())
    assert [e.text for e in page.elements if e.tag == "caption"] == ["11 claims; the first 2"]
    assert len([e for e in page.elements if e.tag == "tr"]) == 3
