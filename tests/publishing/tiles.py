"""Small PMTiles files, made by rule: one tile, the same everywhere at zooms 0 and 1."""

from __future__ import annotations

import gzip
import json
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

RED = (200, 0, 0)
VECTOR, PNG = 1, 2


def pmtiles(
    path: Path,
    kind: int = VECTOR,
    *,
    layers: tuple[str, ...] = ("earth", "water"),
    attribution: str = "",
    version: int = 3,
    packed: int = 2,
    metadata: bytes | None = None,
) -> Path:
    """Write a file of version 3 with one tile, all land or all red."""
    tile = gzip.compress(land()) if kind == VECTOR else picture(RED)
    told = {"vector_layers": [{"id": name} for name in layers], "attribution": attribution}
    root = gzip.compress(b"\x01\x00\x05" + varint(len(tile)) + b"\x01", mtime=0)
    about = gzip.compress(json.dumps(told).encode() if metadata is None else metadata, mtime=0)
    starts = [127, 127 + len(root), 127 + len(root) + len(about)]
    head = struct.pack("<7sB", b"PMTiles", version) + struct.pack(
        "<11Q", starts[0], len(root), starts[1], len(about), starts[2], 0, starts[2], len(tile),
        5, 1, 1,
    )  # fmt: skip
    head += bytes([1, packed, 2 if kind == VECTOR else 1, kind, 0, 1])
    head += struct.pack("<4i", -1_800_000_000, -850_000_000, 1_800_000_000, 850_000_000)
    head += struct.pack("<B2i", 0, 0, 0)
    path.write_bytes(head + root + about + tile)
    return path


def land() -> bytes:
    """A Mapbox vector tile whose layer "earth" is one square over all of it."""
    zigzag = [9, 0, 0, 26, 8192, 0, 0, 8192, 8191, 0, 15]
    geometry = b"".join(map(varint, zigzag))
    feature = _field(3, 3) + _bytes(4, geometry)
    layer = _bytes(1, b"earth") + _bytes(2, feature) + _field(5, 4096) + _field(15, 2)
    return _bytes(3, layer)


def picture(colour: tuple[int, int, int]) -> bytes:
    """A PNG of one colour, 256 pixels wide and high."""
    rows = (b"\x00" + bytes(colour) * 256) * 256
    parts: Mapping[bytes, bytes] = {
        b"IHDR": struct.pack(">2I5B", 256, 256, 8, 2, 0, 0, 0),
        b"IDAT": zlib.compress(rows),
        b"IEND": b"",
    }
    chunks = (
        struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))
        for name, held in parts.items()
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def varint(number: int) -> bytes:
    pieces = []
    while number > 127:
        pieces.append(number & 127 | 128)
        number >>= 7
    return bytes([*pieces, number])


def _field(key: int, number: int) -> bytes:
    return varint(key << 3) + varint(number)


def _bytes(key: int, held: bytes) -> bytes:
    return varint(key << 3 | 2) + varint(len(held)) + held
