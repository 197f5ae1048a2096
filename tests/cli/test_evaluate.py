"""counterclaim evaluate, as a user runs it on annotations of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import counterclaim
from counterclaim.errors import InputError, LedgerError
from counterclaim.ledger import Ledger
from counterclaim.model import Collection
from tests.evaluating.twice import (
    REPORT,
    annotated_line,
    burned,
    fled,
    killed,
    seized,
    written,
)
from tests.ledger.test_store import filled
from tests.making import claim, document

# One claim is right, one has a wrong speaker, one is missed, one is in excess.
GOLD = (killed(), seized(), burned())
READ = (killed(speaker="The governor"), seized(), fled())


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    filled(path, Collection(documents=(REPORT,), claims=READ)).close()
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return written(tmp_path / "gold.jsonl", annotated_line(REPORT, *GOLD))


def run(*arguments: object) -> Result:
    command = ["evaluate", *map(str, arguments)]
    return CliRunner().invoke(counterclaim, command, catch_exceptions=False)


def row(result: Result, name: str) -> list[str]:
    return next(line for line in result.stdout.splitlines() if line.startswith(name)).split()


def test_figures_fields_types_and_outlets_stand_in_tables(ledger: Path, gold: Path) -> None:
    result = run(ledger, gold)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout.startswith("1 document compared\n")
    assert row(result, "detection") == ["detection", *["0.667"] * 3, "2", "3", "3"]
    assert row(result, "count") == ["count", *["0.500"] * 3, "1", "2", "2"]
    assert row(result, "whole") == ["whole", *["0.333"] * 3, "1", "3", "3"]
    assert row(result, "speaker") == ["speaker", "1", "2", "0.500"]
    assert row(result, "displaced") == ["displaced", *["0.000"] * 3, "0", "1", "0"]
    outlet = ["Valley", "Post", "1", *["0.667"] * 3, "2", "3", "3", "0.500", "0.333"]
    assert row(result, "Valley Post") == outlet


def test_errors_stand_in_their_sentence(ledger: Path, gold: Path) -> None:
    output = run(ledger, gold).stdout
    assert "1 claim annotated but not read; 1 of them:" in output
    assert (
        "  r1, Valley Post, 2031-03-04: destroyed 30 homes\n    [Thirty] homes [burned]" in output
    )
    assert "displaced 400 villagers, denied\n    The governor denied that [400]" in output
    assert "speaker       annotated “the mayor”, read “The governor”" in output


def test_so_many_errors_as_were_asked_for(ledger: Path, gold: Path) -> None:
    written(gold, annotated_line(REPORT, killed(), seized(group="place"), burned()))
    few = run(ledger, gold, "--errors", 1).stdout
    assert "2 claims read with wrong fields; 1 of them:" in few
    assert few.count("annotated “") + few.count("annotated nothing") == 1
    assert "of them" not in run(ledger, gold, "--errors", 0).stdout
    assert run(ledger, gold, "--errors", -1).exit_code == 2


def test_json_holds_the_same(ledger: Path, gold: Path) -> None:
    told = json.loads(run(ledger, gold, "--json").stdout)
    assert told["documents"] == 1
    assert told["left_out"] == []
    assert told["detection"] == {
        "precision": 0.6667, "recall": 0.6667, "f1": 0.6667, "gold": 3, "predicted": 3,
    }  # fmt: skip
    assert told["count"]["f1"] == 0.5
    assert told["whole"]["f1"] == 0.3333
    assert told["fields"]["speaker"] == 0.5
    assert (told["facts"], told["links"]) == (None, None)
    assert told["outlets"]["Valley Post"]["whole"] == told["whole"]
    (wrong,) = told["errors"]["wrong"]
    assert wrong["doc"] == "r1"
    assert wrong["sentence"]["text"] == "Shelling killed 12 people in Sarim, the mayor said."
    assert wrong["trigger"] == {"text": "killed", "span": [9, 15]}
    assert wrong["wrong"] == ["speaker"]
    assert (wrong["gold"]["speaker"], wrong["read"]["speaker"]) == ("the mayor", "The governor")
    assert wrong["gold"]["bounds"] == [12, 12]
    assert told["errors"]["missed"][0]["read"] is None
    assert told["errors"]["extra"][0]["gold"] is None


def test_the_grouping_is_measured_where_facts_are_annotated(ledger: Path, gold: Path) -> None:
    assert "links" not in run(ledger, gold).stdout
    written(gold, annotated_line(REPORT, *GOLD, fact="one"))
    result = run(ledger, gold)
    assert row(result, "links") == ["links", "0.000", "0.000", "0.000", "0", "0", "1"]
    assert row(result, "facts")[:4] == ["facts", "1.000", "0.500", "0.667"]


def test_what_is_left_out_is_told_and_counted(ledger: Path, gold: Path) -> None:
    other = document("r9", "Nothing happened in Dovra.")
    written(gold, annotated_line(REPORT, *GOLD), annotated_line(other), "{}")
    result = run(ledger, gold)
    assert result.exit_code == 0
    assert result.stdout.startswith("1 document compared (2 others left out)\n")
    lacking, empty = result.stderr.splitlines()
    assert lacking.startswith(f"counterclaim: {gold}, line 2: r9 is not in the ledger; ")
    assert empty.startswith(f"counterclaim: {gold}, line 3: has no text; ")
    assert len(json.loads(run(ledger, gold, "--json").stdout)["left_out"]) == 2


def test_a_ledger_whose_build_was_cut_short_is_not_measured(tmp_path: Path, gold: Path) -> None:
    with Ledger.create(tmp_path / "cut.db") as cut:
        cut.store_documents([REPORT])
    with pytest.raises(InputError, match="no report that can be compared"):
        run(tmp_path / "cut.db", gold)


def test_without_a_ledger_or_annotations_the_message_names_the_file(
    ledger: Path, gold: Path, tmp_path: Path
) -> None:
    with pytest.raises(LedgerError, match=r"none\.db: no ledger there"):
        run(tmp_path / "none.db", gold)
    with pytest.raises(InputError, match=r"none\.jsonl: no report that can be compared"):
        run(ledger, tmp_path / "none.jsonl")


def test_the_trigger_is_shown_however_long_the_sentence(tmp_path: Path) -> None:
    long = document("r1", "Over hills " * 200 + "shells killed 5 people" + " and so on" * 200)
    path = tmp_path / "long.db"
    filled(path, Collection(documents=(long,))).close()
    missed = claim(long, "killed", "killed", quantity="5")
    output = run(path, written(tmp_path / "gold.jsonl", annotated_line(long, missed))).stdout
    shown = next(line for line in output.splitlines() if "[killed] [5]" in line)
    assert shown.strip().startswith("…") and shown.endswith("…")


def test_a_document_cannot_command_the_terminal(tmp_path: Path) -> None:
    hostile = document("r1", "Shells \x1b[2J killed 5 people in Sarim.", outlet="Post\x07")
    path = tmp_path / "hostile.db"
    filled(path, Collection(documents=(hostile,))).close()
    missed = claim(hostile, "killed", "killed", quantity="5")
    output = run(path, written(tmp_path / "gold.jsonl", annotated_line(hostile, missed))).stdout
    assert "\x1b" not in output and "\x07" not in output
