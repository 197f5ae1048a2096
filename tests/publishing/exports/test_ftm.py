"""FollowTheMoney's entities and statements; its own package reads them where it is installed."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from counterclaim.publishing import EXPORTS
from tests.publishing.incident import SHARED, claims, collection


def lines(form: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in EXPORTS[form](collection())]


def test_a_claim_is_an_event_that_its_report_proves() -> None:
    entities = {entity["id"]: entity for entity in lines("ftm")}
    event = entities[claims()["wire12"].claim.id]
    assert event["schema"] == "Event"
    said = event["properties"]
    assert (said["name"], said["description"]) == (["killed: at least 12 people"], [SHARED])
    assert (said["location"], said["country"]) == (["Karm al-Wadi"], ["xx"])
    (article,) = (entities[id] for id in said["proof"])
    assert article["schema"] == "Article"
    assert article["properties"]["publisher"] == ["Northwire"]
    assert {entities[id]["properties"]["name"][0] for id in said["involved"]} == {
        "Rural Rescue Network"
    }


def test_every_reference_leads_to_an_entity_and_none_stands_twice() -> None:
    entities = lines("ftm")
    known = [entity["id"] for entity in entities]
    assert len(known) == len(set(known))
    for entity in entities:
        for name in ("proof", "involved"):
            assert set(entity["properties"].get(name, ())) <= set(known)


def test_every_statement_says_which_report_it_was_read_from() -> None:
    statements = lines("ftm-statements")
    claim = claims()["radio30"].claim
    assert {s["origin"] for s in statements if s["entity_id"] == claim.id} == {"r4"}
    keys = [s["id"] for s in statements]
    assert len(keys) == len(set(keys))


def test_followthemoney_itself_reads_entities_and_statements() -> None:
    model = pytest.importorskip(
        "followthemoney", reason="install followthemoney (it needs ICU) to run this test"
    ).model
    from followthemoney.statement.serialize import read_json_statements

    known = {}
    for record in lines("ftm"):
        record["properties"].pop("country", None)  # the invented reports' country is in no list
        entity = model.get_proxy(record)
        entity.schema.validate(record)
        for name in record["properties"]:
            assert entity.get(name), (record["schema"], name)
        known[entity.id] = entity
    file = io.BytesIO("".join(f"{s}\n" for s in EXPORTS["ftm-statements"](collection())).encode())
    by_entity: dict[str, list[Any]] = {}
    for statement in read_json_statements(file):
        assert statement.generate_key() == statement.id
        by_entity.setdefault(statement.entity_id, []).append(statement)
    assert set(by_entity) == set(known)
