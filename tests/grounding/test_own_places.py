"""A user's own places: read from CSV and GeoJSON, refused in one clear line, served by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import InputError
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.own_places import read_places
from counterclaim.grounding.places import ground_places
from counterclaim.model import Document, Mention

TABLE = """name,lat,lon,other_names,kind,country,admin1,population,radius_km,id
Tell Amber,35.41,36.52,Tal Ambar;Amber Hill,village,SY,Idlib,900,3,k12
Lantern Gate,35.93,36.63,,neighbourhood,,,,,
"""


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str = TABLE, name: str = "places.csv") -> Path:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_a_row_is_a_place(table: Callable[..., Path]) -> None:
    first, second = read_places([table()])
    assert (first.name, first.other_names) == ("Tell Amber", ("Tal Ambar", "Amber Hill"))
    assert (first.lat, first.lon, first.radius, first.population) == (35.41, 36.52, 3.0, 900)
    assert (first.country, first.admin1, first.id, first.geonameid) == ("SY", "Idlib", "k12", None)
    assert (second.kind, second.country, second.radius) == ("site", None, 2.0)
    assert second.where.endswith("places.csv, line 3")


def test_other_separators_and_a_byte_order_mark(table: Callable[..., Path]) -> None:
    text = "\ufeffName;Lat;Lon;kind\nTell Amber;35.41;36.52;town\n"
    (place,) = read_places([table(text)])
    assert (place.name, place.lat, place.kind) == ("Tell Amber", 35.41, "city")


def test_json_lines(table: Callable[..., Path]) -> None:
    text = '{"Name": "Tell Amber", "lat": 35.41, "lon": 36.52, "other_names": ["Tal Ambar"]}\n\n'
    (place,) = read_places([table(text, "places.jsonl")])
    assert (place.name, place.lat, place.other_names) == ("Tell Amber", 35.41, ("Tal Ambar",))


def test_points_of_geojson(table: Callable[..., Path]) -> None:
    point = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [36.52, 35.41, 300.0]},
        "properties": {"name": "Tell Amber", "other_names": ["Tal Ambar"], "geonameid": 42},
    }
    text = json.dumps({"type": "FeatureCollection", "features": [point]})
    (place,) = read_places([table(text, "places.geojson")])
    assert (place.name, place.lat, place.lon, place.geonameid) == ("Tell Amber", 35.41, 36.52, 42)
    assert place.other_names == ("Tal Ambar",)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (",35,36,,,,", "line 2: has no name; give it one"),
        ("X,,36,,,,", "line 2: has no lat; give it in degrees"),
        ("X,95,36,,,,", "line 2: lat '95' is no number from -90 to 90"),
        ("X,35,east,,,,", "line 2: lon 'east' is no number from -180 to 180"),
        ("X,nan,36,,,,", "line 2: lat 'nan' is no number"),
        ("X,35,36,shop,,,", "line 2: kind 'shop' is not known; use one of city, town"),
        ("X,35,36,,Syria,,", "line 2: country 'Syria' is no two-letter code"),
        ("X,35,36,,,-5,", "line 2: population '-5' is no number from 0"),
        ("X,35,36,,,,0", "line 2: radius_km '0' is no number from 0.01"),
        ('"X,35', "line 2: is no CSV"),
    ],
)
def test_a_wrong_row_is_one_clear_line(
    table: Callable[..., Path], row: str, complaint: str
) -> None:
    file = table(f"name,lat,lon,kind,country,population,radius_km\n{row}\n")
    with pytest.raises(InputError) as raised:
        read_places([file])
    assert str(raised.value).startswith(f"{file}, {complaint}")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "name", "complaint"),
    [
        ("name,lat\nX,35\n", "a.csv", "line 1: has no column named lon; name the columns"),
        ("name,lat,lon\n", "a.csv", "holds no places"),
        ("", "a.csv", "line 1: has no column named name"),
        ("\0" * 50, "a.csv", "line 1: has no column named name"),
        ("{", "a.geojson", "line 1: is no JSON"),
        ("[1]", "a.json", "is no GeoJSON feature collection"),
        ('{"features": [{}]}', "a.json", "feature 1: is no point but nothing"),
        (
            '{"features": [{"geometry": {"type": "Polygon"}}]}',
            "a.json",
            "feature 1: is no point but Polygon; give points only",
        ),
        (
            '{"features": [{"geometry": {"type": "Point", "coordinates": []}}]}',
            "a.json",
            "feature 1: has no coordinates",
        ),
    ],
)
def test_a_wrong_file_is_one_clear_line(
    table: Callable[..., Path], text: str, name: str, complaint: str
) -> None:
    with pytest.raises(InputError, match=r"\.(csv|json|geojson)(: |, )") as raised:
        read_places([table(text, name)])
    assert complaint in str(raised.value)


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv: cannot be read \(No such file"):
        Gazetteer.load(own=[tmp_path / "none.csv"])


def test_a_gazetteer_serves_them_beside_its_own(table: Callable[..., Path]) -> None:
    gazetteer = Gazetteer.load(own=[table()])
    (spot,) = gazetteer.named("tell amber")
    assert (spot.geonameid, spot.own, spot.own_id) == (None, "places.csv", "k12")
    assert (spot.country, spot.admin1, spot.match) == ("SY", "SY.12", "name")
    assert gazetteer.named("Amber Hill")[0].match == "other name"
    assert ("Tell Amber", "spelling") in {(s.name, s.match) for s in gazetteer.spelt("Tel Ambar")}
    assert gazetteer.named("Lantern Gate")[0].country == "SY"
    assert gazetteer.named("Aleppo")


def test_the_builder_tells_of_their_content(table: Callable[..., Path]) -> None:
    plain = Gazetteer.load().builder
    first = Gazetteer.load(own=[table()]).builder
    other = Gazetteer.load(own=[table(TABLE.replace("35.41", "35.42"))]).builder
    assert len({plain, first, other}) == 3
    assert first.startswith(plain)


def test_an_unknown_province_is_one_clear_line(table: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match=r"line 2: admin1 'Narnia' is no province of SY"):
        Gazetteer.load(own=[table(TABLE.replace("Idlib", "Narnia"))])


def test_the_users_place_is_meant(
    table: Callable[..., Path],
    report: Callable[..., Document],
    mention: Callable[..., Mention],
) -> None:
    text = "name,lat,lon,kind,country,id\nHoms,33.0,36.1,village,SY,mine\n"
    document = report("Shells fell on Homs, Syrian officials said.")
    asked = [mention(document.text, "Homs")]
    (place,) = ground_places(document, asked, Gazetteer.load(own=[table(text)]))
    assert (place.lat, place.geonameid) == (33.0, None)
    assert "one of your own places (places.csv)" in place.reasons
    assert place.candidates[0].own_id == "mine"
    assert {candidate.geonameid for candidate in place.candidates} > {None}


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for name in ("a.csv", "a.geojson"):
            file = Path(folder) / name
            file.write_text(text, encoding="utf-8", errors="surrogatepass")
            with pytest.raises(InputError):
                read_places([file])
