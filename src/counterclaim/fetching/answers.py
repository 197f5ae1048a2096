"""What a server answered, with when and by which machine; its content unpacked within bounds."""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from counterclaim.fetching.caching import Known, fresh_until, retry_after
from counterclaim.fetching.failures import FailedError, RefusedError

_REDIRECTS: Final = (301, 302, 303, 307, 308)
_GZIP: Final = b"\x1f\x8b"
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: ``address`` was asked for, ``url`` gave it, ``through`` led to it.

    ``body`` is as sent, before it is unpacked; ``machine`` is the address of the machine that sent
    it; ``headers`` are as sent, in their order.
    """

    address: str
    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)
    at: datetime
    machine: str = ""
    through: tuple[Answer, ...] = ()

    @property
    def fields(self) -> dict[str, str]:
        """The headers by name in small letters; several of a name are joined by commas."""
        found: dict[str, str] = {}
        for name, value in self.headers:
            key = name.lower()
            found[key] = f"{found[key]}, {value}" if key in found else value
        return found

    @property
    def link(self) -> str:
        """Where a redirect leads; empty for all other answers."""
        return self.fields.get("location", "") if self.status in _REDIRECTS else ""

    @property
    def media(self) -> str:
        """The media type that the server names: ``text/html``."""
        return self.fields.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The charset that the server names; empty if none."""
        found = _CHARSET.search(self.fields.get("content-type", ""))
        return found[1] if found else ""

    @property
    def known(self) -> Known:
        """What to ask with next time."""
        said = self.fields
        return Known(self.url, said.get("etag", ""), said.get("last-modified", ""))

    @property
    def fresh_until(self) -> datetime:
        """Until when it need not be asked for again."""
        return fresh_until(self.fields, self.at)

    @property
    def retry_after(self) -> float:
        """Seconds that the server asks to wait for."""
        return retry_after(self.fields, self.at)

    @property
    def digest(self) -> str:
        """SHA-256 of the body as sent, in hexadecimal digits."""
        return hashlib.sha256(self.body).hexdigest()

    def content(self, longest: int) -> bytes:
        """The body unpacked. Raises FetchError where it is damaged or longer than ``longest``."""
        coding = self.fields.get("content-encoding", "identity").strip().lower()
        if coding in ("", "identity"):
            return self.body
        if coding in ("gzip", "x-gzip", "deflate"):
            return inflated(self.body, longest)
        raise RefusedError(f"is packed as {coding[:20]}, which was not asked for", "skip it")


def inflated(data: bytes, longest: int) -> bytes:
    """Gzip or deflate data unpacked, never more than ``longest`` bytes of it.

    Raises FailedError where it is damaged, RefusedError where it is more.
    """
    # Servers call both "deflate": with zlib's header, and without it.
    bare = not data.startswith(_GZIP) and (data[:1] or b"x")[0] & 0x0F != 8
    unpacker = zlib.decompressobj(-15 if bare else 47)
    try:
        found = unpacker.decompress(data, longest + 1)
    except zlib.error as error:
        raise FailedError("is packed, and damaged", "try again another time") from error
    if len(found) > longest:
        raise too_long(longest, "unpacks to more than")
    if not unpacker.eof:
        raise FailedError("is packed, and ends too early", "try again another time")
    return found


def unpacked(data: bytes, longest: int) -> bytes:
    """The content of a file that is gzip-packed by itself (``sitemap.xml.gz``); others as is."""
    return inflated(data, longest) if data.startswith(_GZIP) else data


def too_long(longest: int, what: str = "is larger than") -> RefusedError:
    size = f"{longest / 2**20:g} MB"
    return RefusedError(f"{what} {size}", "if you want it: --max-size")
