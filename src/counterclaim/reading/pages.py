"""Reports as web pages: the article without what surrounds it, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from counterclaim.model import Problem
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.decoding import decoded
from counterclaim.reading.extras import library
from counterclaim.reading.markup import TooMuchMarkupError, text_of, tree
from counterclaim.reading.page_metadata import page_metadata
from counterclaim.reading.record import Record
from counterclaim.reading.sources import Source

_CHARSET: Final = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*(?:["']\s*)?([\w.:-]{2,40})""", re.I
)
_DECLARED: Final = 4096  # bytes: browsers look for a charset in the first 1,024
#: Letters: shorter results are a menu or a notice, where the page holds more than twice as much.
_SHORT: Final = 80


def page(source: Source, policy: Policy = DEFAULT) -> Iterator[Record | Problem]:
    """The report on a saved page.

    The main text is found by trafilatura. Where it finds none, all text of the page is taken and
    the document says so. The headline is put before it as a line of its own. Nothing in the page
    is run, and nothing that it links to is loaded.
    """
    data = source.read(policy.read_markup)
    if data is None:
        yield source.too_long(policy.read_markup, "save the article alone, or its text")
        return
    yield page_record(source, data, policy)


def page_record(
    source: Source, data: bytes, policy: Policy, *, charset: str = "", url: str = ""
) -> Record | Problem:
    """The report on a page; ``charset`` and ``url`` are what its server said."""
    told = _CHARSET.search(data[:_DECLARED])
    text = decoded(data, charset or (told[1].decode("ascii") if told else ""))
    if text is None:
        return source.problem("is no HTML but a binary file", "save the page again")
    try:
        root = tree(text.text, policy)
    except TooMuchMarkupError:
        what = f"has more than {policy.read_elements:,} elements"
        return source.problem(what, "save the article alone, or its text")
    found = None if root is None else _article(root)
    if not found:
        return source.problem(
            "holds no text", "a page that is filled by scripts must be saved once it is filled"
        )
    body, notes = found
    said = page_metadata(root)
    return Record(
        text=_headed(said.title, body),
        file=source.name,
        place=source.place,
        title=said.title,
        outlet=said.outlet,
        published=said.published,
        url=said.url or url,
        language=said.language,
        giver=said.giver,
        notes=(*text.notes, *notes),
    )


def _article(root: Any) -> tuple[str, tuple[str, ...]] | None:
    """The main text and notes on it; None where the page has no text at all."""
    trafilatura = library("trafilatura", "html")
    whole = text_of(root)
    found = trafilatura.bare_extraction(root, include_comments=False, with_metadata=False)
    text = (found.text or "").strip() if found is not None else ""
    if len(text) >= _SHORT or (text and len(whole) < 2 * len(text)):
        return text, ()
    note = "no article was found on the page; all of its text was taken"
    return (whole, (note,)) if whole.strip() else None


def _headed(title: str, body: str) -> str:
    """The text with the headline before it, if it does not begin with it."""
    if not title or body[: len(title) + 200].casefold().find(title.casefold()) >= 0:
        return body
    return f"{title}\n\n{body}"
