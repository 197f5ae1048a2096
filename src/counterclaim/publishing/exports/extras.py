"""Libraries that only some exports need, loaded when one of these is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from counterclaim.errors import ExportError


def library(name: str, form: str) -> Any:
    """The library of this name. Raises ExportError, with the remedy, where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        package = name.partition(".")[0]
        raise ExportError(
            f"--as {form} needs {package}; install it with: pip install 'counterclaim[tables]'"
        ) from None
