"""The commands that the pages show: ``sh`` and ``console`` blocks, page by page."""

from __future__ import annotations

import re
import shlex
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.conftest import ROOT

PAGES: Final = tuple(
    path.relative_to(ROOT)
    for pattern in ("README.md", "examples/README.md", "docs/**/*.md")
    for path in sorted(ROOT.glob(pattern))
)
_BLOCK: Final = re.compile(r"^( *)```(sh|console)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_FENCED: Final = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
_INDENTED: Final = re.compile(
    r"^ {4}(?:\$ )?(?:counterclaim(?!:)|pip|make|python3?|datasette) .*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of commands; ``mark`` is its first line, if that is a comment that says more."""

    page: Path
    line: int
    mark: str
    commands: tuple[Command, ...]

    def __str__(self) -> str:
        return f"{self.page}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Command:
    """What is typed, and the lines of what comes back that are shown; none where all is left out.

    A text of several lines is one command for the shell: a file that is written in place.
    """

    text: str
    output: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        return shlex.split(self.text, comments=True)


def blocks(page: Path) -> list[Block]:
    """The blocks of a page, from its first to its last."""
    text = (ROOT / page).read_text("utf-8")
    return [
        _block(page, text.count("\n", 0, found.start()) + 1, found[2], textwrap.dedent(found[3]))
        for found in _BLOCK.finditer(text)
    ]


def outside_of_blocks(page: Path) -> list[str]:
    """Lines that look like commands and stand in no block, so that nothing would run them."""
    return _INDENTED.findall(_FENCED.sub("", (ROOT / page).read_text("utf-8")))


def _block(page: Path, line: int, kind: str, text: str) -> Block:
    mark, _, rest = text.partition("\n") if text.startswith("# ") else ("", "", text)
    made = _answered(rest) if kind == "console" else _typed(rest)
    return Block(page, line, mark.removeprefix("# "), tuple(made))


def _typed(text: str) -> list[Command]:
    """One command a line; a line goes on after a backslash, and a file up to its last word."""
    commands: list[Command] = []
    lines = iter(text.replace("\\\n", "").splitlines())
    for line in lines:
        end = re.search(r"<<'(\w+)'$", line)
        written = [line]
        while end and written[-1] != end[1]:
            written.append(next(lines))
        commands.append(Command("\n".join(written)))
    return commands


def _answered(text: str) -> list[Command]:
    commands = []
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        typed, *output = part.splitlines()
        commands.append(Command(typed, tuple(line for line in output if line.strip("… "))))
    return commands
