"""counterclaim labels, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import counterclaim
from counterclaim.errors import CounterclaimError
from counterclaim.publishing.usage import usage
from tests.ledger.test_store import filled
from tests.publishing.incident import collection

HELD = collection()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "incident.db"
    filled(path, HELD).close()
    return path


def run(*arguments: object) -> Result:
    given = [str(argument) for argument in arguments]
    return CliRunner().invoke(counterclaim, given, catch_exceptions=False)


def test_a_table_of_who_is_called_what_by_whom(ledger: Path) -> None:
    output = run("labels", ledger).output
    for each in usage(HELD):
        assert f"{each.entity.name} ({each.entity.kind.replace('_', ' ')})" in output
        for outlet in each.outlets:
            assert all(f"“{label.words}” {len(label.uses)}" in output for label in outlet.labels)


def test_evidence_tells_document_characters_and_sentence(ledger: Path) -> None:
    use = usage(HELD)[0].outlets[0].labels[0].uses[0]
    output = run("labels", ledger, "--evidence").output
    assert f"“{use.text}” {use.document} [{use.span.start}, {use.span.end}) in [" in output
    assert "\x1b" not in output


def test_one_entity_by_part_of_its_name_or_label(ledger: Path) -> None:
    first = usage(HELD)[0]
    output = run("labels", ledger, "--entity", first.entity.name[:8].upper()).output
    assert first.entity.name in output
    with pytest.raises(CounterclaimError, match="nobody is called “zeppelin”"):
        run("labels", ledger, "--entity", "zeppelin")


def test_one_json_object_on_request_and_in_a_file(ledger: Path, tmp_path: Path) -> None:
    record = json.loads(run("labels", ledger, "--json", "--evidence").output)
    assert [each["name"] for each in record["entities"]] == [e.entity.name for e in usage(HELD)]
    label = record["entities"][0]["outlets"][0]["labels"][0]
    assert label["count"] == len(label["evidence"])
    file = tmp_path / "labels.json"
    assert run("labels", ledger, "--json", "-o", file).output == ""
    assert "evidence" not in file.read_text(encoding="utf-8")
