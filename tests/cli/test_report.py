"""counterclaim report: into a file, or into a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import counterclaim
from counterclaim.errors import CounterclaimError
from counterclaim.publishing import basemap
from tests.ledger.test_store import filled
from tests.publishing.incident import collection
from tests.publishing.tiles import pmtiles


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "incident.db"
    filled(path, collection()).close()
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(
        counterclaim, ["report", *map(str, arguments)], catch_exceptions=False
    )


def test_a_name_that_ends_with_a_stroke_becomes_a_folder_of_pages(
    ledger: Path, tmp_path: Path
) -> None:
    assert run(ledger, "-o", f"{tmp_path}/new/report/").exit_code == 0
    made = {path.name for path in (tmp_path / "new" / "report").iterdir()}
    assert {"index.html", "entries.html", "map.html", "sources.html", "documents.html"} <= made


def test_a_folder_that_is_there_keeps_what_is_not_the_reports(ledger: Path, tmp_path: Path) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    for name in ("notes.html", "details-9.html", "details-9.txt"):
        (folder / name).write_text("earlier", encoding="utf-8")
    assert run(ledger, "-o", folder).exit_code == 0
    left = {path.name for path in folder.iterdir()}
    assert {"index.html", "notes.html", "details-9.txt"} <= left
    assert "details-9.html" not in left


def test_a_folder_that_cannot_be_made_is_named(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CounterclaimError, match="file/report: cannot be made"):
        run(ledger, "-o", f"{tmp_path}/file/report/")


def test_a_basemap_is_laid_beside_the_pages(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = pmtiles(tmp_path / "ground.pmtiles")
    folder = tmp_path / "report"
    monkeypatch.setattr(basemap, "MOST_WRITTEN", 0)
    for _ in range(2):
        assert run(ledger, "-o", f"{folder}/", "--basemap", ground).exit_code == 0
        assert (folder / "basemap.pmtiles").read_bytes() == ground.read_bytes()
        ground = folder / "basemap.pmtiles"  # the second time the copy itself is named
    with pytest.raises(CounterclaimError, match="write a folder instead"):
        run(ledger, "-o", tmp_path / "one.html", "--basemap", ground)


def test_a_foreign_basemap_is_refused_before_the_ledger_is_read(tmp_path: Path) -> None:
    with pytest.raises(CounterclaimError, match="is no PMTiles file"):
        run(tmp_path / "none.db", "-o", "x.html", "--basemap", __file__)
