"""counterclaim import of lists: kept in the ledger, applied by builds, wrong rows told singly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import counterclaim
from counterclaim.errors import InputError
from counterclaim.interface.building import build
from counterclaim.ledger import Ledger
from counterclaim.model import Document, GroundedClaim
from tests.annotated import Annotated

TEXT = "The Lanterns killed nine people in Sarim Gate on Monday, CHR said."
ACTORS = """kind,name,country,aliases
armed_group,Lantern Front,SY,the Lanterns|LF
monitor,Civil Harm Register,,CHR
army,Blue Army,,
monitor,,,
"""
PLACES = """name\tlat\tlon\tkind\tcountry
Sarim Gate\t35.41\t36.52\tneighbourhood\tSY
Sarim Tower\tnorth\t36.5\tsite\tSY
"""
METADATA = """doc;site;outlet;published;title
r1;;Valley Post;2031-03-04;
;www.northwire.example;Northwire;;
;;Nobody;;
r1;;;yesterday;
"""


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def mention(words: str) -> dict[str, object]:
    return {"text": words, "span": span(words)}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    claim = {
        "type": "killed", "sentence": [0, len(TEXT)], "trigger": mention("killed"),
        "polarity": "asserted", "actor": mention("The Lanterns"), "speaker": mention("CHR"),
        "places": [mention("Sarim Gate")],
    }  # fmt: skip
    rows = [
        {"doc": "r1", "text": TEXT, "claims": [claim], "event": "e"},
        {"doc": "r2", "text": "Nothing was heard of Sarim.", "claims": [], "event": "e",
         "url": "https://northwire.example/2031/1"},
    ]  # fmt: skip
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def ledger(tmp_path: Path, reports: Path) -> Path:
    path = tmp_path / "a.db"
    built(path, reports)
    return path


def built(ledger: Path, reports: Path) -> tuple[GroundedClaim, dict[str, Document]]:
    build(reports, ledger, extractor=Annotated(reports))
    with Ledger.open(ledger) as opened:
        (claim,) = opened.claims()
        return claim, {document.id: document for document in opened.documents()}


def imported(ledger: Path, file: Path, form: str, *options: str) -> Result:
    arguments = ["import", str(ledger), str(file), "--as", form, *options]
    return CliRunner().invoke(counterclaim, arguments, catch_exceptions=False)


def given(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def complaints(done: Result) -> list[str]:
    return [line.removeprefix("counterclaim: ") for line in done.stderr.splitlines()]


def test_a_build_applies_imported_actors(ledger: Path, reports: Path, tmp_path: Path) -> None:
    before, _ = built(ledger, reports)
    done = imported(ledger, given(tmp_path, "actors.csv", ACTORS), "actors")
    assert done.stdout.splitlines() == [
        "2 actors from actors.csv; 2 left out (see above)",
        f"the next build applies them: counterclaim build PATH -o {ledger}",
    ]
    after, _ = built(ledger, reports)
    assert before.actor is not None and before.actor.entity.name != "Lantern Front"
    assert after.actor is not None and after.actor.entity.name == "Lantern Front"
    assert after.speaker is not None and after.speaker.entity.kind == "monitor"


def test_each_wrong_row_is_one_line_and_the_others_are_kept(ledger: Path, tmp_path: Path) -> None:
    path = given(tmp_path, "actors.csv", ACTORS)
    told = complaints(imported(ledger, path, "actors"))
    assert [line.partition(":")[0] for line in told] == [f"{path}, line 4", f"{path}, line 5"]
    assert "“army” is no kind; use one of state_force" in told[0]
    assert "has no name; give the plain name" in told[1]


def test_a_build_applies_imported_places(ledger: Path, reports: Path, tmp_path: Path) -> None:
    path = given(tmp_path, "places.tsv", PLACES)
    assert complaints(imported(ledger, path, "places")) == [
        f"{path}, line 3: lat 'north' is no number from -90 to 90 (degrees); correct it"
    ]
    after, _ = built(ledger, reports)
    (place,) = after.places
    assert (place.name, place.lat, place.lon) == ("Sarim Gate", 35.41, 36.52)


def test_places_may_be_points_of_geojson(ledger: Path, reports: Path, tmp_path: Path) -> None:
    points = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [36.52, 35.41]},
         "properties": {"name": "Sarim Gate", "other_names": ["Bab Sarim"]}},
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": []}, "properties": {}},
    ]  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": points})
    path = given(tmp_path, "places.geojson", text)
    (told,) = complaints(imported(ledger, path, "places"))
    assert told == f"{path}, feature 2: is no point but Polygon; give points only"
    after, _ = built(ledger, reports)
    assert after.places[0].lat == 35.41


def test_a_place_in_no_province_is_a_wrong_row(ledger: Path, tmp_path: Path) -> None:
    text = "name,lat,lon,country,admin1\nTell Amber,35,36,SY,Narnia\nTell Gold,35,36,SY,Idlib\n"
    done = imported(ledger, given(tmp_path, "places.csv", text), "places")
    assert "line 2: admin1 'Narnia' is no province of SY" in done.stderr
    assert done.stdout.startswith("1 place from places.csv; 1 left out")


def test_a_build_applies_imported_metadata(ledger: Path, reports: Path, tmp_path: Path) -> None:
    path = given(tmp_path, "metadata.csv", METADATA)
    told = complaints(imported(ledger, path, "metadata"))
    assert told[:2] == [
        f"{path}, line 4: names no report; fill in one of doc, file, url, site",
        f"{path}, line 5: “yesterday” is no date; write it as 2024-12-05",
    ]
    _, documents = built(ledger, reports)
    assert {*documents} == {"r1", "r2"}
    first = documents["r1"]
    assert (first.outlet, str(first.published)) == ("Valley Post", "2031-03-04")
    assert first.published_from == "given by the metadata of metadata.csv"
    assert documents["r2"].outlet == "Northwire"


@pytest.mark.parametrize(
    ("row", "outlet"),
    [
        ({"url": "https://northwire.example/2031/1", "outlet": "By address"}, "By address"),
        ({"file": "reports.jsonl", "outlet": "By file"}, "By file"),
        ({"file": "other/reports.jsonl", "outlet": "Another file"}, "northwire.example"),
        ({"site": "northwire.example", "outlet": "By site"}, "By site"),
        ({"site": "wire.example", "outlet": "Another site"}, "northwire.example"),
    ],
)
def test_metadata_are_about_a_file_an_address_or_a_site(
    ledger: Path, reports: Path, tmp_path: Path, row: dict[str, str], outlet: str
) -> None:
    imported(ledger, given(tmp_path, "about.jsonl", json.dumps(row)), "metadata")
    _, documents = built(ledger, reports)
    assert documents["r2"].outlet == outlet


def test_a_file_of_the_same_name_takes_the_place_of_the_earlier_one(
    ledger: Path, reports: Path, tmp_path: Path
) -> None:
    imported(ledger, given(tmp_path, "actors.csv", ACTORS), "actors")
    text = ACTORS.replace("Lantern Front", "Lantern League")
    done = imported(ledger, given(tmp_path, "actors.csv", text), "actors")
    assert "2 actors from actors.csv, in place of 2" in done.stdout
    after, _ = built(ledger, reports)
    assert after.actor is not None and after.actor.entity.name == "Lantern League"


def test_of_two_files_the_one_imported_last_holds_and_that_is_told(
    ledger: Path, reports: Path, tmp_path: Path
) -> None:
    imported(ledger, given(tmp_path, "actors.csv", ACTORS), "actors")
    other = "kind,name,aliases\nagency,Lantern Wire,the Lanterns\n"
    (told,) = complaints(imported(ledger, given(tmp_path, "more.csv", other), "actors"))
    assert told == (
        "more.csv, line 2: “the Lanterns” is Lantern Front (armed_group) in actors.csv; "
        "Lantern Wire (agency) now goes before it"
    )
    after, _ = built(ledger, reports)
    assert after.actor is not None and after.actor.entity.name == "Lantern Wire"


def test_conflicts_with_what_comes_along_are_told(ledger: Path, tmp_path: Path) -> None:
    actors = given(tmp_path, "a.csv", "kind,name,aliases\nmonitor,Steppe Observatory,SOHR\n")
    (told,) = complaints(imported(ledger, actors, "actors"))
    assert told.startswith("a.csv, line 2: “SOHR” is Syrian Observatory for Human Rights (monitor)")
    text = "name,lat,lon,geonameid\nAleppo,35.0,36.0,\nTown,35.0,36.0,170063\n"
    first, second = complaints(imported(ledger, given(tmp_path, "p.csv", text), "places"))
    assert first.startswith("p.csv, line 2: “Aleppo” is in the list that comes along too, ")
    assert second.startswith("p.csv, line 3: GeoNames has its 170063 (Aleppo) ")


def test_conflicts_with_reports_are_told(ledger: Path, reports: Path, tmp_path: Path) -> None:
    imported(ledger, given(tmp_path, "metadata.csv", METADATA), "metadata")
    built(ledger, reports)
    text = "doc,outlet,published\nr1,Valley Mail,4 March 2031\nr9,Harbour Daily,\n"
    told = complaints(imported(ledger, given(tmp_path, "more.csv", text), "metadata"))
    assert told == [
        "more.csv, line 2: r1 has the outlet “Valley Post”; “Valley Mail” is taken unless the "
        "report itself gives one",
        "more.csv, line 3: no report of the ledger has the doc r9 yet",
    ]


def test_a_list_is_forgotten_by_its_name(ledger: Path, reports: Path, tmp_path: Path) -> None:
    path = given(tmp_path, "actors.csv", ACTORS)
    imported(ledger, path, "actors")
    done = imported(ledger, path, "actors", "--forget")
    assert done.stdout.startswith("2 rows of actors.csv taken out")
    after, _ = built(ledger, reports)
    assert after.actor is not None and after.actor.entity.name != "Lantern Front"
    with pytest.raises(InputError, match=r"holds no actors from a file named actors\.csv"):
        imported(ledger, path, "actors", "--forget")


def test_lists_may_come_before_any_report(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    imported(path, given(tmp_path, "actors.csv", ACTORS), "actors")
    after, _ = built(path, reports)
    assert after.actor is not None and after.actor.entity.name == "Lantern Front"


def test_building_twice_reads_nothing_anew(ledger: Path, reports: Path, tmp_path: Path) -> None:
    for name, text in (("actors.csv", ACTORS), ("places.tsv", PLACES), ("metadata.csv", METADATA)):
        imported(ledger, given(tmp_path, name, text), name.partition(".")[0])
    built(ledger, reports)
    with Ledger.open(ledger) as opened:
        read = {row.id: row for row in opened.documents()}
    _, again = built(ledger, reports)
    assert again == read


def test_a_list_without_a_right_row_is_refused(ledger: Path, tmp_path: Path) -> None:
    path = given(tmp_path, "actors.csv", "kind,name\narmy,X\n")
    with pytest.raises(InputError, match="holds no actor that can be read"):
        imported(ledger, path, "actors")
    with pytest.raises(InputError, match="line 1: has no column named kind"):
        imported(ledger, given(tmp_path, "b.csv", "a,b\n"), "actors")
    with Ledger.open(ledger) as opened:
        assert opened.imported() == ()


def test_strict_ends_with_an_error_but_keeps_what_is_right(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="2 of the rows could not be read"):
        imported(ledger, given(tmp_path, "actors.csv", ACTORS), "actors", "--strict")
    with Ledger.open(ledger) as opened:
        assert len(opened.imported()) == 2


def test_decisions_are_imported_at_once(ledger: Path, tmp_path: Path) -> None:
    with Ledger.open(ledger) as opened:
        (claim,) = opened.claims()
    decision = {
        "kind": "reject", "about": "claim", "targets": [claim.claim.id], "others": [],
        "changes": {}, "user": "Ana", "time": "2031-03-10T09:00:00+00:00", "reason": "misread",
    }  # fmt: skip
    path = given(tmp_path, "decisions.jsonl", json.dumps(decision))
    imported(ledger, path, "decisions")
    with Ledger.open(ledger) as opened:
        assert opened.claims() == ()
        assert [each.user for each in opened.decisions()] == ["Ana"]


@pytest.mark.parametrize(
    ("form", "options"),
    [("label-studio", []), ("actors", ["-o", "x"]), ("places", ["--user", "A"])],
)
def test_options_of_other_kinds_are_refused(
    ledger: Path, tmp_path: Path, form: str, options: list[str]
) -> None:
    done = imported(ledger, given(tmp_path, "a.csv", ACTORS), form, *options)
    assert done.exit_code == 2
