"""Lists hold what their address asks for, in its order, page by page, and so do exports."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from counterclaim.ledger import Ledger
from counterclaim.model import Collection
from counterclaim.web.lists import ROWS
from tests.publishing.incident import collection
from tests.web.site import filled, inside, page

TOLL, STRIKE, CHILDREN, FIGHTERS = (entry.fact.id for entry in collection().entries)
CLAIMS = {grounded.claim.id: grounded.claim for grounded in collection().claims}


pytestmark = pytest.mark.usefixtures("kind")


def facts(visitor: TestClient, asked: str) -> list[str]:
    return [row["fact"] for row in visitor.get(f"/entries.json?{asked}").json()["rows"]]


def claims(visitor: TestClient, asked: str) -> set[str]:
    return {row["id"] for row in visitor.get(f"/claims.json?{asked}").json()["rows"]}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", [TOLL, STRIKE, CHILDREN, FIGHTERS]),
        ("type=killed", [TOLL, CHILDREN, FIGHTERS]),
        ("type=killed&type=attacked", [TOLL, STRIKE, CHILDREN, FIGHTERS]),
        ("status=denied", [STRIKE]),
        ("status=denied&type=killed", []),
        ("voices>=2", [TOLL, STRIKE]),
        ("voices=2", [STRIKE]),
        ("voices>=2&voices<=2", [STRIKE]),
        ("documents>=3", [TOLL]),
        ("outlet!=State+Radio&polarity=asserted", [TOLL, STRIKE, CHILDREN]),
        ("outlet=state+radio%7Cnobody", [STRIKE, FIGHTERS]),
        ("outlet=State+Radio", [STRIKE, FIGHTERS]),
        ("outlet=nobody", []),
        ("place=Karm+al-Wadi", [TOLL, STRIKE, CHILDREN, FIGHTERS]),
        ("since=2031-03-06", [TOLL]),
        ("until=2031-03-03", [TOLL, STRIKE]),
        ("q=livestock", [TOLL, STRIKE]),
        ("q=livestock+denied", [STRIKE]),
        ("q=%22%27%3B--", []),
        ("sort=voices", [FIGHTERS, CHILDREN, STRIKE, TOLL]),
        ("sort=-range", [FIGHTERS, TOLL, CHILDREN, STRIKE]),
        ("type=&q=&page=", [TOLL, STRIKE, CHILDREN, FIGHTERS]),
        ("page=2", []),
    ],
)
def test_entries_are_narrowed_and_sorted(
    visitor: TestClient, asked: str, expected: list[str]
) -> None:
    found = facts(visitor, asked)
    if "sort" in asked:
        assert found == expected
    else:
        assert sorted(found) == sorted(expected)


def test_claims_are_narrowed(visitor: TestClient) -> None:
    assert claims(visitor, "") == {*CLAIMS}
    denied = {id for id, claim in CLAIMS.items() if claim.polarity == "denied"}
    assert claims(visitor, "polarity=denied") == denied
    assert claims(visitor, "actor=Ministry+of+Defence&polarity=denied") <= denied
    assert claims(visitor, "since=2031-03-06") == {
        id for id, claim in CLAIMS.items() if claim.document == "r5"
    }
    dead = claims(visitor, "q=tally+dead")
    assert {CLAIMS[id].trigger.text for id in dead} == {"dead"}


def test_documents_are_narrowed(visitor: TestClient) -> None:
    rows = visitor.get("/documents.json?q=livestock&sort=-published").json()["rows"]
    assert [row["id"] for row in rows] == ["r2", "r1"]
    rows = visitor.get("/documents.json?outlet=State+Radio").json()["rows"]
    assert [(row["id"], row["published"]) for row in rows] == [("r4", "2031-03-05")]


def test_a_search_finds_entries_claims_and_documents(visitor: TestClient) -> None:
    found = visitor.get("/search.json?q=livestock").json()
    assert found["totals"] == {"entry": 2, "claim": 3, "document": 2}
    text = page(visitor, "/search?q=livestock").text
    assert "3 claims" in text
    assert collection().entries[0].fact.question in text


@pytest.mark.parametrize(
    ("path", "asked", "key"),
    [
        ("/entries", "colour=red", "colour"),
        ("/entries", "type=murdered", "type"),
        ("/entries", "status=true", "status"),
        ("/entries", "voices=many", "voices"),
        ("/entries", "since=yesterday", "since"),
        ("/entries", "page=-1", "page"),
        ("/entries", "page=99999999999999999999", "page"),
        ("/entries", "sort=truth", "sort"),
        ("/entries", "q=a&q=b", "q"),
        ("/entries", "q=%00", "q"),
        ("/claims", "voice=2", "voice"),
        ("/search", "page=2", "page"),
        ("/families", "q=x", "q"),
        ("/export/entries/csv", "colour=red", "colour"),
    ],
)
def test_what_cannot_be_asked_is_named(
    visitor: TestClient, path: str, asked: str, key: str
) -> None:
    answer = visitor.get(f"{path}?{asked}")
    assert answer.status_code == 400
    assert f"{key}: " in answer.text
    if "export" not in path:
        told = visitor.get(f"{path}.json?{asked}")
        assert told.status_code == 400
        assert told.json()["error"].startswith(f"{key}: ")


def test_the_address_fills_in_the_form_and_heads_keep_it(visitor: TestClient) -> None:
    found = page(visitor, "/entries?type=killed&outlet=State+Radio&voices>=1")
    values = {e.attributes["name"]: e.attributes.get("value") for e in found.all("input")}
    assert (values["outlet"], values["voices>"]) == ("State Radio", "1")
    assert [e.attributes["value"] for e in found.all("option") if "selected" in e.attributes] == [
        "killed"
    ]
    heads = [e.attributes["href"] for e in found.all("a") if "thead" in e.path]
    assert heads and all("type=killed" in (to or "") for to in heads)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A client at a ledger of more entries than a page holds."""
    held = collection()
    first = held.documents[0]
    documents = tuple(
        replace(first, id=f"copy{at:03}", published=date(2031, 3, 1 + at % 28), credits=())
        for at in range(ROWS + 10)
    )
    made = filled(tmp_path_factory.mktemp("many") / "many.db", Collection(documents=documents))
    return inside(made)


def test_a_long_list_has_pages(many: TestClient) -> None:
    first = many.get("/documents.json").json()
    assert (first["total"], first["pages"], len(first["rows"])) == (ROWS + 10, 2, ROWS)
    second = many.get(first["next"].replace("/documents", "/documents.json")).json()
    assert len(second["rows"]) == 10
    assert second["next"] is None
    ids = [row["id"] for row in (*first["rows"], *second["rows"])]
    assert len({*ids}) == ROWS + 10
    assert "page 2 of 2" in page(many, "/documents?page=2").text


def _lines(visitor: TestClient, address: str) -> list[dict[str, Any]]:
    answer = visitor.get(address)
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["content-disposition"]
    return [json.loads(line) for line in answer.text.splitlines()]


def test_an_export_holds_what_the_list_holds_and_no_more(visitor: TestClient) -> None:
    found = _lines(visitor, "/export/entries/entries-jsonl?status=denied")
    assert [each["fact"] for each in found] == [STRIKE]
    assert found[0]["voices"] == 2
    said = _lines(visitor, "/export/entries/claims-jsonl?status=denied")
    strike = next(entry for entry in collection().entries if entry.fact.id == STRIKE)
    assert {each["id"] for each in said} == {*strike.fact.claims}
    single = _lines(visitor, "/export/claims/claims-jsonl?polarity=denied")
    assert {each["id"] for each in single} == claims(visitor, "polarity=denied")
    table = visitor.get("/export/claims/csv?polarity=denied").text
    assert {row["claim"] for row in csv.DictReader(io.StringIO(table))} == {
        each["id"] for each in single
    }


def test_an_export_of_a_list_that_is_not_narrowed_is_the_ledgers(
    visitor: TestClient, ledger: Ledger
) -> None:
    from counterclaim.publishing import EXPORTS

    for form in ("entries-jsonl", "claims-jsonl", "copies-jsonl", "origins-jsonl"):
        whole = [json.loads(line) for line in EXPORTS[form](ledger.collection())]
        assert _lines(visitor, f"/export/entries/{form}") == whole


def test_an_unknown_export_is_told(visitor: TestClient) -> None:
    answer = visitor.get("/export/entries/pdf")
    assert answer.status_code == 404
    assert "entries-jsonl" in answer.text


def test_lists_follow_what_is_written_to_the_ledger(tmp_path: Path) -> None:
    held = collection()
    with filled(tmp_path / "a.db", held) as ledger:
        visitor = inside(ledger)
        assert len(facts(visitor, "")) == 4
        ledger.store_work(replace(held, entries=held.entries[:1]))
        assert facts(visitor, "") == [TOLL]
        assert visitor.get("/search.json?q=denied").json()["totals"]["entry"] == 0
