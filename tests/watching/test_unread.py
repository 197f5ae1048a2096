"""Archives read bit by bit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.fetching import Answer, Archive
from counterclaim.model import Document
from counterclaim.reading import read
from counterclaim.watching.unread import Packed, Position, records
from tests.fetching.site import START
from tests.reading.samples import html

HTML = (("Content-Type", "text/html"),)


def answer(number: int, moved: bool = False) -> Answer:
    url = f"https://norte.example/{number}"
    page = Answer(url, url, 200, "OK", HTML, html(f"Report {number}").encode(), START)
    if not moved:
        return page
    away = replace(page, status=301, body=b"", headers=(("Location", url),), url=f"{url}/old")
    return replace(page, through=(away,))


def archive(folder: Path, *moved: bool) -> Path:
    """An archive with so many pages, to some of which a redirect led."""
    made = Archive(folder)
    for number, through in enumerate(moved):
        piece = made.piece(answer(number, through))
        made.write(piece)
    return folder / piece.file


def documents(packed: list[Packed], name: str) -> list[Document]:
    found = [one for each in packed for one in each.read(name)]
    assert all(isinstance(one, Document) for one in found)
    return [one for one in found if isinstance(one, Document)]


@given(st.lists(st.booleans(), min_size=1, max_size=6), st.data())
@settings(max_examples=10)
def test_in_parts_it_is_what_reading_it_whole_gives(
    tmp_path_factory: pytest.TempPathFactory, moved: list[bool], data: st.DataObject
) -> None:
    """Wherever a watch stopped between two records, with the same numbers of records."""
    path = archive(tmp_path_factory.mktemp("archive"), *moved)
    size = path.stat().st_size
    whole = list(records(path, Position(), size))
    assert whole[-1].then.offset == size
    cut = data.draw(st.integers(0, len(whole) - 1))
    then = whole[cut - 1].then if cut else Position()
    assert list(records(path, then, size)) == whole[cut:]
    unpacked = f"member {path.stem}, "
    for one, other in zip(documents(whole, str(path)), read([path]), strict=True):
        assert isinstance(other, Document)
        assert one == replace(other, source=other.source.replace(unpacked, ""))


def test_what_is_not_whole_yet_is_not_read(tmp_path: Path) -> None:
    path = archive(tmp_path, False)
    whole = path.stat().st_size
    archive(tmp_path, False)
    assert [one.then.offset for one in records(path, Position(), whole)][-1] == whole


@pytest.mark.parametrize(
    "damage", [b"no archive at all", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"]
)
def test_what_is_damaged_is_told_and_passed_over(tmp_path: Path, damage: bytes) -> None:
    path = archive(tmp_path, False)
    with path.open("ab") as file:
        file.write(damage)
    size = path.stat().st_size
    *whole, last = records(path, Position(), size)
    assert len(documents(whole, "a")) == 1
    assert last.then.offset == size
    assert [str(one) for one in last.read("a")] == [
        "a, record 1: is damaged; the rest of it was skipped"
    ]
