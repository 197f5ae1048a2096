"""Names of media that only the rest of the collection can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from counterclaim.model import Document
from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.credits import credits
from counterclaim.reading.datelines import opening
from counterclaim.reading.datings import datings
from counterclaim.reading.names import telling


def with_names(
    documents: Sequence[Document], policy: Policy = DEFAULT, names: Iterable[str] = ()
) -> tuple[Document, ...]:
    """The documents, with credits to the collection's own outlets and the agencies they name.

    Local agencies are in no list; but if one document comes from "Pampero Wire" or has it in its
    dateline, then "told Pampero Wire" in another document is a credit. Nothing else is changed.
    ``names`` are those of further documents.
    """
    also = telling([*names, *media(documents)])
    return tuple(_credited(document, also, policy) for document in documents)


def media(documents: Iterable[Document]) -> Iterator[str]:
    """The outlets of documents, and the agencies that their datelines name."""
    for document in documents:
        line = document.dateline
        for name in (document.outlet, line.credit if line else None):
            if name:
                yield name


def _credited(document: Document, also: Sequence[str], policy: Policy) -> Document:
    text, title = document.text[: policy.read_page], document.title_span
    named = tuple(name for name in also if name in text)
    if not named:
        return document
    line = opening(text, title.end if title else 0)
    found = credits(text, title, line, datings(text, title), document.furniture, named)
    return document if found == document.credits else replace(document, credits=found)
