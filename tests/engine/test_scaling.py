"""A run over dataframes gives the ledger that a build gives, row for row."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from counterclaim.engine import load
from counterclaim.errors import EngineError, InputError
from counterclaim.ledger import Ledger
from counterclaim.pipeline import Tools, build
from tests.adding.war import POLICY, Given, War, war
from tests.engine.grown import Failing, Telling, built, loaded, rows, scaled, written

pytestmark = pytest.mark.filterwarnings("default")


@pytest.mark.parametrize(
    ("seed", "days", "undated", "neighbours"), [(1, 90, 0.0, 60), (3, 60, 0.1, 5)]
)
def test_it_gives_the_ledger_of_a_build(
    tmp_path: Path, seed: int, days: int, undated: float, neighbours: int
) -> None:
    told = war(seed, reports=90, days=days, undated=undated)
    policy = replace(POLICY, match_neighbours=neighbours)
    reports = written(tmp_path / "reports", told)
    expected = built(tmp_path / "built.db", reports, told, policy)
    assert len(expected["copies"]) > 20 and len(expected["relations"]) > 20
    if neighbours < 60:
        assert any(row[7] for row in expected["facts"])  # left out
    found = scaled(reports, tmp_path / "tables", Telling(told), policy=policy)
    assert found.documents == 90 and found.entries == len(expected["entries"])
    got = loaded(tmp_path / "loaded.db", tmp_path / "tables")
    for name, held in expected.items():
        assert got[name] == held, name


def test_a_run_that_broke_off_goes_on_and_a_ledger_of_it_can_be_added_to(tmp_path: Path) -> None:
    told = war(2, reports=60, days=40)
    first, later = replace(told, documents=told.documents[:50]), told.documents[50:]
    reports = written(tmp_path / "reports", first)
    broken = Failing(told, tmp_path / "mark", killed=False)
    with pytest.raises(EngineError, match="run it again"):
        scaled(reports, tmp_path / "tables", broken)
    with pytest.raises(EngineError, match="no finished run"):
        loaded(tmp_path / "early.db", tmp_path / "tables")
    shutil.move(reports, tmp_path / "elsewhere")  # what was read is not read again
    reports.mkdir()
    assert scaled(reports, tmp_path / "tables", broken).documents == 50
    shutil.rmtree(reports)
    shutil.move(tmp_path / "elsewhere", reports)
    got = loaded(tmp_path / "loaded.db", tmp_path / "tables")
    assert got == built(tmp_path / "built.db", reports, first)
    for name in ("loaded.db", "built.db"):
        given = Given(told.claims)
        with Ledger.open(tmp_path / name) as ledger:
            build((), ledger, documents=later, policy=POLICY, tools=Tools(given, given))  # type: ignore[arg-type]
    assert rows(tmp_path / "loaded.db") == rows(tmp_path / "built.db")


def test_what_cannot_be_read_is_told_and_the_first_of_an_id_is_kept(tmp_path: Path) -> None:
    told = war(4, reports=6, days=3)
    reports = written(tmp_path / "reports", told, files=1)
    twin = {"doc": told.documents[0].id, "text": "Another text altogether.", "outlet": "Twin"}
    (reports / "late.jsonl").write_text(f"{json.dumps(twin)}\nno JSON\n")
    assert scaled(reports, tmp_path / "tables", Telling(told)).problems == 2
    with Ledger.create(tmp_path / "loaded.db") as ledger:
        load(tmp_path / "tables", ledger)
        held = ledger.collection()
    assert {d.id: d.text for d in held.documents} == {d.id: d.text for d in told.documents}
    said = sorted(problem.what for problem in held.problems)
    assert any("stands for another text already" in what for what in said)
    with Ledger.open(tmp_path / "loaded.db") as ledger, pytest.raises(EngineError, match="already"):
        load(tmp_path / "tables", ledger)


def test_reports_without_claims_can_be_left_out(tmp_path: Path) -> None:
    told = war(4, reports=30, days=20)
    silent = {document.id for document in told.documents[::4]}
    some = War(told.documents, {id: () if id in silent else c for id, c in told.claims.items()})
    telling = tuple(document for document in told.documents if document.id not in silent)
    reports = written(tmp_path / "few", replace(some, documents=telling), files=1)
    expected = built(tmp_path / "built.db", reports, some)
    crawl = written(tmp_path / "crawl", some, files=1)
    found = scaled(crawl, tmp_path / "tables", Telling(some), only_claims=True)
    assert found.documents == len(telling) < 30
    got = loaded(tmp_path / "loaded.db", tmp_path / "tables")
    for name in expected.keys() - {"documents"}:  # these name their files
        assert got[name] == expected[name], name


def test_other_paths_or_a_folder_of_something_else_are_refused(tmp_path: Path) -> None:
    told = war(4, reports=4, days=3)
    reports = written(tmp_path / "reports", told)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("mine")
    with pytest.raises(EngineError, match="something else"):
        scaled(reports, tmp_path / "other", Telling(told))
    with pytest.raises(InputError, match="no such file"):
        scaled(tmp_path / "none", tmp_path / "tables", Telling(told))
    with pytest.raises(EngineError, match="other paths"):
        scaled(reports, tmp_path / "tables", Telling(told))
    with pytest.raises(EngineError, match="no such engine"):
        scaled(reports, tmp_path / "tables", Telling(told), engine="spark")
