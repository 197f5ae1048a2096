"""What of the archive was not read yet, record by record.

The archive only grows, and each of its records is packed by itself. So a file, and how many of its
bytes were read, say all.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from counterclaim.model import Document, Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading import read_archive
from counterclaim.reading.sources import Source
from counterclaim.reading.supplements import NONE, Supplements

_PIECE: Final = 2**16  # bytes
_GZIP: Final = 31  # what zlib calls gzip's form
_HEAD: Final = 256  # characters in which a record names its type
_ABOUT: Final = b"WARC-Type: warcinfo"


@dataclass(frozen=True, slots=True)
class Position:
    """How far a file was read: in bytes, and in records of what was fetched."""

    offset: int = 0
    records: int = 0


@dataclass(frozen=True, slots=True)
class Packed:
    """One record as it stands in the archive, where it ends, and its number in the file.

    ``whole`` is False where the bytes that follow are no records.
    """

    data: bytes
    then: Position
    whole: bool = True

    def read(
        self, name: str, supplements: Supplements = NONE, policy: Policy = DEFAULT
    ) -> Iterator[Document | Problem]:
        """The report in the record; ``name`` is what its archive is called.

        Pages are written by others: what reading one fails on, in whatever way, is told of.
        """
        source = Source(name, lambda: BytesIO(self.data))
        place = f"record {self.then.records}"
        if not self.whole:
            yield source.problem("is damaged", "the rest of it was skipped", place)
            return
        try:
            yield from read_archive(
                source, policy, first=self.then.records, supplements=supplements
            )
        except Exception as error:
            what = f"cannot be read ({type(error).__name__}: {str(error)[:100]})"
            yield source.problem(what, "it was skipped; please report it", place)


def records(path: Path, start: Position, end: int) -> Iterator[Packed]:
    """The records between a position in a file and the byte at which its whole records end."""
    at = start
    with path.open("rb") as file:
        while at.offset < end:
            packed = _next(file, at, end)
            yield packed
            at = packed.then


def _next(file: BinaryIO, at: Position, end: int) -> Packed:
    unpacker = zlib.decompressobj(_GZIP)
    pieces: list[bytes] = []
    head = b""
    file.seek(at.offset)
    left = end - at.offset
    try:
        while not unpacker.eof and left and (piece := file.read(min(_PIECE, left))):
            left -= len(piece)
            pieces.append(piece)
            head += unpacker.decompress(piece)[: _HEAD - len(head)]
    except zlib.error:
        return Packed(b"", Position(end, at.records), whole=False)
    if not unpacker.eof:
        return Packed(b"", Position(end, at.records), whole=False)
    data = b"".join(pieces)
    data = data[: len(data) - len(unpacker.unused_data)]
    number = at.records + (_ABOUT not in head)
    return Packed(data, Position(at.offset + len(data), number))
