from __future__ import annotations

from dataclasses import replace

from counterclaim.model import Collection, Document
from counterclaim.publishing.document_view import MOST_TEXT, DocumentView, documents
from counterclaim.publishing.lookup import Lookup
from tests.publishing.incident import TEXTS, collection
from tests.publishing.page import Page


def views(known: Collection) -> dict[str, DocumentView]:
    return {view.id: view for view in documents(Lookup.over(known))}


def test_the_text_is_whole() -> None:
    for id, view in views(collection()).items():
        words = "".join(Page(str(block.html)).text for block in view.blocks)
        assert "".join(words.split()) == "".join(visible(TEXTS[id]).split())


def visible(text: str) -> str:
    for character, sign in (
        ("\x00", "␀"), ("\x1b", "␛"), ("\u202e", "[U+202E]"), ("\u202c", "[U+202C]"),
    ):  # fmt: skip
        text = text.replace(character, sign)
    return text


def test_copied_passages_name_the_other_document() -> None:
    found = views(collection())
    (block,) = [b for b in found["r2"].blocks if b.shared_with]
    assert [link.text for link in block.shared_with] == ["Northwire, 3 Mar 2031"]
    assert [link.anchor for link in block.shared_with] == [found["r1"].blocks[0].anchor]
    assert found["r1"].blocks[0].anchor == f"{found['r1'].anchor}:0"


def test_the_document_tells_where_it_comes_from() -> None:
    facts = dict(views(collection())["r2"].facts)
    assert facts["Credits"] == "Northwire (tail)"
    assert facts["Address"] == "https://example.org/r2?a=1&b=<2>"


def test_a_book_is_shown_in_part_and_says_so() -> None:
    text = "\n\n".join(["word " * 1000] * 20)
    view = views(Collection(documents=(Document("book", text),)))["book"]
    shown = sum(len(Page(str(block.html)).text) for block in view.blocks)
    left_out = sum(block.left_out for block in view.blocks)
    assert shown <= MOST_TEXT
    assert shown + left_out == len(text) - 2 * 19


def test_a_claim_outside_every_paragraph_still_has_its_anchor() -> None:
    known = collection()
    blank = replace(known, documents=tuple(replace(d, text=" \n") for d in known.documents))
    assert all(len(view.stray) == view.claims for view in views(blank).values())
