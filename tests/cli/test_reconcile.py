"""counterclaim reconcile: another policy for a ledger, and where its name is shown."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import counterclaim
from counterclaim.errors import LedgerError, PolicyError
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.model import Collection
from counterclaim.pipeline import Tools, build
from tests.annotated import GOLD, Annotated
from tests.test_pipeline import REPORTS


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """The examples, with the claims that people found in them."""
    path = tmp_path / "examples.db"
    tools = Tools(Annotated(GOLD / "examples.jsonl"), Grounder.load())
    with Ledger.create(path) as opened:
        build([REPORTS], opened, tools=tools)
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(counterclaim, [*map(str, arguments)], catch_exceptions=False)


def held(ledger: Path) -> Collection:
    with Ledger.open(ledger) as opened:
        return opened.collection()


def lines(ledger: Path, form: str) -> str:
    return run("export", ledger, "--as", form, "-o", "-").output


def test_the_default_policy_leaves_best_empty_where_voices_conflict(ledger: Path) -> None:
    entries = held(ledger).entries
    assert held(ledger).policy["policy"] == "latest-per-voice"
    assert any(entry.best is None and entry.low is not None for entry in entries)


def test_another_policy_changes_the_best_values_and_nothing_else(ledger: Path) -> None:
    before = held(ledger)
    result = run("reconcile", ledger, "--policy", "ucdp")
    after = held(ledger)
    assert result.exit_code == 0
    assert "policy: ucdp: best is the number that most voices allow" in result.output
    assert (after.documents, after.claims, after.copies) == (
        before.documents,
        before.claims,
        before.copies,
    )
    assert [e.fact for e in after.entries] == [e.fact for e in before.entries]
    assert [(e.low, e.high, e.voices) for e in after.entries] == [
        (e.low, e.high, e.voices) for e in before.entries
    ]
    assert any(
        one.best is None and other.best is not None
        for one, other in zip(before.entries, after.entries, strict=True)
    )


def test_going_back_gives_the_ledger_that_was(ledger: Path) -> None:
    before = held(ledger)
    run("reconcile", ledger, "--policy", "acled", "-q")
    assert held(ledger) != before
    assert run("reconcile", ledger, "--policy", "latest-per-voice", "-q").output == ""
    assert held(ledger) == before


def test_every_output_names_the_policy(ledger: Path, tmp_path: Path) -> None:
    run("reconcile", ledger, "--policy", "acled")
    entry = held(ledger).entries[0].fact.id
    page = tmp_path / "page.html"
    run("report", ledger, "-o", page)
    assert "(policy acled: best is the lowest number)" in run("show", ledger).output
    assert "policy    acled: best is the lowest number" in run("show", ledger, entry).output
    assert "Policy <strong>acled: best is the lowest number</strong>" in page.read_text("utf-8")
    records = [json.loads(line) for line in lines(ledger, "entries-jsonl").splitlines()]
    assert {record["policy"] for record in records} == {"acled"}
    rows = list(csv.DictReader(io.StringIO(lines(ledger, "csv"))))
    assert {row["policy"] for row in rows} == {"acled"}


def test_a_best_value_never_stands_without_its_range(ledger: Path) -> None:
    run("reconcile", ledger, "--policy", "ucdp")
    for row in csv.DictReader(io.StringIO(lines(ledger, "csv"))):
        assert not row["best"] or (row["low"] and row["high"])
    for line in lines(ledger, "entries-jsonl").splitlines():
        record = json.loads(line)
        assert record["best"] is None or None not in (record["low"], record["high"])


def test_an_entry_is_shown_with_its_status_in_a_sentence(ledger: Path) -> None:
    entry = next(e for e in held(ledger).entries if e.status == "disputed")
    assert "  status    Disputed: " in run("show", ledger, entry.fact.id).output


def test_a_policy_of_ones_own_is_recorded_whole(ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text('best = "median"\nnote = "Ours."\n[words]\ndozens = 20\n', "utf-8")
    run("reconcile", ledger, "--policy", file)
    policy = held(ledger).policy
    assert (policy["policy"], policy["policy_note"]) == ("desk", "Ours.")
    assert policy["policy_words"] == "dozens = 20"


def test_the_next_build_keeps_the_policy_and_another_may_be_named(ledger: Path) -> None:
    run("reconcile", ledger, "--policy", "ibc")
    assert run("build", REPORTS, "-o", ledger, "-q").exit_code == 0
    assert held(ledger).policy["policy"] == "ibc"
    assert run("build", REPORTS, "-o", ledger, "-q", "--policy", "ucdp").exit_code == 0
    assert held(ledger).policy["policy"] == "ucdp"


@pytest.mark.parametrize("command", [("build", "-o"), ("reconcile",)])
def test_a_policy_that_is_not_known_changes_nothing(ledger: Path, command: Sequence[str]) -> None:
    before = ledger.read_bytes()
    name, *option = command
    paths = [REPORTS] if name == "build" else []
    with pytest.raises(PolicyError, match="no policy is called 'guess'"):
        run(name, *paths, *option, ledger, "--policy", "guess")
    assert ledger.read_bytes() == before


def test_a_ledger_without_entries_is_told_to_be_built(tmp_path: Path) -> None:
    Ledger.create(tmp_path / "empty.db").close()
    with pytest.raises(LedgerError, match="no entries; build it first"):
        run("reconcile", tmp_path / "empty.db", "--policy", "ucdp")


def test_it_is_done_whole_or_not_at_all(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = held(ledger)

    def full(*_arguments: object) -> None:
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr("counterclaim.ledger.store.write_entries", full)
    with pytest.raises(sqlite3.OperationalError):
        run("reconcile", ledger, "--policy", "ucdp")
    assert held(ledger) == before
