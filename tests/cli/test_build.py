"""counterclaim build, as a user runs it: its summary, its errors, its exit statuses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from counterclaim import cli
from counterclaim.ledger import Ledger
from tests.test_pipeline import REPORTS


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "counterclaim.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    ledger = tmp_path_factory.mktemp("built") / "examples.db"
    return ledger, run("build", REPORTS, "-o", ledger)


def test_a_build_ends_with_a_summary(
    built: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    ledger, result = built
    assert result.returncode == 0
    assert "20 documents from 11 outlets, 2022-05-09 to 2022-05-12" in result.stdout
    assert f"counterclaim show {ledger}" in result.stdout
    with Ledger.open(ledger) as opened:
        assert len(opened.documents()) == 20


def test_in_a_pipe_there_is_no_progress_bar(
    built: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    assert built[1].stderr == ""


def test_on_a_terminal_there_is_a_progress_bar(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "counterclaim.cli", "build", REPORTS, "-o", tmp_path / "a.db"],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color"},
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other end was closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert process.wait() == 0
    assert b"Reading claims" in shown


def test_nothing_to_read_ends_with_3(tmp_path: Path) -> None:
    result = run("build", tmp_path / "missing.txt", "-o", tmp_path / "a.db")
    assert result.returncode == 3
    assert "missing.txt: does not exist; check the path" in result.stderr
    assert "Traceback" not in result.stderr


def test_what_was_skipped_is_told_and_strict_makes_it_an_error(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"doc": "a", "text": "Two shells fell near Rivera on Monday."}\n{"doc"\n')
    lenient = run("build", bad, "-o", tmp_path / "a.db", "--quiet")
    assert (lenient.returncode, lenient.stdout) == (0, "")
    assert f"counterclaim: {bad}, line 2: " in lenient.stderr
    assert run("build", bad, "-o", tmp_path / "b.db", "--strict").returncode == 3


def test_a_file_that_is_no_ledger_ends_with_4(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Not a ledger.")
    result = run("build", REPORTS, "-o", notes)
    assert result.returncode == 4
    assert result.stderr == f"counterclaim: {notes}: not a ledger; name another file\n"
    assert notes.read_text() == "Not a ledger."


def test_a_users_actors_are_known_and_change_what_was_grounded(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "MELO, May 9 2022 (Pampero Wire) — Lantern Front fighters killed six people in Melo on "
        "Monday, the Steppe Watch said.\n"
    )
    actors = tmp_path / "actors.csv"
    actors.write_text("kind,name,country,aliases\nmonitor,Steppe Observatory,,Steppe Watch\n")
    ledger = tmp_path / "a.db"
    assert run("build", report, "-o", ledger, "-q").returncode == 0
    with Ledger.open(ledger) as opened:
        before = {each.root.name for each in opened.claims() if each.root is not None}
    assert run("build", report, "-o", ledger, "-q", "--actors", actors).returncode == 0
    with Ledger.open(ledger) as opened:
        after = {each.root.name for each in opened.claims() if each.root is not None}
    assert "Steppe Observatory" not in before
    assert "Steppe Observatory" in after


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("--actors", "kind,name\nknights,Round Table\n"),
        ("--places", "name,lat,lon\nMelo,north,1\n"),
    ],
)
def test_a_wrong_table_of_a_users_own_ends_with_3(tmp_path: Path, option: str, text: str) -> None:
    table = tmp_path / "table.csv"
    table.write_text(text)
    result = run("build", REPORTS, "-o", tmp_path / "a.db", option, table)
    assert result.returncode == 3
    assert result.stderr.startswith(f"counterclaim: {table}") and "line 2: " in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "a.db").exists()


def test_wrong_usage_ends_with_2() -> None:
    assert run("build").returncode == 2
    assert run("burn").returncode == 2


def ended(*arguments: object, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(sys, "argv", ["counterclaim", *map(str, arguments)])
    with pytest.raises(SystemExit) as status:
        cli.main()
    return status.value.code


def test_damaged_weights_end_with_5(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("counterclaim.extracting.reader.WEIGHTS", tmp_path)
    arguments = ("build", REPORTS, "-o", tmp_path / "a.db")
    assert ended(*arguments, monkeypatch=monkeypatch) == 5
    assert "reinstall counterclaim" in capsys.readouterr().err


def test_an_interrupted_build_ends_with_130(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("counterclaim.pipeline.build", interrupted)
    arguments = ("build", REPORTS, "-o", tmp_path / "a.db")
    assert ended(*arguments, monkeypatch=monkeypatch) == 130
    assert "what was finished is kept" in capsys.readouterr().err
