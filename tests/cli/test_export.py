"""What a user of the export and import commands sees."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from counterclaim.cli import main
from tests.publishing.exports.stored import filled
from tests.publishing.incident import claims, collection


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("ledger") / "a.db", collection())


def run(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    monkeypatch.setattr("sys.argv", ["counterclaim", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_conditions_choose_what_is_printed(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    conditions = ("--where", "type=killed", "--where", "outlet=Northwire")
    assert run(monkeypatch, "export", ledger, "--as", "claims-jsonl", *conditions, "-o", "-") == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["id"] == claims()["wire12"].claim.id


def test_what_is_left_out_is_told_on_standard_error(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "export", ledger, "--as", "ucdp-shaped", "-o", "-") == 0
    told = capsys.readouterr()
    assert told.err == "counterclaim: questions left out, since they are not on deaths: 1\n"
    assert len(told.out.splitlines()) == 4


def test_a_condition_that_says_nothing_is_wrong_usage(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--as", "csv", "--where", "colour=red", "-o", "-")
    assert run(monkeypatch, "export", ledger, *words) == 2
    assert "colour: no such field" in capsys.readouterr().err


def test_decisions_are_exported_whole_or_not_at_all(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--as", "decisions-jsonl", "--where", "type=killed", "-o", "-")
    assert run(monkeypatch, "export", ledger, *words) == 2
    assert "leave out --where" in capsys.readouterr().err


def test_a_folder_is_made_and_what_else_lies_in_it_is_left(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tables"
    for _ in range(2):
        assert run(monkeypatch, "export", ledger, "--as", "parquet", "-o", folder) == 0
        (folder / "notes.txt").write_text("mine")
    assert sorted(path.name for path in folder.iterdir()) == [
        "claims.parquet", "copies.parquet", "documents.parquet", "entries.parquet",
        "notes.txt", "voices.parquet",
    ]  # fmt: skip


def test_several_files_cannot_be_printed(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "export", ledger, "--as", "timemap", "-o", "-") == 2
    assert "name a folder with -o" in capsys.readouterr().err


def test_a_folder_does_not_take_the_place_of_a_file(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("mine")
    assert run(monkeypatch, "export", ledger, "--as", "parquet", "-o", tmp_path / "taken") == 2
    assert (tmp_path / "taken").read_text() == "mine"


def test_a_workbook_can_be_printed(
    ledger: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert run(monkeypatch, "export", ledger, "--as", "xlsx", "-o", "-") == 0
    (tmp_path / "a.xlsx").write_bytes(capsysbinary.readouterr().out)
    assert "claims" in openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames


def test_an_sqlite_file_has_its_metadata_beside_it(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(monkeypatch, "export", ledger, "--as", "sqlite", "-o", tmp_path / "war.db") == 0
    about = json.loads((tmp_path / "war.metadata.json").read_text(encoding="utf-8"))
    assert list(about["databases"]) == ["war"]
    assert (tmp_path / "war.db").is_file()


def test_an_export_that_fails_leaves_what_was_there(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.xlsx").write_text("mine")
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    assert run(monkeypatch, "export", ledger, "--as", "xlsx", "-o", tmp_path / "a.xlsx") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    assert (tmp_path / "a.xlsx").read_text() == "mine"


def test_corrections_come_back_as_decisions_that_decide_takes(
    ledger: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tasks, made = tmp_path / "tasks.jsonl", tmp_path / "decisions.jsonl"
    assert run(monkeypatch, "export", ledger, "--as", "prodigy", "-o", tasks) == 0
    answered = [json.loads(line) | {"answer": "accept"} for line in tasks.read_text().splitlines()]
    answered[0]["answer"] = "reject"
    tasks.write_text("\n".join(map(json.dumps, answered)))
    words = ("--as", "prodigy", "--user", "A. Reader", "-o", made)
    assert run(monkeypatch, "import", ledger, tasks, *words) == 0
    assert capsys.readouterr().err.endswith("1 decision\n")
    (decision,) = map(json.loads, made.read_text().splitlines())
    assert (decision["kind"], decision["user"]) == ("reject", "A. Reader")
    assert decision["targets"] == [answered[0]["meta"]["claim"]]


@pytest.mark.parametrize("content", ["{", '[{"id": 3, "annotations": [{}]}]'])
def test_a_file_that_no_tool_exported_is_refused_in_one_line(
    ledger: Path,
    tmp_path: Path,
    content: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "tasks.json"
    file.write_text(content)
    words = ("--as", "label-studio", "--user", "A. Reader", "-o", tmp_path / "out")
    assert run(monkeypatch, "import", ledger, file, *words) == 3
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith(f"counterclaim: {file}: ")
    assert not (tmp_path / "out").exists()
