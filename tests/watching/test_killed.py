"""A watch that is killed, at any call to the disk, loses nothing and repeats nothing."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.alerting.test_webhook import receiving
from tests.conftest import ROOT
from tests.fetching.site import Site
from tests.watching.desk import News, answers, urls
from tests.watching.killed import CALLS

_REPORTS = 9
_DRAWS = 4


@dataclass(slots=True)
class Runner:
    """Runs watches in processes of their own."""

    process: subprocess.Popen[str]
    feed: str
    hook: str
    passed: float = 0.0
    seen: list[str] = field(default_factory=list)

    def run(self, folder: Path, last: int = 0, calls: tuple[str, ...] = CALLS) -> int:
        """How a watch in this folder ended."""
        self.passed += 4000  # so that what failed, or was not taken, is due again
        assert self.process.stdin and self.process.stdout
        told = {
            "folder": str(folder), "feed": self.feed, "hook": self.hook,
            "passed": self.passed, "last": last, "calls": calls,
        }  # fmt: skip
        self.process.stdin.write(json.dumps(told) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@contextmanager
def running(site: Site, news: News, hook: str) -> Iterator[Runner]:
    command = [sys.executable, "-m", "tests.watching.killed", str(site.port)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Runner(process, news.address, hook)
        assert process.stdin
        process.stdin.close()


def tell(news: News) -> None:
    """A report on one of two towns, of one of three voices."""
    number = news.count
    news.tell(10 + number, ("Qasr", "Melo")[number % 2], f"monitor {number % 3}")


def follow(folder: Path) -> dict[str, tuple[Any, ...]]:
    """What the entries come to, as who reads the log of events would have it."""
    held: dict[str, tuple[Any, ...]] = {}
    lines = (folder / "events.jsonl").read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        event = json.loads(line)
        assert event["number"] == number, "an event is missing, or there twice"
        before = held.pop(event["formerly"] or event["entry"], None)
        assert before == _range(event["before"])
        if event["after"]:
            held[event["entry"]] = _range(event["after"])  # type: ignore[assignment]
    return held


def _range(figures: dict[str, Any] | None) -> tuple[Any, ...] | None:
    return tuple(figures[name] for name in ("status", "low", "best", "high")) if figures else None


@pytest.fixture
def news(site: Site) -> News:
    return News(site)


def test_a_kill_at_any_moment_loses_and_repeats_nothing(
    site: Site, news: News, tmp_path: Path
) -> None:
    with receiving() as receiver, running(site, news, receiver.address) as runner:
        for _ in range(3):
            tell(news)
        whole = tmp_path / "whole"
        whole.mkdir()
        assert runner.run(whole) == 0
        calls = int((whole / "calls").read_text())
        for seed in range(_DRAWS):
            _killed(seed, calls, runner, news, tmp_path / str(seed))
            got = [json.loads(body)["id"] for _, body in receiver.got]
            log = (tmp_path / str(seed) / "events.jsonl").read_text("utf-8").splitlines()
            ids = [json.loads(line)["id"] for line in log]
            once = [id for id in dict.fromkeys(got) if id in ids]
            assert once == ids, "each event at least once, in order, under one id"
        assert runner.run(whole) == 0
        for seed in range(_DRAWS):
            folder = tmp_path / str(seed)
            assert runner.run(folder) == 0
            assert urls(folder / "a.db") == sorted(map(news.url, range(1, news.count + 1)))
            assert answers(folder / "a.db") == answers(whole / "a.db")
            assert follow(folder) == follow(whole)


def _killed(seed: int, calls: int, runner: Runner, news: News, folder: Path) -> None:
    """Some runs that are killed, with news between them, and one that is not."""
    dice = random.Random(seed)
    folder.mkdir()
    kinds = (CALLS, ("fsync", "write", "truncate", "replace"))[seed % 2]
    killed = 0
    for _ in range(3):
        last = dice.randint(1, calls if kinds == CALLS else 40)
        killed += runner.run(folder, last, kinds) == -signal.SIGKILL
        if news.count < _REPORTS:
            tell(news)
    assert runner.run(folder) == 0
    assert killed, "no run was killed: draw other numbers"
    found = answers(folder / "a.db")
    # The names of entries may differ from those in events where only their first claim changed.
    assert sorted(follow(folder).values(), key=str) == sorted(
        ((a.status, a.low, a.best, a.high) for a in found.values()), key=str
    )
