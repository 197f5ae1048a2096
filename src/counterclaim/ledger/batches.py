"""Records taken some at a time, so that a large ledger never stands in memory whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in their order, in lists of ``size``; the last may be shorter."""
    waiting = iter(items)
    while some := list(islice(waiting, size)):
        yield some
