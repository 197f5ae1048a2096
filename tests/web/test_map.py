"""The map draws what its address asks for, and says what it does not draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim.ledger import Ledger
from counterclaim.model import Entry
from counterclaim.publishing.basemap import Basemap
from counterclaim.publishing.lookup import Lookup
from counterclaim.publishing.place_map import place_map
from counterclaim.web.pages import map as map_page
from tests.publishing.incident import collection
from tests.publishing.tiles import pmtiles
from tests.web.site import filled, inside, page

HELD = collection()
TOLL, STRIKE, CHILDREN, FIGHTERS = HELD.entries

pytestmark = pytest.mark.usefixtures("kind")


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client at the ledger of the same reports, but two questions name no place."""
    entries = (TOLL, STRIKE, *(_unplaced(entry) for entry in (CHILDREN, FIGHTERS)))
    path: Path = tmp_path_factory.mktemp("lost") / "karm.db"
    with filled(path, replace(HELD, entries=entries)) as ledger:
        yield inside(ledger)


def _unplaced(entry: Entry) -> Entry:
    return replace(entry, fact=replace(entry.fact, place=None))


def test_the_map_is_the_reports(visitor: TestClient) -> None:
    expected = place_map(Lookup.over(HELD))
    found = page(visitor, "/map")
    at = [e.attributes["data-at"] for e in found.all("li") if "data-at" in e.attributes]
    assert at == [f"{p.lat} {p.lon} {p.radius_km or 0}" for p in expected.places]
    links = {e.attributes["href"] for e in found.all("a")}
    assert {f"/entries/{entry.fact.id}" for entry in HELD.entries} <= links


def test_the_map_is_narrowed_by_its_address(visitor: TestClient) -> None:
    rows = visitor.get("/map.json?status=denied").json()["rows"]
    assert [row["fact"] for row in rows] == [STRIKE.fact.id]
    assert (rows[0]["name"], rows[0]["first"]) == ("Karm al-Wadi", "2031-03-03")
    text = page(visitor, "/map?status=denied").text
    assert "1 question at 1 place" in text
    assert TOLL.fact.question not in text
    assert visitor.get("/map.json?q=livestock").json()["with_place"] == 2


def test_what_cannot_be_asked_of_the_map_is_named(visitor: TestClient) -> None:
    answer = visitor.get("/map?page=2")
    assert answer.status_code == 400
    assert "page: no such filter here" in answer.text


def test_what_has_no_place_is_counted_and_named(lost: TestClient) -> None:
    found = page(lost, "/map")
    assert "2 questions are not on the map" in found.by_id("map").text
    assert CHILDREN.fact.question in found.by_id("not-on-the-map").text
    told = lost.get("/map.json").json()
    assert (told["with_place"], told["without_place"]) == (2, 2)


def test_of_many_questions_those_with_most_voices_are_drawn(
    lost: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_page, "DRAWN", 1)
    monkeypatch.setattr(map_page, "NAMED", 1)
    found = page(lost, "/map?since=2031-01-01")  # all of them
    assert TOLL.fact.question in found.by_id("places").text
    assert "1 further question with fewer voices has a place and is not drawn" in found.text
    assert "2 questions are not on the map" in found.text
    assert "1 further question with fewer voices" in found.by_id("not-on-the-map").text


def test_a_map_of_nothing_says_so(visitor: TestClient) -> None:
    found = page(visitor, "/map?outlet=nobody")
    assert "No place of any question is known." in found.text


def test_a_basemap_is_served_by_ranges_to_those_who_may_read(
    ledger: Ledger, tmp_path: Path
) -> None:
    ground = Basemap.of(pmtiles(tmp_path / "ground.pmtiles"))
    held = ground.path.read_bytes()
    reader = inside(ledger, ground)
    answer = reader.get("/basemap.pmtiles", headers={"range": "bytes=0-6"})
    assert (answer.status_code, answer.content) == (206, held[:7])
    assert answer.headers["content-range"] == f"bytes 0-6/{len(held)}"
    assert reader.get("/basemap.pmtiles").content == held
    reader.cookies.clear()
    answer = reader.get("/basemap.pmtiles", headers={"range": "bytes=0-6"})
    assert answer.status_code == 401
    assert b"PMTiles" not in answer.content


def test_a_basemap_that_is_not_there_is_told(visitor: TestClient) -> None:
    assert visitor.get("/basemap.pmtiles").status_code == 404
    assert "protomaps" not in visitor.get("/map").text
    assert "/basemap.pmtiles" in visitor.get("/openapi.json").json()["paths"]
