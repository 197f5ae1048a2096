"""The reconciliation service, as OpenRefine asks it (Reconciliation Service API 0.2)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from counterclaim.ledger import Ledger
from counterclaim.model import Entity
from tests.publishing.incident import collection
from tests.web.site import client, filled, inside, page

PLACE = {"id": "place", "name": "Place"}


@pytest.fixture(scope="module")
def service(visitor: TestClient) -> str:
    address: str = visitor.get("/reconcile.json").json()["service"]
    return address


@pytest.fixture(scope="module")
def outside(visitor: TestClient, service: str) -> TestClient:
    """A program without a cookie, at another site."""
    return TestClient(visitor.app, headers={"origin": "http://127.0.0.1:3333"})


def asked(outside: TestClient, service: str, **fields: object) -> dict[str, Any]:
    answer = outside.post(service, data={key: json.dumps(value) for key, value in fields.items()})
    assert answer.status_code == 200, answer.text
    held: dict[str, Any] = answer.json()
    return held


def a_place(outside: TestClient, service: str) -> dict[str, Any]:
    """Some place that the ledger names and that stands on the map."""
    names = [chr(letter) for letter in range(ord("a"), ord("z") + 1)]
    found = [
        thing
        for name in names
        for thing in outside.get(f"{service}/things", params={"prefix": name}).json()["result"]
        if thing["notable"] == [PLACE] and thing["id"].startswith("geonames-")
    ]
    held: dict[str, Any] = found[0]
    return held


def test_the_page_gives_the_address(visitor: TestClient, service: str) -> None:
    assert service in page(visitor, "/reconcile").targets


def test_the_manifest_says_what_there_is(outside: TestClient, service: str) -> None:
    manifest = outside.get(service).json()
    assert manifest["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace"} <= {*manifest}
    assert [type["id"] for type in manifest["defaultTypes"]] == ["actor", "place"]
    assert "{{id}}" in manifest["view"]["url"]
    for suggestion in manifest["suggest"].values():
        address = suggestion["service_url"] + suggestion["service_path"]
        assert outside.get(address, params={"prefix": "a"}).json()["result"] is not None
    proposals = manifest["extend"]["propose_properties"]
    address = proposals["service_url"] + proposals["service_path"]
    proposed = outside.get(address, params={"type": "place"}).json()
    assert {"lat", "lon", "country"} <= {each["id"] for each in proposed["properties"]}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_batch_is_answered_under_its_keys(outside: TestClient, service: str, method: str) -> None:
    place = a_place(outside, service)
    queries = json.dumps(
        {
            "q0": {"query": place["name"].upper(), "type": "place", "limit": 3},
            "q1": {"query": "zzzzqqqq"},
        }
    )
    sent = {"queries": queries}
    got = method == "GET"
    answer = (outside.get(service, params=sent) if got else outside.post(service, data=sent)).json()
    assert {*answer} == {"q0", "q1"}
    best = answer["q0"]["result"][0]
    assert (best["id"], best["score"], best["match"], best["type"]) == (
        place["id"], 100.0, True, [PLACE],
    )  # fmt: skip
    assert answer["q1"]["result"] == []


def test_values_are_given_by_id(outside: TestClient, service: str) -> None:
    place = a_place(outside, service)
    wanted = {"ids": [place["id"], "nothing"], "properties": [{"id": "lat"}, {"id": "geonameid"}]}
    answer = asked(outside, service, extend=wanted)
    assert [each["id"] for each in answer["meta"]] == ["lat", "geonameid"]
    row = answer["rows"][place["id"]]
    assert -90 <= row["lat"][0]["float"] <= 90
    assert f"geonames-{row['geonameid'][0]['int']}" == place["id"]
    assert answer["rows"]["nothing"] == {"lat": [], "geonameid": []}


def test_individuals_are_never_found(tmp_path: Path) -> None:
    held = collection()
    rosa = Entity("entity-rosa", "Rosa Quiroga", "person")
    claims = tuple(
        replace(each, speaker=replace(each.speaker, entity=rosa)) if each.speaker else each
        for each in held.claims
    )
    assert claims != held.claims
    with filled(tmp_path / "people.db", replace(held, claims=claims)) as ledger:
        visitor = inside(ledger)
        service = visitor.get("/reconcile.json").json()["service"]
        assert asked(visitor, service, queries={"q": {"query": rosa.name}}) == {"q": {"result": []}}


def test_what_was_found_leads_to_its_claims(visitor: TestClient, service: str) -> None:
    place = a_place(visitor, service)
    answer = visitor.get(f"/reconcile/show/{place['id']}")
    assert answer.status_code == 200
    assert answer.url.path == "/claims" and answer.url.params["place"] == place["name"]
    assert visitor.get("/reconcile/show/nothing").status_code == 404


def test_any_site_may_ask_the_service_and_no_other_page(outside: TestClient, service: str) -> None:
    assert outside.get(service).headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in outside.get("/entries.json").headers


def test_only_whoever_has_the_address_is_answered(
    outside: TestClient, service: str, ledger: Ledger
) -> None:
    answer = outside.get("/reconcile/0123456789")
    assert answer.status_code == 401 and "ended" in answer.json()["error"]
    assert client(ledger).get(service).status_code == 401, "a key of another run"
    assert outside.get("/entries.json").status_code == 401, "the address opens nothing else"


def test_jsonp_is_refused(outside: TestClient, service: str) -> None:
    answer = outside.get(service, params={"callback": "f"})
    assert answer.status_code == 400 and "JSONP" in answer.json()["error"]
    assert outside.post(service, data={"callback": "f"}).status_code == 400


@pytest.mark.parametrize(
    "fields",
    [
        {"queries": "["},
        {"queries": "[]"},
        {"queries": '{"q": []}'},
        {"queries": '{"q": {}}'},
        {"queries": '{"q": {"query": 1}}'},
        {"queries": '{"q": {"query": "a", "limit": 0}}'},
        {"queries": '{"q": {"query": "a", "limit": true}}'},
        {"queries": '{"q": {"query": "a", "type": 1}}'},
        {"queries": '{"q": {"query": "a", "properties": [{"pid": "country"}]}}'},
        {"queries": json.dumps({str(n): {"query": "a"} for n in range(101)})},
        {"extend": "{}"},
        {"extend": '{"ids": ["a"], "properties": [{}]}'},
        {"extend": '{"ids": ["a"], "properties": [{"id": "age"}]}'},
    ],
)
def test_what_cannot_be_asked_is_told_in_a_line(
    outside: TestClient, service: str, fields: dict[str, str]
) -> None:
    answer = outside.post(service, data=fields)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(next(iter(fields)))
