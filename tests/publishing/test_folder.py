"""The report as a folder: the same views, pages that lead to one another, still no network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote

import pytest

from counterclaim.model import Collection, Document
from counterclaim.publishing import folder, report_pages
from counterclaim.publishing.anchors import document_anchor, record_anchor, words_anchor
from tests.publishing.incident import HOSTILE, TEXTS, claims, collection
from tests.publishing.page import Page


@pytest.fixture(scope="module")
def pages() -> Mapping[str, Page]:
    """The incident with one record a page, so that everything is apart."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("ROWS", "ENTRIES", "FAMILIES", "DOCUMENTS"):
            patch.setattr(folder, name, 1)
        made = report_pages(collection(), title="Karm <i>", ledger="karm.db")
        return {name: Page(html) for name, html in made}


def test_every_link_leads_to_a_page_and_to_a_place_in_it(pages: Mapping[str, Page]) -> None:
    for name, page in pages.items():
        assert page.unbalanced == [], name
        assert len(page.ids) == len(set(page.ids)), name
        for element in page.all("a"):
            file, _, anchor = (element.attributes["href"] or "").partition("#")
            home = pages[file or name]
            assert not anchor or unquote(anchor) in home.ids, (name, element.attributes["href"])


def test_every_page_can_be_reached_from_the_first(pages: Mapping[str, Page]) -> None:
    waiting, seen = ["index.html"], {"index.html"}
    while waiting:
        for element in pages[waiting.pop()].all("a"):
            file = (element.attributes["href"] or "").partition("#")[0]
            if file and file not in seen:
                seen.add(file)
                waiting.append(file)
    assert seen == set(pages)


def test_every_entry_claim_and_document_is_in_one_page(pages: Mapping[str, Page]) -> None:
    ids = [id for page in pages.values() for id in page.ids]
    wanted = [
        *(record_anchor("fact", entry.fact.id) for entry in collection().entries),
        *(record_anchor("claim", c) for entry in collection().entries for c in entry.fact.claims),
        *(document_anchor(id) for id in TEXTS),
        *(words_anchor(grounded.claim.id) for grounded in claims().values()),
    ]
    assert {ids.count(id) for id in wanted} == {1}
    assert sum(name.startswith("details") for name in pages) == len(collection().entries)
    assert sum(name.startswith("documents") for name in pages) == len(TEXTS)


def test_each_page_loads_nothing_and_keeps_text_as_text(pages: Mapping[str, Page]) -> None:
    for page in pages.values():
        for element in page.elements:
            assert element.tag not in {"link", "img", "iframe", "object", "embed", "base"}
            assert not {"src", "style", "onclick", "onload"} & set(element.attributes)
        assert len(page.all("script")) == len(page.all("style")) == len(page.all("h1")) == 1
        policies = [e.attributes.get("content") or "" for e in page.all("meta")]
        assert any(policy.startswith("default-src 'none'") for policy in policies)
    assert any(HOSTILE in page.text for page in pages.values())


def test_only_the_map_has_the_maps_library(pages: Mapping[str, Page]) -> None:
    having = [name for name, page in pages.items() if "L.circleMarker" in page.text]
    assert having == ["map.html"]


def test_a_folder_has_no_limit_to_documents() -> None:
    many = tuple(Document(f"d{n}", f"Nothing happened on day {n}.") for n in range(1_100))
    made = dict(report_pages(Collection(documents=many), title="", ledger=""))
    assert sum(html.count("<article class=document") for html in made.values()) == 1_100


def test_an_empty_ledger_has_a_first_page() -> None:
    made = dict(report_pages(Collection(), title="Nothing", ledger="empty.db"))
    assert "0 documents" in " ".join(Page(made["index.html"]).by_id("overview").text.split())


def test_equal_collections_give_equal_pages() -> None:
    first, again = (list(report_pages(collection(), title="", ledger="")) for _ in range(2))
    assert first == again
    less = replace(collection(), documents=collection().documents[2:])
    for _, html in report_pages(less, title="", ledger=""):
        assert Page(html).unbalanced == []
