"""Whose page a report stands on, where its own lines say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from counterclaim.model import Credit, Furniture, Span
from counterclaim.reading.names import mentions

#: Agencies that live by selling their text: their name under a report tells the text's origin,
#: not the page.
_WIRES: Final = frozenset(
    "AFP|AP|Reuters|UPI|DPA|EFE|ANSA|Xinhua|TASS|Interfax|RIA Novosti|Kyodo|PTI|IANS|ANI|PA Media"
    "|Anadolu Agency|Yonhap|Bernama|MENA|PAP|APA (Austria)|agencies".split("|")
)
#: A closing line is short.
_LINE: Final = 70
_CONTRIBUTED: Final = re.compile(r"\bcontribut\w+ to this (?:report|story|article) for\s*\Z")


def page_outlet(
    text: str,
    title: Span | None,
    credits: Sequence[Credit],
    furniture: Sequence[Furniture],
    url: str | None,
) -> tuple[str, str] | None:
    """The outlet that the page names as its own, as written there, and in words where it does.

    That is the name behind a headline ("… | Jordan Times"), the one that somebody contributed
    for, the one that tells about itself, or that stands alone as a closing line and is no wire
    agency; at last the host of the address.
    """
    for credit in credits:
        if title is not None and credit.kind == "byline" and title.contains(credit.span):
            return credit.span.of(text), "named behind the headline"
    for credit in credits:
        before = text[max(0, credit.span.start - 60) : credit.span.start]
        if credit.kind == "tail" and _CONTRIBUTED.search(before):
            return credit.span.of(text), "named in the closing line"
    for item in furniture:
        if item.kind == "agency":
            own = next(mentions(text, item.span.start, item.span.end), None)
            if own is not None:
                return own.span.of(text), "described at the end of the page"
    for item in furniture:
        if item.kind == "credit" and len(item.span) <= _LINE:
            own = next(mentions(text, item.span.start, item.span.end), None)
            if own is None or own.name in _WIRES:
                continue
            rest = text[item.span.start : own.span.start] + text[own.span.end : item.span.end]
            if not any(char.isalnum() for char in rest):
                return own.span.of(text), "named in the closing line"
    host = url_host(url)
    return (host, "the host of the address") if host else None


def url_host(url: str | None) -> str | None:
    """The host of an address without "www.", in lower case; None where it has none."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url[:12] else f"//{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None
