"""What a machine may do to a ledger: each fault is told in one clear line, and nothing is lost."""

from __future__ import annotations

import os
import resource
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from counterclaim.errors import CounterclaimError, LedgerError
from counterclaim.grounding import Grounder
from counterclaim.ledger import Ledger
from counterclaim.pipeline import Tools, build
from counterclaim.review import Decider, history
from tests.annotated import GOLD, Annotated
from tests.cli.test_commands import run as command
from tests.ledger.postgres import server
from tests.test_pipeline import EARLY, REPORTS, exported


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools(Annotated(GOLD / "examples.jsonl"), Grounder.load())


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for file in (*EARLY, REPORTS / "metadata.csv"):
        shutil.copy(file, folder)
    return folder


def built(path: Path | str, reports: Path, tools: Tools, *more: Path) -> dict[str, list[str]]:
    with Ledger.create(path) as ledger:
        build([reports, *more], ledger, tools=tools)
        return exported(ledger)


@pytest.fixture
def small_files() -> Iterator[Callable[[int], None]]:
    """Bounds how long a file may get, as a full disk does; without a bound again afterwards."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_build_on_a_full_disk_is_told_and_gone_on_with(
    tmp_path: Path, reports: Path, tools: Tools, small_files: Callable[[int], None]
) -> None:
    path = tmp_path / "a.db"
    Ledger.create(path).close()
    small_files(path.stat().st_size + 40_000)
    with pytest.raises(LedgerError, match="free room on the disk"):
        built(path, reports, tools)
    small_files(resource.RLIM_INFINITY)
    assert built(path, reports, tools) == built(tmp_path / "b.db", reports, tools)


def test_an_export_on_a_full_disk_leaves_what_was_there(
    tmp_path: Path, reports: Path, tools: Tools, small_files: Callable[[int], None]
) -> None:
    path, out = tmp_path / "a.db", tmp_path / "shared.db"
    built(path, reports, tools)
    out.write_text("what was there")
    small_files(40_000)  # the ledger itself is read with a file of 32 kB beside it
    with pytest.raises(CounterclaimError, match=r"cannot be written .*; free room") as caught:
        command("export", path, "--as", "sqlite", "-o", out)
    small_files(resource.RLIM_INFINITY)
    assert "\n" not in str(caught.value)
    assert out.read_text() == "what was there"


def nobody(work: Callable[[], None]) -> str:
    """What the error says that the work ends in, for a user without rights (root has them all)."""
    seen, told = os.pipe()
    child = os.fork()
    if not child:
        said = "nothing went wrong"
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            work()
        except CounterclaimError as error:
            said = str(error)
        except BaseException as error:
            said = repr(error)
        os.write(told, said.encode())
        os._exit(0)
    os.close(told)
    with os.fdopen(seen) as line:
        said = line.read()
    os.waitpid(child, 0)
    return said


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_may_only_be_read_is_told(
    tmp_path: Path, reports: Path, tools: Tools, what: str
) -> None:
    for folder in (tmp_path, *tmp_path.parents[:3]):
        if folder.stat().st_uid == os.geteuid():
            folder.chmod(0o755)
    path = tmp_path / "a.db"
    if what == "file":
        built(path, reports, tools)
        path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        said = nobody(lambda: _build(path, reports, tools))
    finally:
        tmp_path.chmod(0o755)
    assert said.startswith(f"{path}: ") and "; " in said and "\n" not in said, said
    assert "writ" in said.split("; ", 1)[1], said


def _build(path: Path, reports: Path, tools: Tools) -> None:
    built(path, reports, tools)


def test_a_database_that_goes_away_is_told_and_gone_on_with(
    tmp_path: Path, reports: Path, tools: Tools
) -> None:
    with server() as address:
        with Ledger.create(address) as ledger, Ledger.open(address) as other:

            def cut(stage: str, done: int, _total: int) -> None:
                if stage == "extract" and not done:
                    with other._engine.connect() as connection:
                        connection.execute(
                            text(
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
                            )
                        )
                    ledger._engine.pool._pre_ping = False  # the server stays away for a while

            with pytest.raises(LedgerError) as caught:
                build([reports], ledger, tools=tools, progress=cut)
            assert "; " in str(caught.value) and "\n" not in str(caught.value)
            assert "the server runs" in str(caught.value)
        assert built(address, reports, tools) == built(tmp_path / "b.db", reports, tools)


def test_a_server_that_is_not_there_is_told() -> None:
    pytest.importorskip("psycopg", reason="needs psycopg")
    with pytest.raises(LedgerError, match="that the server runs"):
        Ledger.open("postgresql://nobody@/none?host=/nowhere")


def test_a_clock_that_goes_back_changes_nothing(
    tmp_path: Path, reports: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    built(path, reports, tools)
    monkeypatch.setattr("counterclaim.ledger.store._now", lambda: "1999-12-31T23:59:59+00:00")
    assert built(path, reports, tools) == built(tmp_path / "b.db", reports, tools)
    now = datetime.now(UTC)
    with Ledger.open(path) as ledger:
        claim = ledger.claims()[0].claim.id
        reject = Decider(ledger.collection(), "Ana", now=now).reject(claim)
        ledger.store_decisions([reject])
        undo = Decider(ledger.collection(), "Ana", now=now - timedelta(days=400)).undo(reject.id)
        ledger.store_decisions([undo])
        first, second = history(ledger.collection())
    assert (first.decision.id, second.decision.id) == (reject.id, undo.id)
    assert first.state == "undone"


def test_two_who_build_at_once_lose_nothing(tmp_path: Path, reports: Path, tools: Tools) -> None:
    path, other = tmp_path / "a.db", tmp_path / "other"
    other.mkdir()
    shutil.copy(reports / "metadata.csv", other)
    for file in EARLY[::2]:
        (reports / file.name).rename(other / file.name)
    Ledger.create(path).close()
    builders = []
    for folder in (reports, other):
        child = os.fork()
        if not child:
            try:
                built(path, folder, tools)
                os._exit(0)
            finally:
                os._exit(1)
        builders.append(child)
    assert [os.waitpid(child, 0)[1] for child in builders] == [0, 0]
    with Ledger.open(path) as ledger:
        assert exported(ledger) == built(tmp_path / "b.db", reports, tools, other)
