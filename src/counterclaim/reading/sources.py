"""Where bytes come from: a file, or something packed within one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from counterclaim.model import Problem


class UnpackingError(OSError):
    """Something packed that cannot be had: damaged, or too much. Says what, and the remedy."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to read: ``name`` is the file as the user wrote it, ``place`` where in it they stand.

    ``open`` gives them from the start each time, and raises OSError where they cannot be had.
    """

    name: str
    open: Callable[[], BinaryIO]
    place: str = ""

    @classmethod
    def of(cls, path: Path) -> Source:
        """A file."""
        return cls(str(path), lambda: path.open("rb"))

    def within(self, place: str, data: bytes) -> Source:
        """Bytes that stand at a place in this one and are in memory already."""
        return replace(self, open=lambda: BytesIO(data), place=self.at(place))

    def at(self, place: str) -> str:
        """The place of something within these bytes."""
        return f"{self.place}, {place}" if self.place and place else self.place or place

    def read(self, longest: int) -> bytes | None:
        """All of the bytes; None where they are more than ``longest``."""
        with self.open() as file:
            data = file.read(longest + 1)
        return data if len(data) <= longest else None

    def head(self, size: int) -> bytes:
        """The first bytes; none where nothing can be read."""
        try:
            with self.open() as file:
                return file.read(size)
        except OSError:
            return b""

    def problem(self, what: str, remedy: str, place: str = "") -> Problem:
        """What is wrong with these bytes, or at a place in them."""
        return Problem(self.name, self.at(place), what, remedy)

    def too_long(self, longest: int, remedy: str) -> Problem:
        return self.problem(f"larger than {longest // 2**20} MB", remedy)

    def unreadable(self, error: Exception) -> Problem:
        """The problem that a failed reading makes."""
        if isinstance(error, UnpackingError):
            return self.problem(error.what, error.remedy)
        said = getattr(error, "strerror", None) or str(error) or type(error).__name__
        reason = " ".join(said[:120].split())
        return self.problem(f"cannot be read ({reason})", "check the file and its permissions")
