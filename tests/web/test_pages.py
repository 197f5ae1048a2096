"""Every page shows what the report shows, has its JSON, and leads on."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from counterclaim.ledger import Ledger
from counterclaim.model import Collection
from counterclaim.publishing.anchors import record_anchor, words_anchor
from counterclaim.web.views import PAGES
from tests.ledger.test_migration import age
from tests.publishing.incident import HOSTILE, ODD, TEXTS, claims, collection
from tests.publishing.page import Page
from tests.web.site import filled, inside, page, store

HELD = collection()
TOLL = HELD.entries[0]
DOCUMENTS = {id: f"/documents/{quote(id, safe='')}" for id in TEXTS}
FAMILY = f"/families/{HELD.origins[0].id}"
ALL = (
    "/", "/entries", "/claims", "/documents", "/matrix", "/map", "/labels", "/families", "/search",
    "/search?q=market", "/people", "/api", FAMILY,
    *(f"/entries/{entry.fact.id}" for entry in HELD.entries),
    *DOCUMENTS.values(),
)  # fmt: skip
MAP_SCRIPTS = ("/static/vendor/leaflet/leaflet.js", "/static/map.js")


pytestmark = pytest.mark.usefixtures("kind")


@pytest.mark.parametrize("address", ALL)
def test_every_page_is_well_formed_and_has_no_script_or_style_of_its_own(
    visitor: TestClient, address: str
) -> None:
    found = page(visitor, address)
    assert found.unbalanced == []
    assert len(found.all("h1")) == 1
    assert found.all("style") == []
    scripts = [e.attributes.get("src") for e in found.all("script")]
    assert scripts == ["/static/web.js", *(MAP_SCRIPTS if address == "/map" else ())]
    for element in found.elements:
        assert not any(n == "style" or n.startswith("on") for n in element.attributes)
    assert len(found.ids) == len(set(found.ids))


@pytest.mark.parametrize("address", [a for a in ALL if a not in ("/", "/api")])
def test_every_page_has_its_json(visitor: TestClient, address: str) -> None:
    path, mark, asked = address.partition("?")
    answer = visitor.get(f"{path}.json{mark}{asked}")
    assert answer.status_code == 200
    assert isinstance(answer.json(), dict)


def test_every_link_leads_to_a_page_and_to_a_place_in_it(visitor: TestClient) -> None:
    pages: dict[str, Page | None] = {}
    waiting = ["/"]
    links = set()
    while waiting:
        address = waiting.pop()
        if address in pages:
            continue
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        html = answer.headers["content-type"].startswith("text/html")
        pages[address] = found = Page(answer.text) if html else None
        for element in found.all("a") if found else ():
            to, _, anchor = (element.attributes["href"] or "").partition("#")
            assert to.startswith("/") or not to
            links.add((to or address, anchor))
            waiting.append(to or address)
    for to, anchor in links:
        known = pages[to]
        assert not anchor or (known and anchor in known.ids), (to, anchor)


def test_the_first_page_counts_what_the_ledger_holds(visitor: TestClient) -> None:
    found = page(visitor, "/")
    values = dict(
        zip((e.text for e in found.all("dt")), (e.text for e in found.all("dd")), strict=True)
    )
    assert values["documents"] == "6"
    assert values["claims"] == "11"
    assert values["facts"] == "4"
    assert "notes.bin: is no text; save it as UTF-8 text" in found.text


def test_an_entry_shows_its_voices_and_each_claim_leads_to_its_words(visitor: TestClient) -> None:
    found = page(visitor, f"/entries/{TOLL.fact.id}")
    text = " ".join(found.by_id(record_anchor("fact", TOLL.fact.id)).text.split())
    assert "3 voices in 5 documents" in text
    assert "Sarim hospital is higher than Rural Rescue Network: 21–25 lies above 19" in text
    links = {e.attributes["href"] for e in found.all("a")}
    for id in TOLL.fact.claims:
        grounded = next(g for g in HELD.claims if g.claim.id == id)
        to = DOCUMENTS[grounded.claim.document]
        assert f"{to}#{words_anchor(id)}" in links
        assert words_anchor(id) in page(visitor, to).ids


def test_a_document_marks_its_claims_and_opens_its_copy_beside_it(visitor: TestClient) -> None:
    found = page(visitor, DOCUMENTS["r2"])
    marked = {e.attributes["href"]: e.text for e in found.all("a", "t")}
    toll = claims()["post12"].claim
    assert marked[f"/entries/{TOLL.fact.id}#{record_anchor('claim', toll.id)}"] == "killing"
    assert "same words in Northwire, 3 Mar 2031" in found.text
    (twin,) = found.all("table", "twin")
    assert twin.text.count("livestock market") == 2
    assert any(e.attributes["href"] == FAMILY for e in found.all("a"))


def test_hostile_text_is_text(visitor: TestClient) -> None:
    answer = visitor.get(DOCUMENTS["r5"])
    assert HOSTILE not in answer.text
    assert "<b>Today" not in answer.text
    assert "\x00" not in answer.text
    assert "\u202e" not in answer.text
    assert HOSTILE in Page(answer.text).text
    text = visitor.get(f"{DOCUMENTS['r5']}.json").json()["text"]
    assert text.replace("\x01", "\x00") == TEXTS["r5"]


def test_a_document_whose_id_is_no_name_has_an_address(visitor: TestClient) -> None:
    assert ODD in page(visitor, DOCUMENTS[ODD]).text
    assert visitor.get(f"{DOCUMENTS[ODD]}.json").json()["doc"] == ODD


def test_the_matrix_says_what_each_outlet_says(visitor: TestClient) -> None:
    found = page(visitor, "/matrix")
    assert "denies" in found.all("table")[0].text
    rows = visitor.get("/matrix.json").json()["rows"]
    assert rows[0]["question"] == TOLL.fact.question


def test_json_is_what_the_exports_give(visitor: TestClient) -> None:
    record = visitor.get(f"/entries/{TOLL.fact.id}.json").json()
    assert record["entry"]["fact"] == TOLL.fact.id
    assert record["entry"]["voices"] == 3
    assert {claim["id"] for claim in record["claims"]} == {*TOLL.fact.claims}


@pytest.mark.parametrize(
    "address", ["/nothing", "/entries/fact-none", "/documents/x", "/families/y"]
)
def test_what_is_not_there_is_told_with_a_way_on(visitor: TestClient, address: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 404
    assert "There is no" in Page(answer.text).text
    assert visitor.get(f"{address}.json").json()["error"].startswith("There is no")


def test_programs_are_told_every_address(visitor: TestClient) -> None:
    described = visitor.get("/openapi.json").json()
    assert described["openapi"].startswith("3.")
    for view in PAGES:
        assert view.json.replace(":path", "") in described["paths"]
    assert "/entries.json" in page(visitor, "/api").text


def test_an_empty_ledger_has_all_its_pages(tmp_path: Path) -> None:
    with filled(tmp_path / "empty.db", Collection()) as ledger:
        made = inside(ledger)
        for address in (
            "/",
            "/entries",
            "/claims",
            "/documents",
            "/matrix",
            "/map",
            "/labels",
            "/families",
        ):
            assert page(made, address).unbalanced == []


def test_every_page_of_a_ledger_that_waits_for_a_build_says_so(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    filled(path, HELD).close()
    age(path, "UPDATE about SET value = '3'")
    with Ledger.open(path) as ledger:
        made = inside(ledger)
        document = DOCUMENTS[HELD.documents[0].id]
        for address in ("/", "/entries", "/labels", document, "/review"):
            assert page(made, address).text.count("counterclaim build PATH -o LEDGER") == 1, address
        store(ledger, HELD)
        assert "Not built" not in page(made, "/").text + page(made, "/entries").text
