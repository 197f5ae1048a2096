from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import CounterclaimError
from counterclaim.publishing import Basemap, basemap, report, report_pages
from tests.publishing.incident import collection
from tests.publishing.page import Page
from tests.publishing.tiles import PNG, pmtiles


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path, "cannot be read"),
        (lambda path: _holding(path, b"SQLite format 3\x00"), "no PMTiles file"),
        (lambda path: _holding(path, b"PMTiles\x03"), "cut off"),
        (lambda path: _holding(path, pmtiles(path).read_bytes()[:-1]), "cut off"),
        (lambda path: pmtiles(path, version=2), "version 2"),
        (lambda path: pmtiles(path, 9), "browsers do not draw"),
        (lambda path: pmtiles(path, packed=3), "gzip"),
        (lambda path: pmtiles(path, packed=1), "metadata cannot be read"),
        (lambda path: pmtiles(path, metadata=b"{"), "metadata cannot be read"),
        (lambda path: pmtiles(path, layers=("water", "place")), "no Protomaps basemap"),
    ],
)
def test_a_file_that_cannot_be_drawn_is_told_in_one_line(
    tmp_path: Path, make: Callable[[Path], Path], said: str
) -> None:
    with pytest.raises(CounterclaimError) as told:
        Basemap.of(make(tmp_path / "ground.pmtiles"))
    assert "ground.pmtiles: " in str(told.value)
    assert said in str(told.value)
    assert "\n" not in str(told.value)


def _holding(path: Path, held: bytes) -> Path:
    path.write_bytes(held)
    return path


@given(cut=st.integers(0, 600), at=st.integers(0, 400), byte=st.integers(0, 255))
def test_a_broken_file_is_told_or_taken_and_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, cut: int, at: int, byte: int
) -> None:
    path = pmtiles(tmp_path_factory.getbasetemp() / "broken.pmtiles")
    held = bytearray(path.read_bytes())
    held[at % len(held)] = byte
    path.write_bytes(held[: max(cut, at)])
    try:
        Basemap.of(path)
    except CounterclaimError as error:
        assert "broken.pmtiles: " in str(error)


def test_what_the_makers_ask_for_is_said_as_text(tmp_path: Path) -> None:
    said = '<a href="https://x.example">\u00a9 The <b>Makers</b></a> <script'
    found = Basemap.of(pmtiles(tmp_path / "a.pmtiles", attribution=said))
    assert found.attribution == "\u00a9 The Makers <script"
    html = report(collection(), title="", ledger="", basemap=found)
    assert "\u00a9 The Makers &lt;script" in html


def test_pictures_need_no_layers(tmp_path: Path) -> None:
    assert Basemap.of(pmtiles(tmp_path / "a.pmtiles", PNG, layers=())).attribution == ""


def test_a_small_basemap_stands_in_the_page(tmp_path: Path) -> None:
    path = pmtiles(tmp_path / "a.pmtiles")
    html = report(collection(), title="", ledger="", basemap=Basemap.of(path))
    assert base64.b64encode(path.read_bytes()).decode() in html
    assert "connect-src" not in html
    assert "Redistribution" in html  # what comes from elsewhere brings its licence
    assert Page(html).unbalanced == []


def test_a_large_one_stands_beside_the_pages_and_in_no_single_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(basemap, "MOST_WRITTEN", 0)
    found = Basemap.of(pmtiles(tmp_path / "a.pmtiles"))
    with pytest.raises(CounterclaimError, match=r"write a folder instead: -o FOLDER/"):
        report(collection(), title="", ledger="", basemap=found)
    pages = dict(report_pages(collection(), title="", ledger="", basemap=found))
    assert "data-address=basemap.pmtiles" in pages["map.html"]
    assert "connect-src &#39;self&#39;" in pages["map.html"]
    assert not any("connect-src" in html for name, html in pages.items() if name != "map.html")


def test_without_a_basemap_nothing_of_it_is_in_the_page() -> None:
    html = report(collection(), title="", ledger="")
    assert "protomaps" not in html.lower()
