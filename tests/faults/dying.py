"""Work done in a process of its own that is killed, as power cuts and administrators kill."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

#: Reports that something was acknowledged, by a number that only grows.
Acknowledge = Callable[[int], None]
Work = Callable[[Acknowledge], None]


@dataclass(frozen=True, slots=True)
class End:
    """How the process ended: by itself or not, what it had acknowledged last, and how many
    statements it had made to the database."""

    whole: bool
    acknowledged: int
    statements: int


def run(work: Work, *, statement: int | None = None, seconds: float | None = None) -> End:
    """Do the work in a child process; kill it before a statement, or after some seconds.

    Nothing of the child is tidied up: no handler runs, no file is closed, no transaction ended.
    """
    seen, told = os.pipe()
    child = os.fork()
    if not child:
        _die_working(work, told, statement, seconds)
    os.close(told)
    with os.fdopen(seen, encoding="ascii") as lines:
        said = [line.split() for line in lines.read().splitlines()]
    _, status = os.waitpid(child, 0)
    last = {kind: int(number) for kind, number in said}
    whole = os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGKILL, signal.SIGALRM)
    assert whole or killed, f"the work failed by itself: status {status}"
    return End(whole, last.get("done", 0), last.get("statements", 0))


def _die_working(work: Work, told: int, statement: int | None, seconds: float | None) -> None:
    try:
        count = 0

        def counting(*_: Any) -> None:
            nonlocal count
            count += 1
            if count == statement:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "before_cursor_execute", counting)
        if seconds is not None:
            # Nobody handles the alarm, so that the kernel ends the process wherever it is.
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, seconds)
        work(lambda number: _tell(told, f"done {number}"))
        _tell(told, f"statements {count}")
        os._exit(0)
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(1)


def _tell(told: int, line: str) -> None:
    os.write(told, f"{line}\n".encode("ascii"))
