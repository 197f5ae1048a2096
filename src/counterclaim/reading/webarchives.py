"""Web archives (WARC), such as those of Common Crawl's news crawl."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from counterclaim.model import Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.decoding import decoded
from counterclaim.reading.extras import library
from counterclaim.reading.kinds import HEAD, kind
from counterclaim.reading.pages import page_record
from counterclaim.reading.pdfs import pdf
from counterclaim.reading.record import Record
from counterclaim.reading.sources import Source, UnpackingError

_TYPES: Final = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")


def web_archive(source: Source, policy: Policy = DEFAULT) -> Iterator[Record | Problem]:
    """The pages in a WARC file, one record in memory at a time.

    Answers with status 200 that are HTML, plain text or PDF are reports, and so are records of
    type resource and conversion; all others are passed over. The address is the page's own, else
    the archive's.
    """
    held = False
    for found in archived(source, policy):
        held = True
        yield found
    if not held:
        yield source.problem("holds no pages", "check that it is a WARC file of fetched pages")


def archived(
    source: Source, policy: Policy = DEFAULT, *, first: int = 1
) -> Iterator[Record | Problem]:
    """The pages in a part of a WARC file, which may hold none; records count from ``first``."""
    warc = library("fastwarc.warc", "warc")
    for needed in ("trafilatura", "pypdf"):
        library(needed, "warc")
    wanted = warc.WarcRecordType.response | warc.WarcRecordType.resource
    wanted |= warc.WarcRecordType.conversion
    with source.open() as file:
        # Without a buffer between them, what stands before a damaged place is not lost.
        stream = file.raw if isinstance(file, io.BufferedReader) else file
        records = warc.ArchiveIterator(
            stream, record_types=wanted, parse_http=False, strict_mode=False
        )
        try:
            for number, record in enumerate(records, first):
                yield from _record(record, source, number, policy)
        except OSError as error:
            yield source.unreadable(error)


def _record(record: Any, source: Source, number: int, policy: Policy) -> Iterator[Record | Problem]:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    media, charset = _media(record)
    if media not in _TYPES:
        return
    place = f"record {number} ({url[:200]})" if url else f"record {number}"
    data, what = _payload(record, policy.read_markup)
    if data is None:
        yield source.within(place, b"").problem(what, "it was skipped")
        return
    if not data.strip():
        return
    yield from _reports(source.within(place, data), data, media, charset, url, policy)


def _media(record: Any) -> tuple[str, str]:
    """The media type and charset of what was fetched; empty where it was not, or not in full."""
    if record.is_http:
        try:
            record.parse_http(auto_decode="all", strict_mode=False)
            if record.http_headers.status_code != 200:
                return "", ""
            return (record.http_content_type or "").lower(), record.http_charset or ""
        except (ValueError, OSError):
            return "", ""
    said = (record.headers.get("Content-Type") or "").lower()
    return said.partition(";")[0].strip(), ""


def _payload(record: Any, longest: int) -> tuple[bytes | None, str]:
    """What was fetched, unpacked; or None and what is wrong with it."""
    try:
        data = record.reader.read(longest + 1)
    except UnpackingError:  # the archive itself ends here
        raise
    except (OSError, ValueError, EOFError) as error:
        return None, f"is damaged ({str(error)[:80]})"
    return (data, "") if len(data) <= longest else (None, f"larger than {longest // 2**20} MB")


def _reports(
    source: Source, data: bytes, media: str, charset: str, url: str, policy: Policy
) -> Iterator[Record | Problem]:
    found = kind(data[:HEAD], ".txt" if media == "text/plain" else ".html")
    if found == "page":
        yield page_record(source, data, policy, charset=charset, url=url)
    elif found == "pdf":
        yield from pdf(source, policy, url=url)
    elif found == "text":
        text = decoded(data, charset)
        if text is not None and text.text.strip():
            yield Record(text.text, source.name, source.place, url=url, notes=text.notes)
