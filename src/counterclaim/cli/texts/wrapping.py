"""Prose as wide as the terminal."""

from __future__ import annotations

import shutil
import textwrap

_WIDEST = 100  # columns: longer lines are hard to read
_NARROWEST = 40


def wrapped(text: str, indent: str = "  ") -> str:
    """The text in lines that fit the terminal, each after the indent; words stay whole."""
    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    return textwrap.fill(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
