"""A metadata file beside the documents."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from counterclaim.reading import read
from tests.reading.conftest import documents, problems

HEADER = "file,outlet,published,url,title,doc,language\n"


def folder(tmp_path: Path, rows: str) -> Path:
    (tmp_path / "a.txt").write_text("Shells fall on Qasr\nTwo shells fell on Qasr.")
    (tmp_path / "b.txt").write_text("Three shells fell on Qasr.")
    (tmp_path / "metadata.csv").write_text(HEADER + rows)
    return tmp_path


def test_it_supplies_what_the_files_lack(tmp_path: Path) -> None:
    rows = "a.txt,Daily,2024-12-05,https://example.org/a,Shells fall on Qasr,r1,en\n"
    items = list(read([folder(tmp_path, rows)]))
    found = documents(items)
    assert sorted(found) == ["b", "r1"] and not problems(items)
    one = found["r1"]
    assert (one.outlet, one.published, one.url, one.language) == (
        "Daily", date(2024, 12, 5), "https://example.org/a", "en",
    )  # fmt: skip
    assert one.published_from == "given by the metadata file metadata.csv"
    assert one.title_span is not None and one.title_span.of(one.text) == "Shells fall on Qasr"


def test_it_may_lie_elsewhere(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text("Two shells fell on Qasr.")
    given = tmp_path / "about.csv"
    given.write_text("file,outlet\na.txt,Daily\n")
    assert documents(list(read([reports], metadata=given)))["a"].outlet == "Daily"


def test_it_describes_records_by_their_id(tmp_path: Path) -> None:
    line = json.dumps({"doc": "x", "text": "Two shells fell.", "outlet": "Kept"})
    (tmp_path / "lines.jsonl").write_text(line)
    (tmp_path / "metadata.csv").write_text("file,doc,outlet,language\nlines.jsonl,x,Other,en\n")
    found = documents(list(read([tmp_path])))["x"]
    assert (found.outlet, found.language) == ("Kept", "en")


def test_what_is_wrong_with_it_is_told(tmp_path: Path) -> None:
    rows = (
        "a.txt,Daily,5th of Nevermber,,,,\n"
        "b.txt,Weekly,2024-12-06,,,,\n"
        "b.txt,Monthly,,,,,\n"
        "gone.txt,Daily,,,,,\n"
        ",Daily,,,,,\n"
    )
    items = list(read([folder(tmp_path, rows)]))
    found = documents(items)
    assert (found["a"].outlet, found["a"].published) == ("Daily", None)
    assert (found["b"].outlet, found["b"].published) == ("Weekly", date(2024, 12, 6))
    assert problems(items) == [
        ("metadata.csv", "line 2", "“5th of Nevermber” is no date"),
        ("metadata.csv", "line 4", "describes b.txt a second time"),
        ("metadata.csv", "line 5", "names gone.txt, which is not there"),
        ("metadata.csv", "line 6", "names no file"),
    ]


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Two shells fell on Qasr.")
    (tmp_path / "wrong.csv").write_text("name,outlet\na.txt,Daily\n")
    (tmp_path / "bare.csv").write_text("file\na.txt\n")
    for name, what in (
        ("wrong.csv", "has no column named text"),
        ("bare.csv", "has no column that says anything of the files"),
        ("gone.csv", "does not exist"),
    ):
        items = list(read([tmp_path / "a.txt"], metadata=tmp_path / name))
        assert list(documents(items)) == ["a"]
        assert [entry[2] for entry in problems(items)] == [what]


def test_a_folder_is_no_metadata_file(tmp_path: Path) -> None:
    items = list(read([folder(tmp_path, "")], metadata=tmp_path))
    assert sorted(documents(items)) == ["a", "b"]
    assert [what for _, _, what in problems(items)] == ["is a folder"]


def test_a_bad_date_of_a_record_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"doc": "a", "text": "Two shells fell.", "published": "soon"}))
    items = list(read([path]))
    assert documents(items)["a"].published is None
    assert problems(items) == [("a.jsonl", "line 1", "“soon” is no date (the record)")]
