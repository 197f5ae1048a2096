"""counterclaim trace, as a media researcher runs it on a folder of reports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import counterclaim
from counterclaim.errors import InputError
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.pipeline import Tools, build
from counterclaim.publishing import EXPORTS
from tests.annotated import GOLD, Annotated
from tests.publishing.page import Page
from tests.test_pipeline import REPORTS


def run(*arguments: object) -> Result:
    command = ["trace", *map(str, arguments)]
    return CliRunner().invoke(counterclaim, command, catch_exceptions=False)


def test_copies_and_origins_are_those_of_a_ledger(tmp_path: Path) -> None:
    copies, origins = tmp_path / "copies.jsonl", tmp_path / "origins.jsonl"
    assert run(REPORTS, "-o", copies, "--origins", origins).exit_code == 0
    tools = Tools(Annotated(GOLD / "examples.jsonl"), Grounder.load())
    with Ledger.create(tmp_path / "a.db") as ledger:
        build([REPORTS], ledger, tools=tools)
        held = ledger.collection()
    assert copies.read_text(encoding="utf-8").splitlines() == list(EXPORTS["copies-jsonl"](held))
    assert origins.read_text(encoding="utf-8").splitlines() == list(EXPORTS["origins-jsonl"](held))


def test_the_summary_stands_on_standard_error_alone() -> None:
    result = run(REPORTS)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "20 documents from 11 outlets, 2022-05-09 to 2022-05-12" in result.stderr
    assert "15 independent origins; 8 documents in 3 families of copies" in result.stderr
    assert "RELATION" in result.stderr and "DIRECTION TOLD" in result.stderr
    assert "4 documents, root: pampero-2022-05-09" in result.stderr
    assert (
        "2 documents, unseen origin: Cuchilla Press (frontier-post-2, vichadero-notes-2)"
        in result.stderr
    )


def test_results_can_be_printed() -> None:
    result = run(REPORTS, "-o", "-")
    pairs = [json.loads(line) for line in result.stdout.splitlines()]
    assert ("pampero-2022-05-09", "plata-courier-2022-05-10") in {(p["a"], p["b"]) for p in pairs}
    origins = [json.loads(line) for line in run(REPORTS, "--origins", "-").stdout.splitlines()]
    assert len(origins) == 15
    assert run(REPORTS, "--html", "-").stdout.startswith("<!doctype html>")


def test_the_page_holds_the_copies_side_by_side(tmp_path: Path) -> None:
    file = tmp_path / "copies.html"
    run(REPORTS, "--html", file)
    page = Page(file.read_text(encoding="utf-8"))
    assert page.unbalanced == []
    assert len(page.all("article", "family")) == 3
    assert any("→" in e.text for e in page.all("summary"))
    assert page.all("del") and page.all("ins")


@pytest.mark.parametrize(
    "targets",
    [("-o", "-", "--origins", "-"), ("-o", "-", "--html", "-"), ("-o", "x", "--origins", "./x")],
)
def test_two_results_do_not_share_one_file(targets: tuple[str, ...]) -> None:
    result = run(REPORTS, *targets)
    assert result.exit_code == 2
    assert "must name different files" in result.stderr


def test_metadata_is_taken_from_the_file_that_is_named(tmp_path: Path) -> None:
    text = (
        "Two rockets hit the grain silo of Tavrin before sunrise, the miller said on Monday. " * 3
    )
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"{name}\n\n{text}")
    table = tmp_path / "about.csv"
    table.write_text(
        "file,outlet,published\none.txt,Silo News,2031-03-03\ntwo.txt,Mill Post,2031-03-05\n"
    )
    files = (tmp_path / "one.txt", tmp_path / "two.txt")
    (copy,) = run(*files, "-o", "-", "--metadata", table).stdout.splitlines()
    assert "Silo News published 2 days earlier" in copy
    assert "2 documents from 2 outlets" in run(*files, "--metadata", table).stderr


def test_what_was_skipped_is_told_and_the_rest_is_traced(tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text(
        '{"doc": "a\\u001b[2J", "text": "Two shells fell near Rivera on Monday."}\n{"doc"\n'
    )
    result = run(bad, "-o", "-")
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"counterclaim: {bad}, line 2: " in result.stderr
    assert "1 document from 0 outlets" in result.stderr
    assert "\x1b" not in result.stderr


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"nothing could be read.*\n.*missing\.txt: does not exist"
    ):
        run(tmp_path / "missing.txt")
    assert run().exit_code == 2


def test_no_model_is_loaded() -> None:
    program = (
        "import sys; from counterclaim.cli import counterclaim\n"
        f"counterclaim(['trace', {str(REPORTS)!r}, '--html', '-'], standalone_mode=False)\n"
        "assert not {'onnxruntime', 'tokenizers'} & {*sys.modules}"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (run.returncode, run.stderr.count(b"Traceback")) == (0, 0)
