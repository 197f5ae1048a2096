"""What ``read`` makes of files and folders, good and bad."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.model import Document
from counterclaim.policy import DEFAULT
from counterclaim.reading import read
from tests.reading.conftest import documents, problems


def write(path: Path, *objects: object) -> Path:
    lines = [item if isinstance(item, str) else json.dumps(item) for item in objects]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_folder_is_read_with_all_that_lies_in_it(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.txt").write_text("Not read.")
    (tmp_path / "README.md").write_text("What lies here.")
    (tmp_path / "plain.txt").write_text("Two shells fell on Qasr.")
    (tmp_path / "bare").write_text("Three shells fell on Qasr.")
    (tmp_path / "inner" / "marked.md").write_text("# Four shells fall on Qasr\n\nFour shells fell.")
    write(tmp_path / "lines.jsonl", {"doc": "a", "text": "Five shells fell."})
    write(tmp_path / "more.ndjson", {"id": "b", "text": "Six shells fell."})
    (tmp_path / "list.json").write_text(json.dumps([{"doc": "c", "text": "Seven shells fell."}]))
    (tmp_path / "single.json").write_text(json.dumps({"doc": "d", "text": "Eight shells fell."}))
    (tmp_path / "table.csv").write_text('doc,text,outlet\ne,"Nine\nshells, fell.",Daily\n')
    items = list(read([tmp_path]))
    found = documents(items)
    assert sorted(found) == ["a", "b", "bare", "c", "d", "e", "marked", "plain"]
    assert not problems(items)
    assert found["e"].text == "Nine\nshells, fell." and found["e"].outlet == "Daily"
    assert found["e"].source.endswith("table.csv, line 2")
    assert found["marked"].title == "Four shells fall on Qasr"


def test_reading_is_the_same_each_time(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.txt").write_text(f"Report {name} of the war.")
    items = list(read([tmp_path]))
    assert items == list(read([tmp_path]))
    assert list(documents(items)) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "text", ["A\r\nB\rC\n", "\n\n A\u2028B\t", "e\u0301 👩‍👧 قال\u202e\0x", " a "]
)
def test_texts_are_frozen_as_given(tmp_path: Path, text: str) -> None:
    (tmp_path / "one.txt").write_bytes(text.encode())
    write(tmp_path / "two.jsonl", {"doc": "two", "text": text, "outlet": "A"})
    write(tmp_path / "three.json", {"doc": "three", "text": text, "outlet": "B"})
    found = documents(list(read([tmp_path / "one.txt"])))
    assert found["one"].text == text
    found = documents(list(read([tmp_path / "two.jsonl", tmp_path / "three.json"])))
    assert found["two"].text == found["three"].text == text


def test_lines_end_with_a_line_feed_only(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"doc": "a", "text": "One\u2028two\x85three."}\n\n{"doc": "b", "text": "Four."}'
    )
    items = list(read([path]))
    assert list(documents(items)) == ["a", "b"] and not problems(items)
    assert documents(items)["b"].source.endswith("line 3")


def test_encodings_are_told(tmp_path: Path) -> None:
    word = "Le bombardement a tué dix-huit réfugiés à l'hôpital de Qasr, près de la forêt brûlée. "
    (tmp_path / "mark.txt").write_bytes(b"\xef\xbb\xbf" + "Tué.".encode())
    (tmp_path / "latin.txt").write_bytes((word * 5).encode("cp1252"))
    (tmp_path / "wide.txt").write_bytes(word.encode("utf-16"))
    (tmp_path / "bare.txt").write_bytes(word.encode("utf-16-le"))
    found = documents(list(read([tmp_path])))
    assert found["mark"].text == "Tué." and "byte order mark" in found["mark"].notes[0]
    assert found["latin"].text == word * 5 and "not UTF-8" in found["latin"].notes[0]
    assert found["wide"].text == word and "utf-16" in found["wide"].notes[0]
    assert found["bare"].text == word and "utf-16" in found["bare"].notes[0]


def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Two shells fell on Qasr.")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "blank.txt").write_text(" \n\t\n")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    (tmp_path / "zeros.txt").write_bytes(b"ab\0\0\0\0" * 99)
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "broken.json").write_text('{"text": ')
    (tmp_path / "none.json").write_text("[]")
    (tmp_path / "plain.csv").write_text("a,b\n1,2\n")
    (tmp_path / "open.csv").write_text('doc,text\na,Fine.\nb,"never closed\n')
    write(
        tmp_path / "lines.jsonl",
        {"doc": "a1", "text": "One."}, "{broken", '["list"]', {"doc": "x"}, {"text": 5},
        '{"doc": "half", "text": "\\ud800"}', '{"text": "' + "[" * 9, {"doc": "a2", "text": "Two."},
    )  # fmt: skip
    lines = tmp_path / "lines.jsonl"
    lines.write_bytes(lines.read_bytes() + b'{"text": "\xff"}\n')
    items = list(read([tmp_path, tmp_path / "missing.txt"]))
    assert sorted(documents(items)) == ["a", "a1", "a2", "good"]
    told = problems(items)
    assert [entry for entry in told if entry[0] == "lines.jsonl"] == [
        (
            "lines.jsonl",
            "line 2",
            "is no JSON (Expecting property name enclosed in double quotes at character 2)",
        ),
        ("lines.jsonl", "line 3", "is no JSON object"),
        ("lines.jsonl", "line 4", "has no text"),
        ("lines.jsonl", "line 5", "text is no string"),
        ("lines.jsonl", "line 6", "the text holds half a character (a lone surrogate)"),
        ("lines.jsonl", "line 7", "is no JSON (Invalid control character at character 20)"),
        ("lines.jsonl", "line 9", "is not UTF-8"),
    ]
    others = {name: what for name, _, what in told if name != "lines.jsonl"}
    assert {
        "empty.txt": "is empty",
        "blank.txt": "is empty",
        "image.txt": "is no text but a binary file",
        "zeros.txt": "is no text but a binary file",
        "none.json": "holds no reports",
        "plain.csv": "has no column named text",
        "missing.txt": "does not exist",
    }.items() <= others.items()
    assert others["broken.json"].startswith("is no JSON (")
    assert others["open.csv"].startswith("is no CSV (")
    assert "1 file of kind .jpg passed over" in others.values()


def test_an_empty_folder_and_a_pipe_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    told = problems(list(read([tmp_path / "empty", tmp_path / "pipe", tmp_path / "a\0b"])))
    assert [what for _, _, what in told[:2]] == ["holds no documents", "is no ordinary file"]
    assert len(told) == 3


def test_kinds_that_are_not_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_text("{\\rtf1 Two shells fell.}")
    (tmp_path / "b.report").write_text("Two shells fell.")
    items = list(read([tmp_path / "a.rtf", tmp_path / "b.report"]))
    assert list(documents(items)) == ["b"]
    assert problems(items) == [("a.rtf", "", "is of a kind that is not read (.rtf)")]


def test_an_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.txt").write_text("Two.")
    opening = Path.open

    def refuse(path: Path, mode: str) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opening(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    items = list(read([tmp_path]))
    assert list(documents(items)) == ["b"]
    assert problems(items) == [("a.txt", "", "cannot be read (Permission denied)")]


def test_what_is_too_long_is_told(tmp_path: Path) -> None:
    policy = replace(DEFAULT, read_longest=2**20)
    (tmp_path / "long.txt").write_text("a " * 2**19 + "b")
    long = {"doc": "long", "text": "a" * 2**20}
    write(tmp_path / "lines.jsonl", long, {"doc": "short", "text": "One."})
    items = list(read([tmp_path], policy=policy))
    assert list(documents(items)) == ["short"]
    assert problems(items) == [
        ("lines.jsonl", "line 1", "longer than 1 MB"),
        ("long.txt", "", "larger than 1 MB"),
    ]


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    items = list(read([tmp_path / "a.txt", tmp_path, tmp_path / "." / "a.txt"]))
    assert list(documents(items)) == ["a"] and not problems(items)


def test_stems_that_meet_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    for folder in ("monday", "tuesday"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(f"It fell on {folder}.")
    (tmp_path / "other.txt").write_text("Another.")
    found = documents(list(read([tmp_path])))
    assert sorted(found) == ["monday/report.txt", "other", "tuesday/report.txt"]


def test_records_without_an_id_get_one_from_what_they_say(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"text": "One."}, {"text": "Two."}, {"text": "One."})
    first = documents(list(read([path])))
    other = write(tmp_path / "b.jsonl", {"text": "Zero."}, {"text": "Two."}, {"text": "One."})
    assert len(first) == 2
    assert set(first) < set(documents(list(read([other]))))


def test_one_id_stands_for_one_text(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        {"doc": "a", "text": "One.", "outlet": "X"},
        {"doc": "a", "text": "Two.", "outlet": "X"},
        {"doc": "a", "text": "One.", "outlet": "X"},
        {"doc": "a", "text": "One.", "outlet": "Y"},
        {"id": 7, "text": "Seven."},
    )
    items = list(read([path]))
    assert [(d.id, d.text) for d in items if isinstance(d, Document)] == [
        ("a", "One."),
        ("7", "Seven."),
    ]
    assert problems(items) == [
        ("a.jsonl", "line 2", "the id a stands for another text already"),
        ("a.jsonl", "line 4", "the id a stands for another outlet already"),
    ]


def test_a_bare_file_with_the_text_of_a_document_is_that_document(tmp_path: Path) -> None:
    (tmp_path / "bare.txt").write_text("Two shells fell on Qasr.")
    (tmp_path / "alone.txt").write_text("Three shells fell on Qasr.")
    write(
        tmp_path / "known.jsonl",
        {"doc": "a", "text": "Two shells fell on Qasr.", "outlet": "Daily"},
        {"doc": "b", "text": "Two shells fell on Qasr.", "outlet": "Weekly"},
    )
    found = documents(list(read([tmp_path])))
    assert sorted(found) == ["a", "alone", "b"]
    assert all(any("bare.txt" in note for note in found[doc].notes) for doc in "ab")


def test_fields_of_the_wrong_kind_are_noted(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"doc": "a", "text": "One.", "title": 5, "outlet": None})
    assert "title is no text and was ignored" in documents(list(read([path])))["a"].notes


def test_json_lines_under_another_name_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", {"doc": "a", "text": "One."}, {"doc": "b", "text": "Two."})
    assert list(documents(list(read([path])))) == ["a", "b"]


def test_tables_of_other_make_are_read(tmp_path: Path) -> None:
    (tmp_path / "semicolon.csv").write_text("Doc;Text;Outlet\ns;One, two.;Daily\n")
    (tmp_path / "tab.tsv").write_text("doc\ttext\nt\tThree.\n")
    (tmp_path / "mark.csv").write_bytes(b"\xef\xbb\xbfdoc,text\nm,Four.\n")
    items = list(read([tmp_path]))
    assert sorted(documents(items)) == ["m", "s", "t"] and not problems(items)


@pytest.mark.shared
def test_the_first_reports_are_five(shared: Path) -> None:
    items = list(read([shared / "seeds"]))
    assert sorted(documents(items)) == ["s000", "s001", "s002", "s003", "s004"]
    assert not problems(items)
