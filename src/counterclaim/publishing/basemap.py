"""The user's own map of the ground: a PMTiles file, drawn beneath the places.

The form is version 3 of PMTiles (github.com/protomaps/PMTiles, spec/v3): a header of 127 bytes, a
directory, metadata as JSON, and tiles. A page reads it by ranges of bytes; what is looked at here
is whether it will do.
"""

from __future__ import annotations

import base64
import json
import re
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import Any, BinaryIO

from counterclaim.errors import ExportError
from counterclaim.publishing.plain import plain

#: What the file is called where it lies beside a page.
BESIDE = "basemap.pmtiles"

# A file up to this size, in bytes, is written into the page, so that it is there without a server:
# a page that was opened from a disk may read no file beside it until its reader chooses it.
MOST_WRITTEN = 4 * 1024 * 1024

# Magic and version; then as (offset, length) the root directory, metadata, leaves and tiles; counts
# of tiles; clustered, how directories and how tiles are packed, the kind of tile.
_HEADER = struct.Struct("<7sB8Q3Q4B")
_HEADER_SIZE = 127
_VECTOR, _PICTURES = 1, frozenset({2, 3, 4, 5})
_PLAIN, _GZIP = 1, 2
_MOST_READ = 16 * 1024 * 1024  # bytes of a directory or of metadata
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Basemap:
    """A file that can be drawn; ``attribution`` is what its makers ask to have said of them."""

    path: Path
    size: int
    attribution: str

    @classmethod
    def of(cls, path: Path) -> Basemap:
        """Raises ExportError where the file is broken, or not one that can be drawn."""
        try:
            return cls(path, path.stat().st_size, _attribution(path))
        except OSError as error:
            raise _error(path, f"cannot be read ({error.strerror}); name another") from error

    @property
    def written(self) -> bool:
        """Whether it is small enough to be written into a page."""
        return self.size <= MOST_WRITTEN

    def copy_to(self, folder: Path) -> None:
        """Lay it beside the pages of a folder. Raises ExportError."""
        target = folder / BESIDE
        try:
            if not (target.exists() and target.samefile(self.path)):
                copyfile(self.path, target)
        except OSError as error:
            raise _error(target, f"cannot be written ({error.strerror}); free room") from error


@dataclass(frozen=True, slots=True)
class Ground:
    """A basemap as a page shows it: in base64 in the page, or at an address; one of them is empty.
    ``beside``: the address is of a file that the reader can also choose from the disk."""

    name: str
    attribution: str
    address: str
    data: str
    beside: bool


def written(basemap: Basemap) -> Ground:
    """The basemap in the page itself. Raises ExportError."""
    try:
        data = base64.b64encode(basemap.path.read_bytes()).decode()
    except OSError as error:
        raise _error(basemap.path, f"cannot be read ({error.strerror}); name another") from error
    return Ground(basemap.path.name, basemap.attribution, "", data, beside=False)


def served(basemap: Basemap, address: str, *, beside: bool = False) -> Ground:
    """The basemap at an address that answers ranges of bytes."""
    return Ground(basemap.path.name, basemap.attribution, address, "", beside)


@dataclass(frozen=True, slots=True)
class _Head:
    """What a file's header says: sections are offsets and lengths in bytes."""

    root: tuple[int, int]
    about: tuple[int, int]
    end: int
    packed: int
    vector: bool


def _attribution(path: Path) -> str:
    """What the file says of its makers, once everything was looked at that a page relies on."""
    with path.open("rb") as file:
        head = _head(path, file.read(_HEADER_SIZE))
        if head.end > path.stat().st_size:
            raise _error(path, "is cut off; get it again")
        if not _section(path, file, head.root, head.packed).strip(b"\0"):
            raise _error(path, "holds no tile; get another")
        told = _metadata(path, _section(path, file, head.about, head.packed))
    if head.vector:
        _check_layers(path, told)
    said = told.get("attribution")
    return " ".join(plain(_TAG.sub("", said)).split())[:300] if isinstance(said, str) else ""


def _head(path: Path, given: bytes) -> _Head:
    if given[:7] != b"PMTiles":
        raise _error(path, "is no PMTiles file; docs/report.md tells where to get one")
    if len(given) < _HEADER_SIZE:
        raise _error(path, "is cut off; get it again")
    _, version, *numbers = _HEADER.unpack_from(given)
    if version != 3:
        raise _error(path, f"is PMTiles of version {version}; convert it to version 3")
    sections = list(zip(numbers[0:8:2], numbers[1:8:2], strict=True))
    packed, tiles_packed, kind = numbers[-3:]
    if kind != _VECTOR and kind not in _PICTURES:
        raise _error(path, "holds tiles that browsers do not draw; they draw vectors and pictures")
    if {packed, tiles_packed if kind == _VECTOR else _PLAIN} - {_PLAIN, _GZIP}:
        raise _error(path, "is packed in a way that browsers do not read; pack it with gzip")
    end = max(start + length for start, length in sections)
    return _Head(sections[0], sections[1], end, packed, kind == _VECTOR)


def _section(path: Path, file: BinaryIO, where: tuple[int, int], packed: int) -> bytes:
    start, length = where
    if length > _MOST_READ:
        raise _error(path, "is broken: its directory is too large; get it again")
    file.seek(start)
    held = file.read(length)
    if packed == _PLAIN:
        return held
    try:
        return zlib.decompressobj(wbits=31).decompress(held, _MOST_READ)
    except zlib.error as error:
        raise _error(path, "is broken: its directory cannot be unpacked; get it again") from error


def _metadata(path: Path, text: bytes) -> dict[str, Any]:
    try:
        told = json.loads(text or b"{}")
    except (ValueError, RecursionError) as error:
        raise _error(path, "is broken: its metadata cannot be read; get it again") from error
    return told if isinstance(told, dict) else {}


def _check_layers(path: Path, told: dict[str, Any]) -> None:
    """The style that comes along draws the layers of Protomaps basemaps, and no others."""
    layers = told.get("vector_layers")
    held = layers if isinstance(layers, list) else []
    names = {str(layer.get("id")) for layer in held if isinstance(layer, dict)}
    if "earth" not in names:
        raise _error(path, "is no Protomaps basemap: nothing in its layers could be drawn")


def _error(path: Path, said: str) -> ExportError:
    return ExportError(f"{path}: {said}")
