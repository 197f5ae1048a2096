"""counterclaim watch: from a feed on this machine to a ledger, with the real model."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from counterclaim.cli import counterclaim
from counterclaim.errors import CounterclaimError, InputError
from tests.fetching.site import serving
from tests.watching.desk import News, urls


@pytest.fixture
def news() -> Iterator[News]:
    with serving() as site:
        yield News(site, "127.0.0.1")


def arguments(news: News, folder: Path, *more: object) -> list[str]:
    allowed = ["--allow", f"127.0.0.1:{news.site.port}", "--delay", "0"]
    return ["watch", news.address, "-o", str(folder / "a.db"), *allowed, *map(str, more)]


def watch(news: News, folder: Path, *more: object) -> Result:
    told = arguments(news, folder, *more)
    return CliRunner().invoke(counterclaim, told, catch_exceptions=False)


def test_it_watches_until_it_is_told_to_end(news: News, tmp_path: Path) -> None:
    log = tmp_path / "events.jsonl"
    news.tell(12, "Raqqa", "the health ministry")
    command = [sys.executable, "-m", "counterclaim.cli"]
    options = ("--events", log, "--health", 0, "--every", 1)
    with subprocess.Popen(
        [*command, *arguments(news, tmp_path, *options)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        told = iter(process.stdout)
        health = next(told).split()[1]
        assert next(told) == f"{tmp_path / 'a.db'}: watching 1 feed; Ctrl+C ends it\n"
        assert next(told).startswith("1 report added, ")
        news.tell(14, "Raqqa", "a monitor")
        assert next(told).startswith("1 report added, ")
        with urllib.request.urlopen(health, timeout=60) as answer:
            assert json.load(answer)["documents"] == 2
        with pytest.raises(CounterclaimError, match="another watch keeps it current"):
            watch(news, tmp_path, "--once")
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 0
    assert urls(tmp_path / "a.db") == [news.url(1), news.url(2)]
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [one["number"] for one in events] == list(range(1, len(events) + 1))
    assert any("killed" in one["question"] and one["kinds"] != ["new"] for one in events)


def test_once_looks_once_and_ends(news: News, tmp_path: Path) -> None:
    news.tell(12, "Aleppo", "the health ministry")
    result = watch(news, tmp_path, "--once")
    assert result.exit_code == 0 and result.stdout.startswith("1 report added, ")
    assert watch(news, tmp_path, "--once", "--quiet").stdout == ""


@pytest.mark.parametrize(
    ("given", "what"),
    [
        (["--health", "0.0.0.0:80"], "--health-name HOST"),
        (["--webhook", "https://norte.example/"], "needs --webhook-secret FILE"),
        (["--webhook-secret", "none"], "none: cannot be read"),
        (["--folder", "."], "is for ledgers in a database"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(
    news: News, tmp_path: Path, given: list[str], what: str
) -> None:
    with pytest.raises(CounterclaimError, match=what):
        watch(news, tmp_path, "--once", *given)


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="write http:// or https:// before an address"):
        CliRunner().invoke(
            counterclaim, ["watch", "feeds.opml", "-o", "a.db"], catch_exceptions=False
        )


def test_secrets_come_from_files(news: News, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("too short\n")
    given = ("--webhook", "https://norte.example/", "--webhook-secret", secret)
    with pytest.raises(CounterclaimError, match="shorter than 24 bytes"):
        watch(news, tmp_path, "--once", *given)


def test_without_the_extra_it_says_what_to_install(
    news: News, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(name: str) -> object:
        raise ModuleNotFoundError("no", name="httpx2")

    monkeypatch.setattr("counterclaim.cli.watch.import_module", lacking)
    with pytest.raises(CounterclaimError, match=r"needs httpx2; .* 'counterclaim\[watch\]'"):
        watch(news, tmp_path)
