"""Packed bytes unpacked as they are read, never more than a bound, never onto a disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from typing import Any, BinaryIO, Final

from counterclaim.policy import Policy
from counterclaim.reading.sources import UnpackingError

#: What the standard library raises on packed bytes that are damaged.
BROKEN: Final = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, struct.error,
    ValueError, RuntimeError, OverflowError, OSError, MemoryError,
)  # fmt: skip
_DAMAGED: Final = "get it again, or unpack it yourself as far as it goes"


class Allowance:
    """How many bytes a file may unpack to, all that is packed within it together."""

    def __init__(self, packed: int, policy: Policy) -> None:
        ratio = max(policy.read_longest, policy.read_ratio * packed)
        self.limit = self._left = min(policy.read_unpacked, ratio)

    def take(self, size: int) -> None:
        """Count bytes. Raises UnpackingError once they are too many."""
        self._left -= size
        if size < 0 or self._left < 0:
            raise too_much(self.limit)


def too_much(limit: int) -> UnpackingError:
    what = f"unpacks to more than {limit // 2**20:,} MB, more than reports do"
    return UnpackingError(what, "unpack it yourself if you trust it; the rest of it was skipped")


def damaged(error: Exception) -> UnpackingError:
    if isinstance(error, UnpackingError):
        return error
    if isinstance(error, MemoryError):
        return UnpackingError("asks for more memory than there is", _DAMAGED)
    reason = " ".join(str(error)[:80].split()) or type(error).__name__
    return UnpackingError(f"is damaged ({reason})", _DAMAGED)


def unpacked(packed: BinaryIO) -> Any:
    """The bytes of gzip, bzip2 or xz data; other data as they are."""
    magic = packed.read(6)
    packed.seek(0)
    if magic.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=packed)
    if magic.startswith(b"BZh"):
        return bz2.BZ2File(packed)
    if magic == b"\xfd7zXZ\0":
        return lzma.LZMAFile(packed)
    return packed


class Stream(io.RawIOBase):
    """Bytes as they are unpacked, from ``start`` on, at most ``size`` of them.

    Reading raises UnpackingError where they are damaged, where they go beyond ``limit``, and where
    more than ``longest`` are asked for at once, as a hostile header may.
    """

    def __init__(
        self, inner: Any, limit: int, longest: int, start: int = 0, size: int | None = None
    ) -> None:
        super().__init__()
        self._inner, self._limit, self._longest = inner, limit, longest
        self._start, self._size, self._at = start, size, 0
        self._broken: UnpackingError | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if size is None or size < 0:
            size = self._longest
        if size > self._longest + 1:
            raise UnpackingError("is damaged (a part of it claims to be huge)", _DAMAGED)
        if self._size is not None:
            size = min(size, self._size - self._at)
        if size <= 0:
            return b""
        data = self._pieces(size)
        self._at += len(data)
        if self._at > self._limit:
            raise too_much(self._limit)
        if self._broken and not data:
            raise self._broken
        return data

    def _pieces(self, size: int) -> bytes:
        """So many bytes, or those before the place where it is damaged."""
        pieces: list[bytes] = []
        try:
            if self._inner.tell() != self._start + self._at:
                self._inner.seek(self._start + self._at)
            while size > 0 and (piece := self._inner.read1(size)):
                pieces.append(piece)
                size -= len(piece)
        except BROKEN as error:
            self._broken = damaged(error)
        return b"".join(pieces)

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        data = self.read(min(len(view), self._longest))
        view[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence == io.SEEK_CUR:
            offset += self._at
        elif whence == io.SEEK_END:
            offset += self._size if self._size is not None else self._length()
        if not 0 <= offset <= self._limit:
            raise too_much(self._limit) if offset > 0 else damaged(ValueError("a negative place"))
        self._at = offset
        return offset

    def tell(self) -> int:
        return self._at

    def _length(self) -> int:
        """All bytes, counted by reading them."""
        while self.read(1 << 20):
            pass
        return self._at
