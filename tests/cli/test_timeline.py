"""counterclaim timeline, the export and the report's section on control."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.errors import CounterclaimError
from counterclaim.model import Collection
from counterclaim.publishing import report
from tests.cli.test_commands import run
from tests.ledger.test_store import filled
from tests.publishing.page import Page
from tests.reconciling.test_control import ARMY_HOLDS, FRONT_TOOK, entries, told

LATER = told("c", "Harbour Daily", "2031-03-06", "The army", "seized", day="2031-03-06")
PAIRS = (FRONT_TOOK, ARMY_HOLDS, LATER)
HELD = Collection(
    documents=tuple(text for text, _ in PAIRS),
    claims=tuple(said for _, said in PAIRS),
    entries=entries(*PAIRS),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "control.db"
    filled(path, HELD).close()
    return path


def test_places_are_listed_with_steps_and_how_many_are_contested(ledger: Path) -> None:
    head, row = run("timeline", ledger).output.splitlines()
    assert head.split() == ["PLACE", "STEPS", "CONTESTED", "REPORTED"]
    assert row.split() == ["Sarim", "3", "2", "2031-03-03", "to", "2031-03-06"]


def test_a_place_is_told_step_by_step_and_never_says_whose_it_is(ledger: Path) -> None:
    output = run("timeline", ledger, "sarim").output
    assert "3 Mar 2031: taken by The Front" in output
    assert "1 voice in 1 report, reported 3 Mar 2031: Northwire, in Northwire of" in output
    assert "cannot both be so with 2" in output
    assert "6 Mar 2031: taken by The army" in output
    assert "follows 2" not in output  # the army is said to have held it
    assert "controls" not in output


def test_json_is_the_export(ledger: Path) -> None:
    printed = run("timeline", ledger, "--json").output
    assert printed == run("export", ledger, "--as", "control-jsonl", "-o", "-").output
    (place,) = [json.loads(line) for line in printed.splitlines()]
    assert run("timeline", ledger, place["id"], "--json").output == printed
    assert place["contested"] is True
    first, second, third = place["steps"]
    assert (first["side"], first["type"], first["start"]) == ("The Front", "seized", "2031-03-03")
    assert first["against"][0]["step"] == second["id"]
    assert third["against"] == []
    assert first["accounts"][0]["doc"] == "a"


def test_an_unknown_place_is_told(ledger: Path) -> None:
    with pytest.raises(CounterclaimError, match="nobody says of “Dovra” whose it was"):
        run("timeline", ledger, "Dovra")


def test_the_report_shows_each_place_with_its_steps() -> None:
    page = Page(report(HELD, title="A town", ledger="control.db"))
    assert page.unbalanced == []
    section = page.by_id("control")
    assert "3 steps, 2 of them contested" in section.text
    assert "cannot both be so with 2" in section.text
    (chart,) = page.all("svg", "sides")
    assert "taken by The Front" in chart.text
    assert [target for target in page.targets if target not in page.ids] == []


def test_a_report_without_claims_on_control_has_no_such_section() -> None:
    page = Page(report(replace(HELD, claims=(), entries=()), title="A town", ledger="x.db"))
    assert "control" not in page.ids
