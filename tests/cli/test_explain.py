"""counterclaim explain: what a reader is told of a record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.errors import CounterclaimError
from counterclaim.publishing.lookup import Lookup
from tests.cli.test_commands import HELD, ledger, run

__all__ = ["ledger"]  # a fixture

TOLL = HELD.entries[0]


def test_an_entry_is_explained_and_its_id_may_be_cut_short(ledger: Path) -> None:
    output = run("explain", ledger, TOLL.fact.id).output
    assert output.startswith(f"entry {TOLL.fact.id}\n\nThe question\n")
    assert run("explain", ledger, TOLL.fact.id[:12]).output == output


def test_text_fits_the_terminal(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    output = run("explain", ledger, TOLL.fact.id).output
    assert all(len(line) <= 60 for line in output.splitlines())


def test_a_claim_is_named_by_its_document_and_number(ledger: Path) -> None:
    second = Lookup.over(HELD).claims_in["r3"][1].claim.id
    output = run("explain", ledger, "r3", "2").output
    assert output.startswith(f"claim {second}\n")
    assert run("explain", ledger, second).output == output


def test_a_voice_is_explained(ledger: Path) -> None:
    voice = TOLL.voices[0]
    assert run("explain", ledger, voice.id).output.startswith(f"voice {voice.id}\n")


def test_json_has_the_same_text(ledger: Path) -> None:
    told = json.loads(run("explain", ledger, TOLL.fact.id, "--json").output)
    assert (told["kind"], told["id"]) == ("entry", TOLL.fact.id)
    output = " ".join(run("explain", ledger, TOLL.fact.id).output.split())
    for paragraph in told["paragraphs"]:
        assert paragraph["heading"] in output
        assert " ".join(paragraph["sentences"][0]["text"].split()) in output


def test_a_hostile_report_cannot_command_the_terminal(ledger: Path) -> None:
    for number in range(1, len(Lookup.over(HELD).claims_in["r5"]) + 1):
        output = run("explain", ledger, "r5", number).output
        assert not {"\x1b", "\x00", "\u202e"} & {*output}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nobody"], "no entry"),
        (["r3"], "a number from 1 to 2"),
        (["r3", "9"], "a number from 1 to 2"),
        ([TOLL.fact.id, "1"], "is no document"),
    ],
)
def test_what_cannot_be_explained_is_told(ledger: Path, arguments: list[str], words: str) -> None:
    with pytest.raises(CounterclaimError, match=words):
        run("explain", ledger, *arguments)
