"""On a Ray cluster the same comes out as on one machine, be a worker killed on the way."""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.adding.war import war
from tests.engine.grown import Failing, built, loaded, scaled, written

pytestmark = [pytest.mark.cluster, pytest.mark.filterwarnings("default")]


def test_a_killed_worker_costs_a_retry_and_no_record(tmp_path: Path, cluster: str) -> None:
    told = war(3, reports=60, days=40, undated=0.05)
    reports = written(tmp_path / "reports", told)
    expected = built(tmp_path / "built.db", reports, told)
    killing = Failing(told, tmp_path / "mark", killed=True)
    # A process has one engine: those of the other tests are native.
    with get_context("spawn").Pool(1) as pool:
        asked = (reports, tmp_path / "tables", killing)
        found = pool.apply(scaled, asked, {"engine": cluster})
    assert killing.mark.exists()  # one was
    assert found.documents == 60
    got = loaded(tmp_path / "loaded.db", tmp_path / "tables")
    for name, held in expected.items():
        assert got[name] == held, name
