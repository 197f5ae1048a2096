"""Tables in the columns of event data sets and of casualty recorders."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import hxl
import pyogrio.raw
import pytest

from counterclaim.model import Collection
from counterclaim.publishing.exports import EXPORTS, Source
from counterclaim.publishing.exports.held import in_memory
from tests.publishing.incident import collection

POLICY = {"policy": "ucdp"}


def table(form: str, held: Collection | None = None) -> list[dict[str, str]]:
    known = held or replace(collection(), policy=POLICY)
    return list(csv.DictReader(EXPORTS[form](known)))


def by_question(rows: list[dict[str, str]], key: str, words: str) -> dict[str, str]:
    fact = next(e.fact.id for e in collection().entries if words in e.fact.question)
    return next(row for row in rows if row[key] == fact)


def with_best(words: str, best: int) -> Collection:
    known = collection()
    entries = tuple(replace(e, best=best) if words in e.fact.question else e for e in known.entries)
    return replace(known, entries=entries, policy=POLICY)


def test_deaths_stand_in_the_columns_of_ucdp() -> None:
    rows = table("ucdp-shaped")
    assert len(rows) == 3
    toll = by_question(rows, "id", "How many people were killed")
    assert (toll["low"], toll["best"], toll["high"]) == ("19", "", "25")
    assert (toll["where_prec"], toll["date_prec"], toll["event_clarity"]) == ("1", "1", "1")
    assert (toll["date_start"], toll["date_end"], toll["year"]) == (
        "2031-03-03", "2031-03-03", "2031",
    )  # fmt: skip
    assert toll["number_of_sources"] == "5"
    assert (toll["source_office"], toll["source_date"]) == ("Northwire", "2031-03-03")
    assert toll["source_headline"] == "Report r1"
    assert toll["source_original"] == "Rural Rescue Network;Sarim hospital;an unnamed outlet"


def test_who_was_killed_decides_the_column_of_deaths() -> None:
    rows = table("ucdp-shaped", with_best("children", 4))
    children = by_question(rows, "id", "children")
    assert (children["deaths_unknown"], children["deaths_civilians"]) == ("4", "")
    fighters = by_question(table("ucdp-shaped", with_best("fighters", 30)), "id", "fighters")
    assert (fighters["side_b"], fighters["deaths_b"]) == ("fighters", "30")
    assert (fighters["side_a"], fighters["deaths_unknown"]) == ("Ministry of Defence", "")


@pytest.mark.parametrize("form", ["ucdp-shaped", "acled-shaped", "casualty-incidents"])
def test_every_row_says_what_it_is_not_and_by_which_policy(form: str) -> None:
    for row in table(form):
        assert row["policy"] == "ucdp"
        assert "not" in row["made_by"]


def test_events_stand_in_the_columns_of_acled() -> None:
    rows = table("acled-shaped")
    assert len(rows) == 4
    toll = by_question(rows, "event_id_cnty", "How many people were killed")
    assert (toll["event_date"], toll["time_precision"], toll["geo_precision"]) == (
        "2031-03-03", "1", "1",
    )  # fmt: skip
    assert (toll["fatalities"], toll["fatalities_low"], toll["fatalities_high"]) == ("", "19", "25")
    assert "Disputed" in toll["notes"]
    assert "Shells struck the livestock market" in toll["notes"]
    assert toll["event_type"] == ""
    children = by_question(rows, "event_id_cnty", "children")
    assert (children["event_type"], children["sub_event_type"]) == (
        "Violence against civilians", "Attack",
    )  # fmt: skip
    strike = by_question(rows, "event_id_cnty", "Was the market")
    assert strike["fatalities"] == ""


def test_hxl_tools_read_the_hashtags(tmp_path: Path) -> None:
    lines = list(EXPORTS["hxl"](collection()))
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    with hxl.data(str(path), hxl.InputOptions(allow_local=True)) as data:
        killed = {
            (row.get("#event+id"), row.get("#affected+killed+min"), row.get("#value+max"))
            for row in data
        }
    assert len(killed) == 4
    toll = collection().entries[0]
    assert (toll.fact.id, "19", "25") in killed


def test_one_place_and_day_is_one_incident_of_a_recorder() -> None:
    (incident,) = table("casualty-incidents")
    assert (incident["killed_min"], incident["killed_max"]) == ("19", "30")
    assert (incident["injured_min"], incident["injured_max"]) == ("", "")
    assert incident["groups"] == (
        "people killed 19–25; children killed 4; combatants killed up to 30"
    )
    assert incident["sources"].split(";") == [
        "Rural Rescue Network", "Sarim hospital", "an unnamed outlet", "Ministry of Defence",
    ]  # fmt: skip
    assert incident["independent_sources"] == "4"
    assert "people killed: sources differ" in incident["uncertainty"]
    assert "groups are counted apart and not added" in incident["uncertainty"]


def test_a_question_without_a_place_is_an_incident_of_its_own() -> None:
    known = collection()
    entries = tuple(
        replace(e, fact=replace(e.fact, place=None, start=None, end=None))
        if "children" in e.fact.question
        else e
        for e in known.entries
    )
    dated, undated = table("casualty-incidents", replace(known, entries=entries))
    assert dated["place"] == "Karm al-Wadi"
    assert (undated["place"], undated["date_start"], undated["groups"]) == (
        "", "", "children killed 4",
    )  # fmt: skip
    assert "day not known; place not known" in undated["uncertainty"]


def feature_collection(held: Collection) -> tuple[dict[str, Any], list[str]]:
    source = Source(in_memory(held))
    return json.loads("\n".join(EXPORTS["geojson"](source))), source.notes


def test_a_map_program_reads_the_geojson(tmp_path: Path) -> None:
    made, notes = feature_collection(collection())
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(made), encoding="utf-8")
    meta, _, geometry, fields = pyogrio.raw.read(path)
    assert meta["crs"] == "EPSG:4326"
    assert meta["geometry_type"] == "Point"
    assert len(geometry) == 4
    found = dict(zip(meta["fields"], fields, strict=True))
    assert set(found["radius_km"]) == {3.0}
    assert list(found["voices"]) == [3, 2, 1, 1]
    assert notes == []


def test_questions_without_a_place_are_counted_and_told() -> None:
    known = collection()
    lost = replace(known.entries[0], fact=replace(known.entries[0].fact, place=None))
    made, notes = feature_collection(replace(known, entries=(lost, *known.entries[1:])))
    assert len(made["features"]) == 3
    assert made["without_place"] == 1
    assert notes == ["questions not on the map, since their place is not known: 1"]


@pytest.mark.parametrize("form", ["ucdp-shaped", "acled-shaped", "hxl", "casualty-incidents"])
def test_no_cell_is_a_formula(form: str) -> None:
    known = collection()
    hostile = replace(known.documents[0], title="=1+1", outlet="@cmd", url="+1")
    lines = EXPORTS[form](replace(known, documents=(hostile, *known.documents[1:])))
    for row in csv.reader(io.StringIO("\n".join(lines))):
        assert not [cell for cell in row if cell.startswith(("=", "+", "@"))]
