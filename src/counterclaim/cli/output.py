"""Writing results: whole or not at all, and an error that says what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from counterclaim.errors import CounterclaimError


def write(target: str, pieces: Iterable[str]) -> None:
    """Write text to a file, in place of what was there, once all of it is written; "-" prints it.

    Raises CounterclaimError where the file cannot be written.
    """
    if target == "-":
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    path = Path(target)
    try:
        with NamedTemporaryFile(
            "w",
            encoding="utf-8",
            newline="",
            dir=path.parent,
            prefix=f".{path.name}.",
            delete=False,
        ) as file:
            unfinished = Path(file.name)
            try:
                file.writelines(pieces)
                file.flush()
                unfinished.chmod(0o644)
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise CounterclaimError(
            f"{path}: cannot be written ({error.strerror}); free room or name another file"
        ) from error
