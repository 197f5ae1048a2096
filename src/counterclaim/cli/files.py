"""Writing results that are not text: whole or not at all, and an error that says what to do."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from counterclaim.errors import CounterclaimError, ExportError


def write_file(target: str, make: Callable[[Path], None]) -> None:
    """Write a file, in place of what was there, once all of it is made; "-" prints its bytes."""
    if target == "-":
        with TemporaryDirectory() as folder:
            made = Path(folder) / "made"
            make(made)
            with made.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.flush()
        return
    path = Path(target)
    _into(path.parent, lambda folder: make(folder / path.name))


def write_folder(target: str, form: str, make: Callable[[Path], None]) -> None:
    """Write the files of a folder, each in place of one of its name, once all of them are made.

    Other files of the folder are left as they are.
    """
    if target == "-":
        raise ExportError(f"--as {form} makes several files; name a folder with -o")
    path = Path(target)
    if path.exists() and not path.is_dir():
        raise ExportError(f"{path}: a file, not a folder; --as {form} writes into a folder")
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise _refused(path, error) from error
    _into(path, make)


def _into(folder: Path, make: Callable[[Path], None]) -> None:
    """Make files in a hidden folder within this one, then move them into it."""
    try:
        with TemporaryDirectory(dir=folder, prefix=".counterclaim.") as hidden:
            make(Path(hidden))
            for made in sorted(Path(hidden).iterdir()):
                made.replace(folder / made.name)
    except (OSError, sqlite3.Error) as error:
        raise _refused(folder, error) from error


def _refused(path: Path, error: OSError | sqlite3.Error) -> CounterclaimError:
    why = getattr(error, "strerror", None) or str(error)
    return CounterclaimError(f"{path}: cannot be written ({why}); free room or name another place")
