"""What the tests here need, and what a user is told who has not installed it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from counterclaim.cli import counterclaim
from counterclaim.cli import scale as command
from counterclaim.errors import EngineError
from tests.engine.conftest import LACKING, REMEDY


def test_what_the_tests_of_the_engine_need_is_there() -> None:
    if LACKING:
        pytest.skip(f"all other tests in tests/engine are left out: need {LACKING[0]}; {REMEDY}")


@pytest.mark.parametrize(
    "asked", [["scale", "reports", "-o", "out"], ["load", "out", "-o", "l.db"]]
)
def test_without_the_extra_the_remedy_is_told(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "find_spec", lambda name: None)
    found = CliRunner().invoke(counterclaim, asked)
    assert isinstance(found.exception, EngineError)
    assert str(found.exception) == "daft is not installed; pip install 'counterclaim[cluster]'"
    assert found.exception.exit_status == 8
    assert not [*tmp_path.iterdir()]
