"""A PostgreSQL server of one's own for the tests, where its programs are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_ACCOUNT = "postgres"  # the server refuses to run as root


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty database on a server that listens on a socket only.

    Skips the test, loudly, without ``initdb`` and ``pg_ctl`` on the path, or without psycopg.
    """
    pytest.importorskip("psycopg", reason="needs psycopg")
    if shutil.which("initdb") is None or shutil.which("pg_ctl") is None:
        pytest.skip("needs PostgreSQL's initdb and pg_ctl on the path")
    folder = Path(tempfile.mkdtemp(prefix="counterclaim-postgres-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _ACCOUNT)
        _run(folder, "initdb", "-D", "data", "-U", _ACCOUNT, "-A", "trust", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        _run(folder, "pg_ctl", "-D", "data", "-l", "log", "-w", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://{_ACCOUNT}@/postgres?host={folder}"
        finally:
            _run(folder, "pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


def _run(folder: Path, *command: str) -> None:
    account = _ACCOUNT if os.geteuid() == 0 else None
    subprocess.run(command, cwd=folder, user=account, check=True, stdout=subprocess.DEVNULL)
