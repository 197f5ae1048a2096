"""A kind of list that can be imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.ledger import Ledger
from counterclaim.model import Imported


@dataclass(frozen=True, slots=True)
class Kind:
    """``one`` and ``several`` are what its rows are called.

    ``read`` gives the rows of a file, and for each that is wrong a line that says where, what and
    what to do. ``conflicts`` gives, in a line each, where rows and what the ledger would use
    otherwise part.
    """

    one: str
    several: str
    read: Callable[[Path], Iterator[Imported | str]]
    conflicts: Callable[[Sequence[Imported], Ledger], Iterator[str]]


def others(rows: Sequence[Imported], ledger: Ledger) -> tuple[Imported, ...]:
    """The rows of this kind that were imported from other files."""
    kinds, files = {row.kind for row in rows}, {row.file for row in rows}
    return tuple(r for r in ledger.imported() if r.kind in kinds and r.file not in files)
