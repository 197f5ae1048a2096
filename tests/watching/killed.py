"""Watches, each in a process of its own that ends itself, unasked, at some call to the disk.

Started with the port of a site, and told on its input, a line of JSON each, what to run; prints
how each ended: 0, or minus the number of the signal.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from itertools import count
from pathlib import Path
from typing import Any, Final

from counterclaim.watching import Receivers
from tests.fetching.site import Hands
from tests.watching.desk import answers, fetcher_of, tools, watching

CALLS: Final = ("execute", "executemany", "fsync", "write", "truncate", "replace")


def main() -> None:
    port = int(sys.argv[1])
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _run(port, **asked)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(
    port: int, folder: str, feed: str, hook: str, passed: float, last: int, calls: list[str]
) -> None:
    """One watch that asks the feed once; killed at the last of so many calls (0: not at all)."""
    number = count(1)

    def stop(_frame: object, event: str, called: Any) -> None:
        name = getattr(called, "__name__", "") if event == "c_call" else ""
        if name in calls and next(number) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    here, clock = Path(folder), Hands()
    clock.passed = passed
    receivers = Receivers(
        lines=(here / "events.jsonl",),
        feeds=(here / "events.xml",),
        webhooks=(hook,),
        secret="x" * 24,
    )
    threading.setprofile(stop)
    sys.setprofile(stop)
    try:
        with (
            fetcher_of(port, clock) as fetcher,
            watching(here, [feed], fetcher, None, receivers) as watch,
        ):
            watch.once(tools())
        sys.setprofile(None)
        (here / "calls").write_text(str(next(number) - 1))
        assert answers(here / "a.db")
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
