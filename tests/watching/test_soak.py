"""A watch that runs for long, with the real model: no report is lost, and memory stays flat.

Not a part of the suite: COUNTERCLAIM_SOAK=30 pytest -s tests/watching/test_soak.py, in minutes.
"""

from __future__ import annotations

import os
import random
import re
import signal
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fetching.site import serving
from tests.watching.desk import DAY, News, answers
from tests.watching.test_killed import follow

MINUTES = float(os.environ.get("COUNTERCLAIM_SOAK", 0))
_EVERY = 4.0  # seconds between two reports, on average
_A_DAY = 4  # reports of a day of the war: it moves on, so that what is compared stays as much
_PATIENCE = 300.0  # seconds for the last of them
_TOWNS = ("Aleppo", "Hama", "Homs", "Idlib", "Kharkiv", "Kherson", "Gaza", "Sanaa", "Khartoum")
_WHO = ("the health ministry", "the mayor", "a monitor", "the army", "rescue workers")


@dataclass
class Log:
    """What was measured: memory and files open at some seconds, and when reports came in."""

    memory: list[tuple[float, float]] = field(default_factory=list)
    files: list[float] = field(default_factory=list)
    told: dict[str, float] = field(default_factory=dict)
    kept: dict[str, float] = field(default_factory=dict)

    def delays(self) -> list[float]:
        return sorted(self.kept[url] - self.told[url] for url in self.kept)

    def quarter(self, number: int) -> float:
        """The median of memory, in MB, in a quarter of the time."""
        size = len(self.memory) // 4
        part = self.memory[number * size : (number + 1) * size]
        return statistics.median(value for _, value in part) / 2**20


@pytest.mark.skipif(not MINUTES, reason="takes long: set COUNTERCLAIM_SOAK to minutes")
def test_no_report_is_lost_and_memory_stays_flat(tmp_path: Path) -> None:
    log, dice = Log(), random.Random(1)
    with serving() as site:
        news = News(site, "127.0.0.1")
        process = _watch(news, site.port, tmp_path)
        try:
            metrics = _address(process)
            start = time.monotonic()
            following = start
            while (now := time.monotonic()) < start + MINUTES * 60:
                if now >= following:
                    day = DAY + timedelta(days=news.count // _A_DAY)
                    news.tell(dice.randint(3, 60), dice.choice(_TOWNS), dice.choice(_WHO), day)
                    log.told[news.url(news.count)] = now
                    following = now + dice.expovariate(1 / _EVERY)
                _measure(log, metrics, tmp_path, now - start)
                time.sleep(1)
            while len(log.kept) < news.count and time.monotonic() < now + _PATIENCE:
                _measure(log, metrics, tmp_path, time.monotonic() - start)
                time.sleep(1)
            assert '"status": "ok"' in _asked(metrics.replace("metrics", "health"))
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=120)
            ended = process.returncode
    _report(log, ended)
    assert ended == 0
    assert log.kept.keys() == log.told.keys(), "a report was lost"
    figures = {(a.status, a.low, a.best, a.high) for a in answers(tmp_path / "a.db").values()}
    assert set(follow(tmp_path).values()) == figures
    assert log.quarter(3) < 1.1 * log.quarter(1), "memory grows"


def _watch(news: News, port: int, folder: Path) -> subprocess.Popen[str]:
    command = [
        sys.executable, "-m", "counterclaim.cli", "watch", news.address,
        "-o", str(folder / "a.db"), "--events", str(folder / "events.jsonl"),
        "--atom", str(folder / "events.xml"), "--allow", f"127.0.0.1:{port}",
        "--every", "10", "--delay", "0", "--health", "0", "--quiet",
    ]  # fmt: skip
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    for line in process.stdout:
        if line.startswith("health: "):
            return line.split()[1].replace("/health", "/metrics")
    raise AssertionError("it ended")


def _asked(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return str(answer.read(), "utf-8")


def _measure(log: Log, metrics: str, folder: Path, passed: float) -> None:
    text = _asked(metrics)
    memory = re.search(r"^process_resident_memory_bytes (\S+)", text, re.M)
    files = re.search(r"^process_open_fds (\S+)", text, re.M)
    assert memory and files
    log.memory.append((passed, float(memory[1])))
    log.files.append(float(files[1]))
    with closing(sqlite3.connect(folder / "a.db")) as ledger:
        held = [url for (url,) in ledger.execute("SELECT url FROM documents")]
    for url in held:
        log.kept.setdefault(url, time.monotonic())


def _report(log: Log, ended: int) -> None:
    delays = log.delays()
    print(
        f"\n{MINUTES:g} minutes; {len(log.told)} reports published, {len(log.kept)} in the ledger; "
        f"ended with {ended}\n"
        f"seconds from published to stored: median {statistics.median(delays):.1f}, "
        f"99 of 100 within {delays[int(len(delays) * 0.99)]:.1f}, at most {delays[-1]:.1f}\n"
        f"memory in MB, median of each quarter: "
        f"{', '.join(f'{log.quarter(n):.0f}' for n in range(4))}; "
        f"at most {max(value for _, value in log.memory) / 2**20:.0f}\n"
        f"files open: {min(log.files):.0f} to {max(log.files):.0f}"
    )
