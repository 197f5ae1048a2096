"""Files made to exhaust whoever reads them; each small, and each of its kind a trap."""

from __future__ import annotations

import io
import lzma
import zlib
from collections.abc import Iterator

import pyarrow as arrow
import pyarrow.parquet as parquet

from tests.reading.samples import gzipped, pdf_objects, response, rss, tarred, zipped

MB = 2**20
_HEAD = b"From: Daily <a@b.example>\r\nMessage-ID: <1@x>\r\n"


def traps() -> Iterator[tuple[str, bytes]]:
    """File names and their bytes."""
    for made in (_structures, _tables, _mails, _markup, _feeds, _pdfs, _packed, _tokens):
        yield from made()


def _structures() -> Iterator[tuple[str, bytes]]:
    yield "lists.json", b"[" + b"[]," * MB + b"[]]"
    yield "lists.jsonl", b'{"text": "A shell.", "x": [' + b"{}," * MB + b"{}]}"
    yield "deep.json", b"[" * 190_000
    yield "deep.jsonl", b'{"a":' * 190_000
    yield "digits.json", b'[{"doc": ' + b"1" * MB + b', "text": "A shell."}]'
    yield "flaws.jsonl", b"{\n" * 50_000


def _tables() -> Iterator[tuple[str, bytes]]:
    yield "line.csv", b"text\n" + b"a" * (40 * MB)
    yield "row.csv", b"doc,text\n" + b'"a\nb",' * (4 * MB)
    yield "cells.csv", b"doc,text\n" + b"," * (3 * MB)
    shared = arrow.DictionaryArray.from_arrays(arrow.array([0] * 2000), ["x" * MB])
    out = io.BytesIO()
    parquet.write_table(arrow.table({"text": shared}), out, store_schema=False)
    yield "shared.parquet", out.getvalue()


def _mails() -> Iterator[tuple[str, bytes]]:
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(200)
    )
    yield "nested.eml", _HEAD + nested + b"Content-Type: text/plain\r\n\r\n" + b"a\n" * MB
    mixed = _HEAD + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
    yield "parts.eml", mixed + b"--b\r\n" * 190_000
    yield "words.eml", _HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 99_000 + b"\r\n\r\nA shell."


def _markup() -> Iterator[tuple[str, bytes]]:
    yield "deep.html", b"<html><body>" + b"<div>" * 150_000 + b"A shell fell on Qasr."
    yield "forms.html", b"<html><body>" + b"<b><p>" * 40_000 + b"A shell fell on Qasr."
    yield "attributes.html", b"<html><body><p %s>A" % b" ".join(b"a%d=b" % n for n in range(90_000))
    data = b'<script type="application/ld+json">[' + b"[]," * 99_000 + b"[]]</script>"
    yield "data.html", b"<html><head>" + data * 3 + b"<body><p>A shell fell on Qasr."
    yield "charset.html", b"<html>" + b"<meta " * 600 + b"\xff" * MB


def _feeds() -> Iterator[tuple[str, bytes]]:
    powers = b"".join(b'<!ENTITY e%d "%s">' % (n + 1, b"&e%d;" % n * 10) for n in range(12))
    head = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "A shell fell.">'
    tail = b"]><rss><channel><item><title>%s</title></item></channel></rss>"
    yield "powers.xml", head + powers + tail % b"&e12;"
    long = b'<!ENTITY l "%s">' % (b"x" * 90_000)
    yield "long.xml", head + long + tail % (b"&l;" * 90_000)
    outside = b'<!ENTITY f SYSTEM "file:///etc/passwd">'
    yield "outside.xml", head + outside + tail % b"&f; A shell fell."
    yield "deep.xml", rss("<item>" + "<x>" * 180_000)


def _pdfs() -> Iterator[tuple[str, bytes]]:
    spaces = zlib.compress(zlib.compress(b" " * (20 * MB)))
    yield "twice.pdf", pdf_objects(spaces, filter=b"[/FlateDecode/FlateDecode]")
    yield "zeros.pdf", pdf_objects(b"z" * (3 * MB) + b"~>", filter=b"/ASCII85Decode")
    yield "forms.pdf", pdf_objects(b"/X Do " * 10, forms=6)
    yield "pages.pdf", pdf_objects(b"BT /F1 12 Tf (A shell fell on Qasr.) Tj ET", pages=3000)
    yield "steps.pdf", pdf_objects(b"BT /F1 12 Tf " + b"1 Tr " * 9_000 + b"(A) Tj ET", pages=99)


def _packed() -> Iterator[tuple[str, bytes]]:
    spaces = b" " * (20 * MB)
    yield "bomb.txt.gz", gzipped(spaces)
    yield "bomb.zip", zipped({"0.txt": b"A shell fell in the bomb.", "bomb.txt": spaces})
    yield "names.zip", zipped({f"{'../' * 40}{n}.txt": b"" for n in range(3000)})
    yield "up.tar", tarred({"../../up.txt": b"A shell fell from above."}, "w:")
    memory = [{"id": lzma.FILTER_LZMA2, "dict_size": 1536 * MB}]
    yield "memory.txt.xz", lzma.compress(b"A shell fell in memory.", filters=memory)
    yield "headers.warc", b"WARC/1.0\r\nWARC-Type: response\r\n" + b"A: b\r\n" * MB
    yield "size.warc", response(b"x").replace(b"Length: ", b"Length: 99999999999")
    yield "inner.warc", response(gzipped(spaces), encoding="gzip")


def _tokens() -> Iterator[tuple[str, bytes]]:
    for at, piece in enumerate(
        (b"a", b"(", b"A ", b"said Reuters told ", b"\xcc\x81", b"1,", b" ")
    ):
        yield f"token{at}.txt", b"A shell fell on Qasr. " + piece * (MB // len(piece))
