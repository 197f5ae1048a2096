"""A small table for a terminal or a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def columns(*rows: Sequence[str]) -> Iterator[str]:
    """Rows as lines, columns as wide as they need: the first to the left, the others, which hold
    numbers, to the right."""
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    for name, *cells in rows:
        numbers = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))
        yield "  ".join([name.ljust(widths[0]), *numbers])
