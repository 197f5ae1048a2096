"""What kind of input bytes are taken for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from counterclaim.model import Problem
from counterclaim.reading import read
from counterclaim.reading.kinds import kind, outright
from tests.reading.conftest import documents
from tests.reading.samples import html, mail, pdf, response, rss, tarred, zipped


@pytest.mark.parametrize(
    ("head", "name", "found"),
    [
        (b"Two shells fell.", "a.txt", "text"),
        (b"Two shells fell.", "a", "text"),
        (b"Two shells fell.", "a.report", None),
        (b"# <html> in Markdown", "a.md", "text"),
        (b"\xef\xbb\xbf <?xml version='1.0'?>\n<!-- a - b --><HTML lang=en>", "a.txt", "page"),
        ("<!DOCTYPE html><html>".encode("utf-16"), "a.php", "page"),
        (b"<p>Two shells fell.", "a.htm", "page"),
        (b"<!-- never closed " * 200, "a.php", None),
        (rss(), "a", "feed"),
        (b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss>', "a.xml", "feed"),
        (b"<urlset>", "a.xml", None),
        (mail("x"), "a", "mail"),
        (mail("x"), "a.report", "mail"),
        (mail("x"), "a.txt", "text"),
        (b"From: me\nTo: you\nSubject: that\n", "a", "text"),
        (pdf(("x",)), "a.txt", "pdf"),
        (response(b"x"), "a", "warc"),
        (zipped({"a": b"x"}), "a", "archive"),
        (tarred({"a": b"x"}, "w:"), "a", "archive"),
        (zipped({"[Content_Types].xml": b"x"}), "a.txt", None),
        (zipped({"mimetype": b"x"}), "a.zip", None),
        (b"PAR1", "a", "parquet"),
    ],
)
def test_content_tells_the_kind_where_it_is_plain(head: bytes, name: str, found: str) -> None:
    assert kind(head[:4096], name) == found


def test_a_file_that_is_named_outright_is_text_unless_it_is_plainly_another() -> None:
    assert outright(b"Two shells fell.", "a.report") == "text"
    assert outright(b"<urlset>", "a.xml") is None
    assert outright(zipped({"mimetype": b"x"}), "a.epub") is None


def test_without_an_extra_its_files_are_skipped_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner").mkdir()
    for name in ("a.html", "inner/b.html", "c.php"):
        (tmp_path / name).write_text(html(name))
    (tmp_path / "d.warc").write_bytes(response(html().encode()))
    (tmp_path / "e.pdf").write_bytes(pdf(("x",)))
    (tmp_path / "f.xml").write_bytes(rss())
    (tmp_path / "g.eml").write_bytes(mail("<p>x", media="text/html"))
    (tmp_path / "h.eml").write_bytes(mail("Two shells fell on Qasr."))
    (tmp_path / "i.parquet").write_bytes(b"PAR1")
    (tmp_path / "j.txt").write_text("Two shells fell on Qasr.")
    lacked = ("lxml", "trafilatura", "feedparser", "fastwarc", "pypdf", "pyarrow")
    for name in [name for name in sys.modules if name.partition(".")[0] in lacked]:
        monkeypatch.delitem(sys.modules, name)

    class Lacking:
        def find_spec(self, name: str, *_: object) -> None:
            if name.partition(".")[0] in lacked:
                raise ImportError(name)

    monkeypatch.setattr(sys, "meta_path", [Lacking(), *sys.meta_path])
    items = list(read([tmp_path]))
    assert len(documents(items)) == 2
    told = {(item.what, item.remedy) for item in items if isinstance(item, Problem)}
    assert told == {
        ("3 HTML files were skipped", "pip install 'counterclaim[html]'"),
        ("1 HTML e-mail was skipped", "pip install 'counterclaim[html]'"),
        ("1 WARC file was skipped", "pip install 'counterclaim[warc]'"),
        ("1 PDF file was skipped", "pip install 'counterclaim[pdf]'"),
        ("1 feed was skipped", "pip install 'counterclaim[feeds]'"),
        ("1 Parquet file was skipped", "pip install 'counterclaim[tables]'"),
    }
