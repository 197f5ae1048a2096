"""What is remembered over restarts."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.errors import CounterclaimError
from counterclaim.model import Problem
from counterclaim.watching.memory import Memory
from counterclaim.watching.unread import Position

FAILED = Problem("https://norte.example/feed", "", "answers with status 500", "try again")
ENTRY = Problem("https://norte.example/feed", "entry 2", "names no address", "it was skipped")


def test_positions_stay_until_their_files_are_moved_away(tmp_path: Path) -> None:
    with Memory.open(tmp_path, "a.db") as memory:
        assert memory.position("a") == Position()
        memory.advance("a", Position(10, 2))
        memory.advance("b", Position(20, 3))
    with Memory.open(tmp_path, "a.db") as memory:
        memory.keep(["a"])
        assert (memory.position("a"), memory.position("b")) == (Position(10, 2), Position())


def test_a_problem_is_told_of_once_until_its_address_answers(tmp_path: Path) -> None:
    with Memory.open(tmp_path, "a.db") as memory:
        assert memory.unheard([FAILED, ENTRY, FAILED]) == (FAILED, ENTRY)
    with Memory.open(tmp_path, "a.db") as memory:
        same = Problem(FAILED.file, "", "answers with status 503", FAILED.remedy)
        assert memory.unheard([same, ENTRY]) == ()
        assert memory.recovered(FAILED.file) and not memory.recovered(FAILED.file)
        assert memory.unheard([same, ENTRY]) == (same,)


def test_only_so_many_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.watching.memory._KEPT", 2)
    with Memory.open(tmp_path, "a.db") as memory:
        made = [Problem(name, "", "is slow", "wait") for name in "abc"]
        memory.unheard(made)
        assert memory.unheard(made[::-1]) == (made[0],)


def test_what_is_no_memory_is_told(tmp_path: Path) -> None:
    (tmp_path / "watch.db").write_bytes(b"no database, but long enough to be looked at" * 40)
    with pytest.raises(CounterclaimError, match="not a database"):
        Memory.open(tmp_path, "a.db")
    (tmp_path / "file").write_text("")
    with pytest.raises(CounterclaimError, match="make it writable, or name another folder"):
        Memory.open(tmp_path / "file", "a.db")
