"""Small files of each kind of input, made in memory."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping

TITLE = "Shells fall on the market of Qasr"
BODY = (
    "At least 12 people were killed in Qasr on Monday when shells fell on its market, the "
    "director of the town's hospital said.",
    "The army said that it had not fired at the town, and that the number of the dead was lower.",
    "Residents told the paper that the shelling had begun in the morning and lasted for an hour.",
)


def html(
    title: str = TITLE,
    *,
    head: str = "",
    paragraphs: tuple[str, ...] = BODY,
    language: str = "en",
) -> str:
    """A page with a menu, an article and a footer around it."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><title>{title} | Daily Norte</title>{head}'
        "</head><body><nav><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul></nav>"
        f"<article><h1>{title}</h1>{body}</article>"
        "<script>document.write('never run')</script>"
        "<footer>All rights reserved by nobody</footer></body></html>"
    )


def meta(**said: str) -> str:
    """Meta elements; two underscores stand for a colon."""
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{value}">'
        for name, value in said.items()
    )


def rss(*items: str, title: str = "Daily Norte") -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title><link>https://norte.example/</link>{''.join(items)}"
        "</channel></rss>"
    ).encode()


def item(title: str, **fields: str) -> str:
    """An entry of an RSS feed; two underscores stand for a colon."""
    inner = "".join(
        f"<{name.replace('__', ':')}><![CDATA[{value}]]></{name.replace('__', ':')}>"
        for name, value in fields.items()
    )
    return f"<item><title>{title}</title>{inner}</item>"


def warc(*records: bytes) -> bytes:
    return b"".join(records)


def response(
    body: bytes,
    url: str = "https://norte.example/a",
    *,
    media: str = "text/html",
    status: str = "200 OK",
    encoding: str = "",
) -> bytes:
    packed = f"Content-Encoding: {encoding}\r\n" if encoding else ""
    http = (
        f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{packed}Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"WARC-Date: 2031-03-04T05:06:07Z\r\nWARC-Target-URI: {url}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def pdf(*pages: tuple[str, ...], encrypted: bool = False) -> bytes:
    """A PDF file whose pages hold these lines."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects.append(b"<</Type/Catalog/Pages 2 0 R>>")
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for at, lines in enumerate(pages):
        drawn = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({one}) Tj T*" for one in lines)
        stream = f"{drawn} ET".encode()
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {5 + 2 * at} 0 R>>".encode()
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    objects.append(b"<</CreationDate(D:20310304050607Z)>>")
    return _written(objects, encrypted)


def pdf_objects(drawing: bytes, *, filter: bytes = b"", pages: int = 1, forms: int = 0) -> bytes:
    """A PDF file whose pages are all one page with this drawing, packed as ``filter`` says.

    Each of ``forms`` draws the next one ten times, as /X.
    """

    def stream(data: bytes, said: bytes = b"") -> bytes:
        return b"<<%s/Length %d>>stream\n%s\nendstream" % (said, len(data), data)

    def resources(form: int) -> bytes:
        held = b"/XObject<</X %d 0 R>>" % form if form < 6 + forms else b""
        return b"/Resources<</Font<</F1 3 0 R>>%s>>" % held

    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    text = b"BT /F1 12 Tf (A shell fell.) Tj ET"
    inner = [
        stream(text if at == forms - 1 else b"/X Do " * 10, form + resources(7 + at))
        for at in range(forms)
    ]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"4 0 R " * pages, pages),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]%s/Contents 5 0 R>>" % resources(6),
        stream(drawing, b"/Filter" + filter if filter else b""),
        *inner,
        b"<</CreationDate(D:20310304050607Z)>>",
    ]
    return _written(objects, False)


def _written(objects: list[bytes], encrypted: bool) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    lock = (
        b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]"
        % (b"11" * 32, b"22" * 32)
        if encrypted
        else b""
    )
    out.write(b"trailer<</Size %d/Root 1 0 R" % (len(objects) + 1))
    out.write(b"/Info %d 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects), lock, start))
    return out.getvalue()


def mail(body: str, *, subject: str = TITLE, more: str = "", media: str = "text/plain") -> bytes:
    return (
        "From: Daily Norte <news@norte.example>\r\nDate: Tue, 04 Mar 2031 05:06:07 +0000\r\n"
        f"Subject: {subject}\r\nMessage-ID: <1@norte.example>\r\nMIME-Version: 1.0\r\n"
        f"{more}Content-Type: {media}; charset=utf-8\r\n\r\n{body}"
    ).encode()


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def tarred(members: Mapping[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
