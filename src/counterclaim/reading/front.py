"""The lines at the head of a file in which somebody noted what the report is: "Outlet: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Final

from counterclaim.model import Furniture, Span
from counterclaim.reading.lines import lines
from counterclaim.reading.record import Record

#: What a line gives, by its key. The day is read with all other date lines of the text.
_GIVES: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("outlet", "publisher", "publication", "newspaper", "source"), "outlet"),
        **dict.fromkeys(("title", "headline"), "title"),
        **dict.fromkeys(("url", "link", "address"), "url"),
        "language": "language",
        **dict.fromkeys(("date", "published", "publication date", "author", "byline"), ""),
    }
)
_NOTE: Final = re.compile(r"(?P<key>[A-Za-z]{3,20}(?: date)?):\s{1,20}(?=\S)")
_QUOTES: Final = ("'", '"')
_ADDRESS: Final = re.compile(r"https?://\S+\Z")
_FENCE: Final = "---"
_MOST: Final = 12  # lines


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the front: its key, and the characters of its value."""

    line: Span
    key: str
    value: Span


@dataclass(frozen=True, slots=True)
class Front:
    """The notes at the head of a text, and the ``fences`` ("---") around them."""

    text: str
    notes: tuple[Note, ...] = ()
    fences: tuple[Span, ...] = ()

    @property
    def end(self) -> int:
        return max((line.end for line in self._lines), default=0)

    @property
    def title(self) -> Span | None:
        return next((note.value for note in self.notes if _GIVES[note.key] == "title"), None)

    @property
    def furniture(self) -> Iterator[Furniture]:
        """All of it but the headline."""
        for line in self._lines:
            if self.title is None or not line.start <= self.title.start < line.end:
                yield Furniture(line, "markup")

    def supplied(self, record: Record) -> Record:
        """The record with what it lacks."""
        said = {_GIVES[note.key]: note.value.of(self.text) for note in reversed(self.notes)}
        if not _ADDRESS.match(said.get("url", "")):
            said.pop("url", None)
        return record.supplied(said, "the head of the text")

    @property
    def _lines(self) -> tuple[Span, ...]:
        return (*(note.line for note in self.notes), *self.fences)


def front(text: str) -> Front:
    """The front of a text: lines such as "Outlet: Harbour Times" below one another, between "---"
    or not. A single line counts only if it says "Outlet": "Source: …" may credit an agency."""
    first = list(islice(lines(text), _MOST))
    fences = first[:1] if first and first[0].of(text) == _FENCE else []
    notes = list(_notes(text, first[len(fences) :]))
    if fences:
        behind = first[1 + len(notes) : 2 + len(notes)]
        if not behind or behind[0].of(text) != _FENCE:
            return Front(text)
        fences += behind
    if len(notes) < 2 and [note.key for note in notes] != ["outlet"]:
        return Front(text)
    return Front(text, tuple(notes), tuple(fences))


def _notes(text: str, below: list[Span]) -> Iterator[Note]:
    """Those with which the lines begin, up to an empty line."""
    before = below[0].start if below else 0
    for line in below:
        found = _NOTE.match(line.of(text))
        if found is None or (key := found["key"].casefold()) not in _GIVES:
            return
        if text.count("\n", before, line.start) > 1:
            return
        yield Note(line, key, _unquoted(text, Span(line.start + found.end(), line.end)))
        before = line.end


def _unquoted(text: str, value: Span) -> Span:
    quoted = len(value) > 2 and text[value.start] == text[value.end - 1] in _QUOTES
    return Span(value.start + 1, value.end - 1) if quoted else value
