from __future__ import annotations

import base64
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model import Collection, Document, Problem
from counterclaim.publishing import report
from counterclaim.publishing.anchors import document_anchor, record_anchor, words_anchor
from counterclaim.publishing.pages import asset
from counterclaim.publishing.wording import STATUSES
from tests.publishing.incident import HOSTILE, ODD, TEXTS, claims, collection
from tests.publishing.page import Page

TITLE = "A strike <told> six ways"


@pytest.fixture(scope="module")
def html() -> str:
    return report(collection(), title=TITLE, ledger="karm & co.db")


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_the_page_is_well_formed(page: Page) -> None:
    assert page.unbalanced == []
    assert page.all("title")[0].text == TITLE
    assert [e.attributes.get("lang") for e in page.all("html")] == ["en"]


def test_nothing_is_loaded_or_linked_from_outside(html: str, page: Page) -> None:
    loading = {"src", "srcset", "data", "action", "poster", "background", "xlink:href", "style"}
    for element in page.elements:
        assert element.tag not in {"link", "img", "iframe", "object", "embed", "base"}
        assert not loading & set(element.attributes)
        assert not any(name.startswith("on") for name in element.attributes)
        assert (element.attributes.get("href") or "#").startswith("#")
    own = html[html.index("<style>") : html.index("</style>")] + html[html.rindex("<script>") :]
    assert not re.search(r"@import|\bfetch\(|\bimport\(|XMLHttp", own)
    ours = own.replace(asset("vendor/leaflet/leaflet.js").partition("//# source")[0], "")
    assert not re.search(r"url\(|https?:|//[a-z]", ours)


def test_style_and_script_are_the_only_ones_the_policy_lets_run(html: str, page: Page) -> None:
    (policy,) = [
        meta.attributes["content"] or ""
        for meta in page.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (element,) = page.all(tag)
        digest = base64.b64encode(sha256(element.text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_every_link_within_the_page_has_one_target(page: Page) -> None:
    ids = Counter(page.ids)
    assert [id for id, times in ids.items() if times > 1] == []
    assert [target for target in page.targets if target not in ids] == []
    labelled = [e.attributes.get("aria-labelledby") for e in page.elements]
    assert [id for id in labelled if id and id not in ids] == []


def test_each_entry_claim_and_document_can_be_led_to(page: Page) -> None:
    ids = set(page.ids)
    assert {record_anchor("fact", entry.fact.id) for entry in collection().entries} <= ids
    told = {id for entry in collection().entries for id in entry.fact.claims}
    assert {record_anchor("claim", id) for id in told} <= ids
    assert {words_anchor(grounded.claim.id) for grounded in claims().values()} <= ids
    assert {document_anchor(id) for id in TEXTS} <= ids


def test_hostile_text_is_text(html: str, page: Page) -> None:
    assert HOSTILE not in html
    assert "<b>Today" not in html
    assert len(page.all("script")) == 1
    assert "\x00" not in html
    assert "\u202e" not in html
    assert HOSTILE in page.by_id(document_anchor("r5")).text
    assert page.all("h1")[0].text == TITLE


def test_the_figures_are_the_collections(page: Page) -> None:
    names = [e.text for e in page.all("dt") if "figures" not in e.path][:6]
    values = [e.text for e in page.all("dd")][:6]
    assert dict(zip(names, values, strict=True)) == {
        "documents": "6", "outlets": "5", "origins": "5",
        "claims": "11", "facts": "4", "disputed": "1",
    }  # fmt: skip


def test_each_row_shows_its_entry(page: Page) -> None:
    rows = [e for e in page.all("tr") if "data-type" in e.attributes]
    known = collection().entries
    assert [row.attributes["data-type"] for row in rows] == [entry.fact.type for entry in known]
    for row, entry in zip(rows, known, strict=True):
        assert entry.fact.question in row.text
        assert STATUSES[entry.status] in row.text
        assert f"{len(entry.voices)} in {len(entry.documents)}" in row.text
    assert "19–25" in rows[0].text
    assert "3 Mar 2031" in rows[0].text
    assert "6 Mar 2031" in rows[0].text
    assert "at most 30" in rows[3].text


def test_an_entry_shows_voices_chains_relations_and_scope(page: Page) -> None:
    toll, _, children, _ = collection().entries
    text = " ".join(page.by_id(record_anchor("fact", toll.fact.id)).text.split())
    assert "3 voices in 5 documents" in text
    assert "Rural Rescue Network 19 3 claims in 3 documents" in text
    assert "The Rural Rescue Network → Northwire → Harbour Daily" in text
    assert "in its own voice" in text
    assert "revises" in text
    assert "Sarim hospital is higher than Rural Rescue Network: 21–25 lies above 19" in text
    assert f"Contains{children.fact.question}" in text.replace(" How", "How")


def test_an_outlets_words_for_a_group_are_compared_with_others() -> None:
    known = collection()
    fighters = known.entries[3]
    held = next(g for g in known.claims if g.claim.id in fighters.fact.claims)
    found = held.claim.object
    assert found and held.object
    naming = replace(held.object, mention=replace(found, text="rebels"))
    again = replace(held, claim=replace(held.claim, id="claim-again", document="r3"), object=naming)
    fact = replace(fighters.fact, claims=(*fighters.fact.claims, "claim-again"))
    entry = replace(fighters, fact=fact)
    both = replace(known, claims=(*known.claims, again), entries=(entry,))
    text = Page(report(both, title="", ledger="")).by_id(record_anchor("fact", fact.id)).text
    assert "fighters: “terrorists” (State Radio), “rebels” (Harbour Daily)" in text


def test_the_same_sentence_is_shown_once_with_every_report_of_it(page: Page) -> None:
    toll = page.by_id(record_anchor("fact", collection().entries[0].fact.id))
    quotes = [e.text for e in page.all("q")]
    assert sum("livestock market" in quote and "12" in quote for quote in quotes) == 2
    assert toll.text.count("The Valley Post") >= 1


def test_every_field_is_marked_and_told_apart(page: Page) -> None:
    marks = {e.attributes.get("class") for e in page.all("mark")}
    assert {"t", "q", "o", "a", "p", "w", "s", "v"} <= marks
    numbers = {e.attributes.get("data-n") for e in page.all("mark", "q")}
    assert {"1", "2"} & numbers


def test_problems_and_policy_are_printed(page: Page) -> None:
    skipped = page.by_id("overview").text
    assert "notes.bin: is no text; save it as UTF-8 text" in skipped
    assert "r<7>.jsonl, line 3: is no JSON object; mend the line" in skipped
    assert "trace_shingle_words" in page.by_id("policy").text


def test_a_document_whose_id_is_no_name_is_still_reached(page: Page) -> None:
    assert ODD in page.by_id(document_anchor(ODD)).text
    assert re.fullmatch(r"document-[0-9a-f]{12}", document_anchor(ODD))


def test_the_same_collection_gives_the_same_page(html: str) -> None:
    assert report(collection(), title=TITLE, ledger="karm & co.db") == html


def test_an_empty_ledger_has_a_page() -> None:
    page = Page(report(Collection(), title="Nothing", ledger="empty.db"))
    assert page.unbalanced == []
    assert "0 reports" in page.by_id("top").text


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1), st.text(), st.text())
def test_no_text_breaks_the_page(text: str, title: str, outlet: str) -> None:
    document = Document(title or "d", text, title, None, outlet, date(2031, 3, 3), notes=(title,))
    problem = Problem(text, title, outlet, text)
    known = Collection(documents=(document,), problems=(problem,), policy={title: text})
    html = report(known, title=text, ledger=title)
    page = Page(html)
    assert html.encode()
    assert page.unbalanced == []
    assert Counter(e.tag for e in page.elements)["script"] == 1


def test_unknown_identifiers_lead_nowhere_and_break_nothing() -> None:
    known = replace(collection(), documents=collection().documents[2:])
    page = Page(report(known, title="Part", ledger="part.db"))
    assert [target for target in page.targets if target not in page.ids] == []
