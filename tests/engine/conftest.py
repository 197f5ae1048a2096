"""Leaves out, loudly (see ``test_extra``), what needs the extra ``cluster`` where it is missing."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest

REMEDY: Final = "pip install 'counterclaim[cluster]', or run: make cluster-test"
LACKING: Final = [name for name in ("daft", "msgspec") if find_spec(name) is None]
_ROOT = Path(__file__).resolve().parents[2]

collect_ignore = [
    file.name
    for file in Path(__file__).parent.glob("test_*.py")
    if LACKING and file.name != "test_extra.py"
]


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> str:
    """What to begin for a Ray cluster on this machine, in which the tests can be imported."""
    if find_spec("ray") is None:
        pytest.skip(f"needs ray; {REMEDY}")
    paths = filter(None, (str(_ROOT), os.environ.get("PYTHONPATH")))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    monkeypatch.setenv("RAY_AUTH_MODE", "disabled")
    monkeypatch.setenv("DAFT_PROGRESS_BAR", "0")
    monkeypatch.setenv("RAY_memory_monitor_refresh_ms", "0")  # other programs may need memory, too
    return "ray"
