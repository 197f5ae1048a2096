"""The packaged gazetteer: what it knows, and what happens without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import ModelError
from counterclaim.grounding.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Aleppo", "SY", "city"),
        ("Donetsk", "UA", "city"),
        ("El Fasher", "SD", "city"),
        ("Goma", "CD", "city"),
        ("San Salvador", "SV", "city"),
        ("Syria", "SY", "country"),
        ("Syrian", "SY", "country"),
        ("Anbar", "IQ", "admin1"),
        ("Eastern Ghouta", "SY", "area"),
        ("Rapides Parish", "US", "admin2"),
    ],
)
def test_names_are_known(gazetteer: Gazetteer, name: str, country: str, kind: str) -> None:
    assert (country, kind) in {(spot.country, spot.kind) for spot in gazetteer.named(name)}


def test_another_spelling_is_found_and_marked(gazetteer: Gazetteer) -> None:
    assert gazetteer.named("Khanaser") == ()
    spelt = [spot for spot in gazetteer.spelt("Khanaser") if spot.country == "SY"]
    assert [(spot.name, spot.match) for spot in spelt] == [("Khanasir", "spelling")]


def test_a_division_has_a_centre_and_a_reach(gazetteer: Gazetteer) -> None:
    province = gazetteer.division("SY.12")
    assert province is not None
    assert province.name == "Idlib"
    assert 35.3 < province.lat < 36.4
    assert 20 < province.radius < 80


@pytest.mark.parametrize(
    ("code", "capital"), [("SY", "Damascus"), ("SV", "San Salvador"), ("UA", "Kyiv")]
)
def test_a_country_has_its_capital(gazetteer: Gazetteer, code: str, capital: str) -> None:
    spot = gazetteer.capital(code)
    assert spot is not None
    assert (spot.name, spot.country) == (capital, code)


def test_no_country_no_capital(gazetteer: Gazetteer) -> None:
    assert gazetteer.capital("ZZ") is None


def test_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere\.sqlite: the gazetteer is missing; install"):
        Gazetteer.load(tmp_path / "nowhere.sqlite")


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100, b"SQLite format 3\x00"])
def test_damaged_file_is_one_clear_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "odd #?.sqlite"
    file.write_bytes(content)
    with pytest.raises(ModelError, match="the gazetteer is damaged"):
        Gazetteer.load(file)


@given(st.text(max_size=120))
def test_any_name_may_be_asked(gazetteer: Gazetteer, name: str) -> None:
    for spot in (*gazetteer.named(name), *gazetteer.spelt(name)):
        assert -90 <= spot.lat <= 90
        assert -180 <= spot.lon <= 180
        assert spot.radius > 0


def test_every_place_has_a_name(gazetteer: Gazetteer) -> None:
    (town,) = gazetteer.named("Ardamata")
    assert (town.name, town.country) == ("Ardamata", "SD")
    assert all(
        spot.name for name in ("Saacow", "Baardheere", "Deh Sar") for spot in gazetteer.named(name)
    )
