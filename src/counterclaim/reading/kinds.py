"""What kind of input bytes are: by the first of them where these are plain, else by the name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import Final, Literal

from counterclaim.plugins import Plugin, offered

Kind = Literal[
    "text", "lines", "json", "table", "page", "feed", "mail", "pdf", "warc", "parquet", "archive",
    "plugged",
]  # fmt: skip
#: Kinds of which each file is one report, as metadata describes them.
SINGLE: Final[frozenset[str]] = frozenset(("text", "page", "mail", "pdf"))
#: Bytes that tell the kind; comments may stand before the first element of a page.
HEAD: Final = 4096

_SUFFIXES: Final[dict[str, Kind]] = {
    ".txt": "text", ".text": "text", "": "text", ".md": "text", ".markdown": "text",
    ".jsonl": "lines", ".ndjson": "lines", ".json": "json", ".csv": "table", ".tsv": "table",
    ".html": "page", ".htm": "page", ".xhtml": "page", ".shtml": "page", ".eml": "mail",
    ".pdf": "pdf", ".warc": "warc", ".parquet": "parquet",
    ".zip": "archive", ".tar": "archive", ".gz": "archive", ".tgz": "archive", ".bz2": "archive",
    ".xz": "archive",
}  # fmt: skip
_MAGIC: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"%PDF-", "pdf"), (b"WARC/", "warc"), (b"PAR1", "parquet"), (b"PK\3\4", "archive"),
    (b"PK\5\6", "archive"), (b"\x1f\x8b", "archive"), (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
)  # fmt: skip
#: Kinds that would pass for text, or be told of as binary, where a plainer word helps.
_OTHER: Final = frozenset(
    (".xml", ".rss", ".atom", ".doc", ".docx", ".xls", ".xlsx", ".odt", ".rtf", ".epub", ".mobi")
)
#: Office files and e-books are ZIPs that name themselves in their first member.
_OFFICE: Final = (b"[Content_Types].xml", b"mimetype", b"_rels/")
_BEFORE: Final = re.compile(rb"\s*(?:<\?[^>]*>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*")
_ELEMENT: Final = re.compile(rb"(?:<!doctype\s+(?P<type>[a-z]+)|<(?P<name>[a-z][\w:]*))")
_ROOTS: Final[dict[bytes, Kind]] = {
    b"html": "page", b"rss": "feed", b"feed": "feed", b"rdf:rdf": "feed",
}  # fmt: skip
_HEADERS: Final = re.compile(rb"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){3}")
_MAIL: Final = re.compile(rb"^(?:message-id|mime-version|received|return-path):", re.I | re.M)


@cache
def readers() -> Mapping[str, Plugin]:
    """The plug-ins that read files, by the end of the file's name: ".eml"."""
    offers = offered("readers", [end.lstrip(".") for end in _SUFFIXES])
    return {f".{name.lower()}": plugin for name, plugin in offers.items()}


def kind(head: bytes, name: str) -> Kind | None:
    """The kind of a file by its first bytes (at most ``HEAD``) and its name.

    A plug-in has the files whose names end as it says. PDF, WARC, Parquet, packed files, HTML and
    feeds say themselves what they are, whatever their name; e-mail does where the name says
    nothing. None where neither tells a kind that is read.
    """
    if suffix(name) in readers():
        return "plugged"
    by_name = _SUFFIXES.get(suffix(name))
    if head.startswith(b"PK") and head[30:60].startswith(_OFFICE):
        return None
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if head[257:262] == b"ustar":
        return "archive"
    written = _root(head)
    if written in _ROOTS:
        return _ROOTS[written]
    if suffix(name) == "" or by_name is None:
        headers = _HEADERS.match(head)
        if headers and _MAIL.search(head):
            return "mail"
    return by_name


def outright(head: bytes, name: str) -> Kind | None:
    """The same for a file that a user names: text where nothing speaks against it."""
    found = kind(head, name)
    if found is not None:
        return found
    office = head.startswith(b"PK")
    return None if office or suffix(name) in _OTHER else "text"


def suffix(name: str) -> str:
    """The end of a name, in small letters: ".html"."""
    return PurePosixPath(name).suffix.lower()


def _root(head: bytes) -> bytes:
    """The first element, or the declared type, of a page or feed; in small letters."""
    plain = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lower()
    plain = plain.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    before = _BEFORE.match(plain)
    found = _ELEMENT.match(plain, before.end() if before else 0)
    return (found["type"] or found["name"]) if found else b""
