from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Collection
from counterclaim.publishing import report
from counterclaim.publishing.excerpt import MOST_DOCUMENTS, excerpt
from tests.publishing.incident import collection
from tests.publishing.page import Page


def many(copies: int) -> Collection:
    """The six reports and as many others as wanted, which nobody's claims stand in."""
    known = collection()
    others = tuple(replace(known.documents[0], id=f"other-{n}") for n in range(copies))
    return replace(known, documents=(*others, *known.documents))


def test_a_collection_that_finds_room_is_whole() -> None:
    assert excerpt(collection()).part == collection()


@given(st.integers(0, 6))
def test_every_entry_shown_has_all_its_documents(most: int) -> None:
    found = excerpt(collection(), most)
    kept = {document.id for document in found.part.documents}
    assert len(kept) == most
    assert all(kept.issuperset(entry.documents) for entry in found.part.entries)
    assert found.entries_left_out + len(found.part.entries) == len(collection().entries)
    assert all(grounded.claim.document in kept for grounded in found.part.claims)


def test_entries_come_before_documents_that_tell_nothing() -> None:
    found = excerpt(many(20), 8)
    assert found.part.entries == collection().entries
    assert found.documents_left_out == 18


def test_the_page_says_what_it_leaves_out() -> None:
    text = Page(report(many(MOST_DOCUMENTS), title="", ledger="")).by_id("overview").text
    assert f"{MOST_DOCUMENTS + 6:,} documents from 5 outlets" in text
    assert "6 documents and 0 facts" in text
