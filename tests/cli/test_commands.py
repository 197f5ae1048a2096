"""The commands on a ledger that is there: show, report, export."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import counterclaim
from counterclaim.errors import CounterclaimError
from counterclaim.model import NearMiss
from tests.ledger.test_migration import age
from tests.ledger.test_store import filled
from tests.publishing.incident import collection

HELD = collection()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "incident.db"
    filled(path, HELD).close()
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(
        counterclaim, [str(argument) for argument in arguments], catch_exceptions=False
    )


def test_show_lists_entries_with_range_voices_and_status(ledger: Path) -> None:
    result = run("show", ledger, "--all")
    assert result.exit_code == 0
    first = HELD.entries[0]
    row = next(line for line in result.output.splitlines() if line.startswith(first.fact.id))
    assert first.fact.question in row
    assert f"{len(first.voices)} / {len(first.documents)}" in row
    assert first.status.replace("_", " ") in row


def test_show_hides_lone_claims_and_says_so(ledger: Path) -> None:
    lone = [entry for entry in HELD.entries if len(entry.fact.claims) == 1]
    output = run("show", ledger).output
    assert all(entry.fact.id not in output for entry in lone)
    assert "--all shows them" in output


def test_show_finds_entries_by_words_of_their_documents(ledger: Path) -> None:
    assert HELD.entries[0].fact.question in run("show", ledger, "--search", "livestock").output
    assert HELD.entries[0].fact.question not in run("show", ledger, "--search", "zeppelin").output


@pytest.mark.parametrize("entry", HELD.entries, ids=lambda entry: entry.fact.id)
def test_show_tells_an_entry_with_each_voice_and_sentence(ledger: Path, entry: object) -> None:
    from counterclaim.model import Entry

    assert isinstance(entry, Entry)
    output = run("show", ledger, entry.fact.id).output
    assert entry.fact.question in output
    assert all(voice.name in output for voice in entry.voices)
    assert all(claim in output for claim in entry.fact.claims)
    assert all(reason in output for reason in entry.reasons)


def test_show_tells_near_misses_and_what_was_not_compared(tmp_path: Path) -> None:
    first, second, *others = HELD.entries
    near = NearMiss(first.fact.id, second.fact.id, 0.12, ("held apart", "same place"))
    missed = replace(first, fact=replace(first.fact, near=(near,), left_out=7))
    path = tmp_path / "near.db"
    filled(path, replace(HELD, entries=(missed, second, *others))).close()
    output = run("show", path, first.fact.id).output
    told = output[output.index("near miss ") :]
    assert second.fact.question in told
    assert "(0.12): held apart, same place" in told
    assert "up to 7 comparisons not made" in told


def test_show_tells_a_claim_with_the_characters_of_every_field(ledger: Path) -> None:
    claim = HELD.claims[0].claim
    output = run("show", ledger, claim.id).output
    assert (
        f"“{claim.trigger.text}” [{claim.trigger.span.start}, {claim.trigger.span.end})" in output
    )
    assert claim.quantity is not None
    assert claim.quantity.mention.text in output


def test_show_tells_a_document_with_its_text(ledger: Path) -> None:
    document = next(d for d in HELD.documents if d.id == "r1")
    assert document.text in run("show", ledger, "r1").output


def test_show_takes_the_beginning_of_an_id(ledger: Path) -> None:
    whole = HELD.entries[0].fact.id
    assert run("show", ledger, whole[:12]).output == run("show", ledger, whole).output


def test_show_never_sends_commands_to_the_terminal(ledger: Path) -> None:
    output = run("show", ledger, "r5").output
    assert "\x1b" not in output and "\x00" not in output and "\u202e" not in output


@pytest.mark.parametrize(("key", "words"), [("nobody", "no entry"), ("claim-", "write more of it")])
def test_show_says_what_is_wrong_with_an_id(ledger: Path, key: str, words: str) -> None:
    with pytest.raises(CounterclaimError, match=words):
        run("show", ledger, key)


def test_report_is_one_page(ledger: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("report", ledger, "-o", page, "--title", "A test").exit_code == 0
    text = page.read_text(encoding="utf-8")
    HTMLParser().feed(text)
    assert "A test" in text


@pytest.mark.parametrize(
    ("form", "count"),
    [
        ("claims-jsonl", len(HELD.claims)),
        ("copies-jsonl", len(HELD.copies)),
        ("origins-jsonl", len(HELD.origins)),
        ("entries-jsonl", len(HELD.entries)),
    ],
)
def test_export_writes_one_record_a_line(
    ledger: Path, tmp_path: Path, form: str, count: int
) -> None:
    file = tmp_path / "out"
    assert run("export", ledger, "--as", form, "-o", file).exit_code == 0
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len([json.loads(line) for line in lines]) == count
    assert run("export", ledger, "--as", form, "-o", "-").output.splitlines() == lines


def test_export_csv_has_one_claim_a_row(ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    assert run("export", ledger, "--as", "csv", "-o", file).exit_code == 0
    with file.open(encoding="utf-8", newline="") as rows:
        assert len(list(csv.DictReader(rows))) == len(HELD.claims)


def test_a_file_that_cannot_be_written_is_told(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(CounterclaimError, match="cannot be written"):
        run("export", ledger, "--as", "csv", "-o", tmp_path / "missing" / "out.csv")


def test_commands_know_wrong_usage(ledger: Path) -> None:
    assert run("export", ledger, "--as", "papyrus", "-o", "-").exit_code == 2
    assert run("show").exit_code == 2
    assert run("--help").exit_code == 0


def test_a_ledger_that_an_older_program_made_is_told_to_be_built_again(
    ledger: Path, tmp_path: Path
) -> None:
    age(ledger, "UPDATE about SET value = '3'")
    with pytest.raises(CounterclaimError, match=r"older Counterclaim.*counterclaim build PATH"):
        run("show", ledger)
    run("report", ledger, "-o", tmp_path / "page.html")
    run("report", ledger, "-o", f"{tmp_path / 'pages'}/")
    for made in (tmp_path / "page.html", tmp_path / "pages" / "index.html"):
        assert "Not built" in made.read_text()
