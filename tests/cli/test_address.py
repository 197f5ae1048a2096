"""Every command on a ledger in PostgreSQL, named by its address, as on one in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.cli import counterclaim
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import placed
from counterclaim.pipeline import Tools, build
from tests.annotated import GOLD, Annotated
from tests.ledger.postgres import server
from tests.test_pipeline import REPORTS


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The examples in a file, and in a database."""
    with server() as address:
        made = str(tmp_path_factory.mktemp("ledger") / "postgres"), address
        tools = Tools(Annotated(GOLD / "examples.jsonl"), Grounder.load())
        for place in made:
            with Ledger.create(placed(place)) as ledger:
                build([REPORTS], ledger, tools=tools)
        yield made


def told(place: str, command: str, *more: object) -> str:
    result = CliRunner().invoke(
        counterclaim, [command, place, *map(str, more)], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    with Ledger.open(placed(place)) as ledger:
        return result.output.replace(str(ledger.path), "LEDGER")


@pytest.mark.parametrize(
    "asked",
    [
        ("show",),
        ("show", "--search", "convoy"),
        ("timeline",),
        ("labels", "--evidence"),
        ("evaluate", GOLD / "examples.jsonl"),
        ("reconcile", "--policy", "ucdp"),
        ("report", "-o", "-"),
        ("export", "--as", "claims-jsonl", "-o", "-"),
        ("export", "--as", "entries-jsonl", "--where", "status=disputed", "-o", "-"),
    ],
    ids=lambda asked: " ".join(map(str, asked[:3])),
)
def test_a_command_says_the_same_of_both(
    places: tuple[str, str], asked: tuple[object, ...]
) -> None:
    in_file, in_database = (told(place, *map(str, asked)) for place in places)
    assert in_file == in_database
    assert in_file.strip()


def test_decisions_are_made_and_listed_in_both(places: tuple[str, str]) -> None:
    for place in places:
        with Ledger.open(placed(place)) as ledger:
            entries = ledger.collection().entries
        entry = next(entry for entry in entries if entry.status == "disputed")
        claim = entry.fact.claims[0]
        assert claim in told(place, "explain", entry.fact.id, "--json")
        told(place, "decide", "reject", claim, "--user", "Ines", "--reason", "a drill")
        assert "a drill" in told(place, "decisions")


def test_reports_are_read_into_a_database(places: tuple[str, str], tmp_path: Path) -> None:
    report = tmp_path / "note.txt"
    report.write_text("MELO, May 9 (Pampero Wire) - Nothing was heard of the convoy.\n")
    result = CliRunner().invoke(counterclaim, ["build", str(report), "-o", places[1]])
    assert result.exit_code == 0, result.output
    with Ledger.open(placed(places[1])) as ledger:
        assert "note" in {document.id for document in ledger.documents()}


def test_a_message_shows_no_password(places: tuple[str, str]) -> None:
    secret = places[1].replace("postgres@", "postgres:hush@")
    result = CliRunner().invoke(counterclaim, ["show", secret, "fact-0"])
    assert result.exit_code != 0
    assert "hush" not in result.output + str(result.exception)
