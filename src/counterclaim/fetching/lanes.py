"""Work on many lanes at once, in each one thing after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


def in_lanes(
    following: Callable[[frozenset[str]], tuple[str, Task] | None],
    work: Callable[[Task], Result],
    lanes: int,
    wake: float | None = None,
) -> Iterator[tuple[Task, Result | Exception] | None]:
    """Each task with what came of it, or the exception it raised, in the order they are finished.

    ``following`` gives the next task and its lane, one that is not busy, or None if there is none
    now; it is asked again after each result. With ``wake`` it never ends, and gives None where
    nothing was finished for so many seconds. Tasks are worked on by so many threads, which end with
    the program: who stops asking for results waits for none of them.
    """
    tasks: SimpleQueue[tuple[str, Task] | None] = SimpleQueue()
    results: SimpleQueue[tuple[str, Task, Result | Exception]] = SimpleQueue()

    def serve() -> None:
        while (task := tasks.get()) is not None:
            try:
                outcome: Result | Exception = work(task[1])
            except Exception as error:
                outcome = error
            results.put((*task, outcome))

    for _ in range(lanes):
        Thread(target=serve, daemon=True).start()
    busy: set[str] = set()
    try:
        while True:
            while len(busy) < lanes and (task := following(frozenset(busy))):
                busy.add(task[0])
                tasks.put(task)
            if not busy and wake is None:
                return
            try:
                lane, done, outcome = results.get(timeout=wake)
            except Empty:
                yield None
                continue
            busy.discard(lane)
            yield done, outcome
    finally:
        for _ in range(lanes):
            tasks.put(None)
