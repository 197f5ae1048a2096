"""A desk at which a page's commands are typed: a folder with the examples, and their ledger."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from click.testing import CliRunner

from counterclaim.cli import counterclaim
from counterclaim.ledger import Ledger
from tests.conftest import ROOT
from tests.documentation.shown import Command

GOLD: Final = ROOT / "tests" / "gold" / "examples.jsonl"
_ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:\d+\S*")
_FREE_PORT: Final = {"counterclaim": ["--port", "0", "--no-browser"], "datasette": ["-p", "0"]}


def _browser() -> urllib.request.OpenerDirector:
    """Keeps cookies, as the address that lets somebody in asks."""
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor())


class Desk:
    """Where commands are run, one after the other, as somebody who reads the page would."""

    def __init__(self, folder: Path, ledger: Path) -> None:
        self.folder = folder
        self.names: dict[str, str] = {}
        shutil.copytree(ROOT / "examples", folder / "examples")
        shutil.copyfile(ledger, folder / "examples.db")
        shutil.copyfile(GOLD, folder / "gold.jsonl")  # annotations of the reader's own
        (folder / "tests").symlink_to(ROOT / "tests")
        (folder / "desk.toml").write_text('best = "median"\n')
        self._counterclaim(
            "export examples.db --as label-studio -o exported.json".split()  # as it comes back
        )

    def run(self, command: Command) -> str:
        """What a command prints; it must end well."""
        words = command.words
        if words[0] == "export":
            self.names |= dict(word.split("=", 1) for word in words[1:])
            return ""
        if words[0] != "counterclaim" or "\n" in command.text:
            return self._shell(command.text)
        return self._counterclaim([self._meant(word) for word in words[1:]])

    def ask(self, command: Command) -> int:
        """The status of the page that a program serves while it runs."""
        words = command.words
        process = subprocess.Popen(
            [*words, *_FREE_PORT[words[0]]],
            cwd=self.folder,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            assert process.stdout
            told = (_ADDRESS.search(line) for line in process.stdout)
            address = next((found[0] for found in told if found), None)
            assert address, f"{command.text} ended without naming its address"
            with _browser().open(address, timeout=60) as answer:
                return int(answer.status)
        finally:
            process.terminate()
            process.communicate()

    def _counterclaim(self, words: list[str]) -> str:
        with contextlib.chdir(self.folder):
            result = CliRunner(env=self.names).invoke(
                counterclaim, words, input="correct horse battery\n" * 2, catch_exceptions=False
            )
        assert result.exit_code == 0, f"{words} ended with {result.exit_code}: {result.output}"
        return result.output

    def _shell(self, text: str) -> str:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", text],
            cwd=self.folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{text} ended with {done.returncode}: {done.stderr}"
        return done.stdout + done.stderr

    def _environment(self) -> Mapping[str, str]:
        programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return {**os.environ, **self.names, "PATH": programs, "PYTHONUNBUFFERED": "1"}

    def _meant(self, word: str) -> str:
        """DECISION stands for the decision that was made last."""
        if word != "DECISION":
            return word
        with Ledger.open(self.folder / "examples.db") as ledger:
            return ledger.decisions()[-1].id
