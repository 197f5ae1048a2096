"""counterclaim import of annotated reports, as a user runs it: decisions, to be looked through."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import counterclaim
from counterclaim.errors import InputError
from counterclaim.interface.building import build
from counterclaim.ledger import Ledger
from tests.annotated import Annotated

TEXT = "Shells killed 12 people in Sarim on Monday, the mayor said. Rebels seized Dovra."
AS = ("--as", "annotated-jsonl")


def mention(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"text": words, "span": [start, start + len(words)]}


def claim(type: str, trigger: str, **fields: Any) -> dict[str, Any]:
    """A claim of which every field is told."""
    sentence = [0, 59] if TEXT.index(trigger) < 59 else [60, len(TEXT)]
    empty = dict.fromkeys(
        "quantity lower upper precision object object_class actor time start end speaker".split()
    )
    return {
        "type": type, "sentence": sentence, "trigger": mention(trigger), "polarity": "asserted",
        "places": [], "via": [], **empty, **fields,
    }  # fmt: skip


COUNT: dict[str, Any] = {"quantity": mention("12"), "lower": 12, "upper": 12, "precision": "exact"}
READ = claim("killed", "killed", **COUNT, object=mention("people"), actor=mention("Rebels"))
GOLD = [
    claim(
        "killed", "killed", **COUNT, object=mention("people"), object_class="people",
        time=mention("on Monday"), speaker=mention("the mayor"), places=[mention("Sarim")],
    ),
    claim("seized", "seized", object=mention("Dovra"), actor=mention("Rebels")),
]  # fmt: skip


def written(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def report(*claims: dict[str, Any], doc: str = "r1", text: str = TEXT) -> dict[str, Any]:
    return {"doc": doc, "text": text, "published": "2031-03-04", "claims": list(claims)}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """In which the first claim was read wrongly, and the second not at all."""
    reports = written(tmp_path / "reports.jsonl", report(READ))
    build(reports, tmp_path / "a.db", extractor=Annotated(reports))
    return tmp_path / "a.db"


def run(*words: object) -> Result:
    return CliRunner().invoke(counterclaim, [str(word) for word in words])


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_ledger_then_holds_what_was_annotated(ledger: Path, tmp_path: Path) -> None:
    gold, made = written(tmp_path / "gold.jsonl", report(*GOLD)), tmp_path / "made.jsonl"
    done = run("import", ledger, gold, *AS, "--user", "Ana", "-o", made)
    assert (done.exit_code, done.stderr) == (0, "2 decisions\n")
    found = records(made)
    assert [(d["kind"], d["user"], d["reason"]) for d in found] == [
        ("correct", "Ana", "annotated in gold.jsonl, line 1"),
        ("add", "Ana", "annotated in gold.jsonl, line 1"),
    ]
    with Ledger.open(ledger) as opened:
        assert opened.decisions() == ()  # they were only written

    assert run("import", ledger, made, "--as", "decisions").exit_code == 0
    figures = json.loads(run("evaluate", ledger, gold, "--json").stdout)
    assert (figures["detection"]["f1"], figures["whole"]["f1"]) == (1.0, 1.0)
    assert set(figures["fields"].values()) == {1.0}

    assert run("import", ledger, made, "--as", "decisions").exit_code == 0
    again = run("import", ledger, gold, *AS, "--user", "Ana", "-o", made)
    assert (again.stderr, made.read_text()) == ("0 decisions\n", "")
    with Ledger.open(ledger) as opened:
        assert len(opened.decisions()) == 2


def test_what_is_exported_comes_back_without_a_decision(ledger: Path, tmp_path: Path) -> None:
    out, made = tmp_path / "out.jsonl", tmp_path / "made.jsonl"
    assert run("export", ledger, *AS, "-o", out).exit_code == 0
    assert run("import", ledger, out, *AS, "--user", "Ana", "-o", made).exit_code == 0
    assert made.read_text() == ""
    (line,) = records(out)
    line["claims"][0]["actor"] = None
    written(out, line)
    assert run("import", ledger, out, *AS, "--user", "Ana", "-o", made).exit_code == 0
    (decision,) = records(made)
    assert (decision["kind"], decision["changes"]) == ("correct", {"actor": None})


def test_reports_that_are_left_out_are_a_line_each(ledger: Path, tmp_path: Path) -> None:
    others = report(doc="r8", text="Nothing."), report(doc="r1", text=TEXT + "!")
    gold = written(tmp_path / "gold.jsonl", *others, report(*GOLD, doc="mine"))
    words = ("import", ledger, gold, *AS, "--user", "Ana", "-o", tmp_path / "made.jsonl")
    done = run(*words)
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        f"counterclaim: {gold}, line 1: r8 is not in the ledger; build the ledger with it",
        f"counterclaim: {gold}, line 2: r1 has another text in the ledger; annotate the text that "
        "the ledger froze",
        "2 decisions",
    ]
    assert isinstance(run(*words, "--strict").exception, InputError)


def test_a_file_of_no_report_of_the_ledger_is_refused(ledger: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.jsonl"
    gold = written(tmp_path / "gold.jsonl", report(doc="r8", text="Nothing."))
    done = run("import", ledger, gold, *AS, "--user", "Ana", "-o", made)
    assert isinstance(done.exception, InputError)
    assert "no report that can be set against the ledger" in str(done.exception)
    assert not made.exists()


@pytest.mark.parametrize("options", [("-o", "made.jsonl"), ("--user", "Ana")])
def test_annotations_need_a_user_and_a_place(
    ledger: Path, tmp_path: Path, options: tuple[str, str]
) -> None:
    gold = written(tmp_path / "gold.jsonl", report(*GOLD))
    done = run("import", ledger, gold, *AS, *options)
    assert done.exit_code == 2
    assert "--as annotated-jsonl needs" in done.stderr
