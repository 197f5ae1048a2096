"""A build that is killed, at any statement to the ledger, loses nothing that was finished."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.pipeline import Tools, build
from tests.annotated import GOLD, Annotated
from tests.test_pipeline import REPORTS, exported

# A build of the examples that counts its statements and ends itself, unasked, at one of them.
BUILD = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.pipeline import Tools, build
from tests.annotated import GOLD, Annotated

ledger, reports, last = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
count = 0

@event.listens_for(Engine, "before_cursor_execute")
def stop(*_):
    global count
    count += 1
    if count == last:
        os.kill(os.getpid(), signal.SIGKILL)

with Ledger.create(ledger) as opened:
    build([reports], opened, tools=Tools(Annotated(GOLD / "examples.jsonl"), Grounder.load()))
print(count)
"""


def run(ledger: Path, last: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BUILD, str(ledger), str(REPORTS), str(last)]
    root = Path(__file__).resolve().parents[1]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many statements a whole build makes."""
    whole = run(tmp_path_factory.mktemp("whole") / "a.db", 0)
    assert whole.returncode == 0, whole.stderr
    return int(whole.stdout)


@pytest.mark.parametrize("draw", range(6))
def test_a_killed_build_can_be_built_again(tmp_path: Path, statements: int, draw: int) -> None:
    last = random.Random(draw).randint(1, statements)
    path = tmp_path / "a.db"
    assert run(path, last).returncode == -signal.SIGKILL
    tools = Tools(Annotated(GOLD / "examples.jsonl"), Grounder.load())
    with Ledger.create(path) as ledger, Ledger.create(tmp_path / "b.db") as untouched:
        build([REPORTS], ledger, tools=tools)
        build([REPORTS], untouched, tools=tools)
        assert exported(ledger) == exported(untouched)
