"""What several tests need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine must not fail a test: examples are bounded in number, not in time.
settings.register_profile("counterclaim", deadline=None, derandomize=True)
settings.load_profile("counterclaim")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data; tests that need it are skipped, loudly, without it."""
    folder = Path(os.environ.get("COUNTERCLAIM_SHARED", ROOT.parent / "shared"))
    if not (folder / "claims" / "dev.jsonl").is_file():
        pytest.skip(f"needs the development data at {folder} (set COUNTERCLAIM_SHARED)")
    return folder
