"""Every command that a page shows does what the page says.

A page's blocks are run in their order, in a folder with the examples and their ledger. The first
line of a block says where that is not all:

    # needs …             it is not run: only its commands, options and names are looked up
    # runs until Ctrl+C   it is started, asked for its first page, and ended
    # asks for …          it is answered
"""

from __future__ import annotations

import doctest
import re
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from counterclaim.cli import counterclaim
from tests.conftest import ROOT
from tests.documentation.desk import Desk
from tests.documentation.shown import PAGES, Block, Command, blocks, outside_of_blocks

SHOWING = [page for page in PAGES if blocks(page)]
ANSWERING = [page for page in PAGES if ">>> " in (ROOT / page).read_text("utf-8")]
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
    "optional-dependencies"
]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the examples, made once as the pages say."""
    place = tmp_path_factory.mktemp("ledger") / "examples.db"
    arguments = ["build", str(ROOT / "examples" / "reports"), "-q", "-o", str(place)]
    assert counterclaim.main(arguments, standalone_mode=False) is None
    return place


@pytest.mark.parametrize("page", SHOWING, ids=str)
def test_what_the_page_shows_can_be_done(page: Path, ledger: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path, ledger)
    for block in blocks(page):
        for command in block.commands:
            _done(block, command, desk)


@pytest.mark.parametrize("page", ANSWERING, ids=str)
def test_what_the_page_shows_of_python_is_so(
    page: Path, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Desk(tmp_path, ledger).folder)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    found = doctest.testfile(str(ROOT / page), module_relative=False, optionflags=flags)
    assert found.attempted
    assert found.failed == 0


def test_no_command_stands_where_nothing_runs_it() -> None:
    assert {page: found for page in PAGES if (found := outside_of_blocks(page))} == {}


def test_a_mark_is_one_that_the_pages_know() -> None:
    marks = {block.mark for page in SHOWING for block in blocks(page)} - {""}
    assert {
        mark for mark in marks if not re.match("needs |asks for |runs until Ctrl", mark)
    } == set()


def test_what_measurements_name_is_there() -> None:
    named = [
        found
        for path in ROOT.glob("benchmarks/*/*.md")
        for found in re.findall(r"^    python (benchmarks/\S+\.py)", path.read_text("utf-8"), re.M)
    ]
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).is_file()] == []


def _done(block: Block, command: Command, desk: Desk) -> None:
    if block.mark.startswith("needs "):
        _look_up(command.words)
    elif block.mark.startswith("runs until"):
        assert desk.ask(command) == 200, block
    else:
        printed = {_masked(line) for line in desk.run(command).splitlines()}
        missing = [line for line in command.output if _masked(line) not in printed]
        assert not missing, f"{block}: {command.text} does not print {missing}"


def _masked(line: str) -> str:
    """A line without what may change with the program's weights or the clock: numbers and ids."""
    ids = re.sub(r"\b(fact|claim|voice|decision)-[0-9a-f]+", "ID", line)
    return " ".join(re.sub(r"\d+(?:[–,.:-]\d+)*", "0", ids).split())


def _look_up(words: list[str]) -> None:
    """Names of commands, options, extras, targets and files must be there."""
    match words:
        case ["counterclaim", *rest]:
            _parse(counterclaim, rest)
        case ["make", target]:
            subprocess.run(["make", "-n", target], cwd=ROOT, check=True, capture_output=True)
        case ["pip", "install", *_]:
            named = re.findall(r"(?:counterclaim|\.)\[([\w,]+)\]", " ".join(words))
            assert {extra for names in named for extra in names.split(",")} <= {*EXTRAS}


def _parse(command: click.Command, words: list[str]) -> None:
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words[0])
        assert found, f"there is no command {words[0]}"
        command, words = found, words[1:]
    command.make_context(command.name, words)
