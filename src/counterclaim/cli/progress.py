"""Progress bars on a terminal; silence in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

_STAGES = {
    "fetch": "Fetching",
    "read": "Reading",
    "extract": "Reading claims",
    "trace": "Tracing copies",
    "match": "Matching claims",
    "reconcile": "Reconciling",
}


@contextmanager
def watching() -> Iterator[Callable[[str, int, int], None]]:
    """A function to report progress to: stage, how much is done, of how much (0: not known)."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description:<16}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                for task in tasks.values():
                    bars.update(task, total=bars.tasks[task].completed or 1)
                tasks[stage] = bars.add_task(_STAGES[stage], total=total or None)
            bars.update(tasks[stage], completed=done, total=total or None)

        yield report
