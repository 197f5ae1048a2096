"""The archive copy: what was fetched, as it was sent, in WARC files that ``build`` reads.

Each answer is one record with its address, time, machine and SHA-256; each record is packed by
itself, so that a file that was cut off is whole up to there.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from fastwarc.warc import WarcRecord, WarcRecordType

from counterclaim.errors import CounterclaimError
from counterclaim.fetching.answers import Answer
from counterclaim.fetching.requesting import user_agent

_LARGEST: Final = 2**30  # bytes: what archives of crawls are commonly cut to
#: Headers that tell how the body travelled, which is not how it is kept.
_TRAVEL: Final = frozenset(("transfer-encoding", "connection", "keep-alive", "trailer"))


@dataclass(frozen=True, slots=True)
class Piece:
    """Records that belong at the place ``start`` of a file of the archive."""

    file: str
    start: int
    data: bytes


class Archive:
    """The WARC files of a folder, one a day, another where that grows beyond 1 GB."""

    def __init__(self, folder: Path, contact: str = "") -> None:
        self._folder, self._contact = folder, contact

    def piece(self, answer: Answer) -> Piece:
        """The records of an answer and of the redirects to it, and where they belong."""
        file, start = self._place(answer.at)
        records = [] if start else [self._about(file, answer.at)]
        records += [_response(one) for one in (*answer.through, answer)]
        return Piece(file, start, b"".join(records))

    def write(self, piece: Piece) -> None:
        """Put records in their place, once and for all; what stood there half written is gone.

        Raises CounterclaimError where the folder cannot be written to.
        """
        path = self._folder / piece.file
        try:
            with path.open("r+b" if path.exists() else "xb") as file:
                file.truncate(min(piece.start, file.seek(0, os.SEEK_END)))
                file.seek(0, os.SEEK_END)
                file.write(piece.data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            what = error.strerror or str(error)
            raise CounterclaimError(
                f"{path}: cannot be written ({what}); free room or make it writable, then run again"
            ) from error

    def _place(self, at: datetime) -> tuple[str, int]:
        number = 1
        while True:
            file = f"pages-{at:%Y-%m-%d}-{number}.warc.gz"
            path = self._folder / file
            size = path.stat().st_size if path.exists() else 0
            if size < _LARGEST:
                return file, size
            number += 1

    def _about(self, file: str, at: datetime) -> bytes:
        agent = user_agent(self._contact)
        lines = (
            f"software: {agent.partition(' ')[0]}",
            "format: WARC File Format 1.1",
            f"http-header-user-agent: {agent}",
            "robots: obey",
        )
        record = _record(WarcRecordType.warcinfo, f"{file} {at.isoformat()}", at)
        record.headers["WARC-Filename"] = file
        record.headers["Content-Type"] = "application/warc-fields"
        return _packed(record, "".join(f"{line}\r\n" for line in lines).encode("utf-8"))


def _response(answer: Answer) -> bytes:
    """An answer as a record of type response."""
    record = _record(WarcRecordType.response, f"{answer.url} {answer.digest}", answer.at)
    record.headers["WARC-Target-URI"] = answer.url
    record.headers["Content-Type"] = "application/http; msgtype=response"
    if answer.machine:
        record.headers["WARC-IP-Address"] = answer.machine
    sha = base64.b32encode(hashlib.sha256(answer.body).digest()).decode("ascii")
    record.headers["WARC-Payload-Digest"] = f"sha256:{sha}"
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}".rstrip()]
    lines += [f"{name}: {value}" for name, value in _kept(answer)]
    head = "\r\n".join(lines).encode("latin-1", "replace")
    return _packed(record, head + b"\r\n\r\n" + answer.body)


def _kept(answer: Answer) -> list[tuple[str, str]]:
    """The headers as sent, those of the journey by another name, and the length of what is kept."""
    kept = [
        (f"X-Crawler-{name}" if name.lower() in _TRAVEL else name, value)
        for name, value in answer.headers
        if name.lower() != "content-length"
    ]
    return [*kept, ("Content-Length", str(len(answer.body)))]


def _record(kind: WarcRecordType, identity: str, at: datetime) -> WarcRecord:
    record = WarcRecord()
    urn = uuid5(NAMESPACE_URL, f"{identity} {at.isoformat()}").urn.removeprefix("urn:")
    record.init_headers(kind, record_urn=urn.encode("ascii"))
    record.record_date = at
    return record


def _packed(record: WarcRecord, content: bytes) -> bytes:
    record.set_bytes_content(content)
    out = BytesIO()
    record.write(out)
    return gzip.compress(out.getvalue(), mtime=0)
