"""Where a watch keeps what it needs beside the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from counterclaim.errors import CounterclaimError
from counterclaim.ledger.connection import is_address


@dataclass(frozen=True, slots=True)
class Place:
    """A ledger, and the folder for the archive of what was fetched and for the watch's state.

    There is one folder for each ledger, so that two watches of one ledger meet in it.
    """

    ledger: Path | str
    folder: Path

    @classmethod
    def of(cls, ledger: str, folder: Path | None = None) -> Place:
        """A ledger in a file has its folder beside it; for one in a database it must be named."""
        if is_address(ledger):
            if folder is None:
                raise CounterclaimError("a ledger in a database needs a folder here: --folder")
            return cls(ledger, folder)
        if folder is not None:
            raise CounterclaimError(
                "--folder is for ledgers in a database; others have theirs beside them"
            )
        path = Path(ledger)
        real = path.resolve()
        return cls(path, real.with_name(f"{real.name}.watch"))
