"""Events as lines of JSON at the end of a file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

from counterclaim.alerting.channels import DeliveryError
from counterclaim.alerting.events import Event

_TAIL: Final = 2**20  # bytes at the end in which the last line is looked for


class JsonLines:
    """Adds events to a file, each once: what a killed run wrote in part or in full is seen."""

    batch = 1000

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = str(path)

    def send(self, events: Sequence[Event]) -> None:
        try:
            with self._path.open("a+b") as file:
                for event in events[_written(file, events) :]:
                    file.write(f"{event.line()}\n".encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise DeliveryError(f"cannot be written ({error.strerror or error})") from error


def _written(file: BinaryIO, events: Sequence[Event]) -> int:
    """How many of the events stand at the end of the file already. A torn line there is cut off."""
    size = file.seek(0, os.SEEK_END)
    start = file.seek(max(size - _TAIL, 0))
    tail = file.read()
    whole = tail.rfind(b"\n") + 1
    if whole < len(tail):
        file.truncate(start + whole)
    last = tail[:whole].rstrip(b"\n").rpartition(b"\n")[2].decode("utf-8", "replace")
    lines = [event.line() for event in events]
    return lines.index(last) + 1 if last in lines else 0
