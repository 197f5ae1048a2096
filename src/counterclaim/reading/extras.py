"""Libraries that only some kinds of input need, loaded when one of these is met."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class LackingError(Exception):
    """A library that is not installed; ``extra`` is what to install of Counterclaim."""

    def __init__(self, extra: str) -> None:
        super().__init__(extra)
        self.extra = extra


def library(name: str, extra: str) -> Any:
    """The library of this name, which comes with an extra. Raises LackingError without it."""
    try:
        return import_module(name)
    except ImportError:
        raise LackingError(extra) from None
