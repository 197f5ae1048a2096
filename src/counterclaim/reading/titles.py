"""The headline of a report, and where it stands in the text."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from counterclaim.model import Span
from counterclaim.reading.front import Front
from counterclaim.reading.lines import line_kind, lines, unmarked
from counterclaim.reading.wrapping import blocks

#: A headline stands among the first lines; furniture may come before it.
_LINES: Final = 30
_LONGEST_HEADLINE: Final = 220
_FEWEST_WORDS: Final = 3
#: Marks that a page and its metadata often write differently, each for one character.
_ALIKE: Final = str.maketrans("‘’“”–—\u00a0", "''\"\"-- ")
_DATELINE: Final = re.compile(r"[^\n]{2,60}(?:\)\s*[-–—:]|\s[–—]\s|\s--|--\s)")


def titled(text: str, given: str, noted: Front) -> tuple[str, Span | None]:
    """The title and the characters of the text that it stands on, if it stands there.

    A given title is looked for at the start of the text, behind white space and Markdown marks,
    then as a line of its own among the first 30, whatever the form of its quotation marks and
    dashes. Without one, the first line that is no furniture, behind what is ``noted`` at the head,
    is the title if it looks like a headline; else the title is empty.
    """
    title = given.strip()
    if title:
        own = noted.title
        return title, own if own and own.of(text) == title else _stands(text, title)
    span = _headline(text, noted.end)
    return (span.of(text), span) if span else ("", None)


def _stands(text: str, title: str) -> Span | None:
    wanted = title.translate(_ALIKE)
    for at, line in enumerate(islice(lines(text), _LINES)):
        bare = unmarked(text, line)
        if bare is None:
            continue
        end = bare.start + len(title)
        whole = bare.end == end
        if (at == 0 or whole) and text[bare.start : end].translate(_ALIKE) == wanted:
            return Span(bare.start, end)
    return None


def _headline(text: str, start: int) -> Span | None:
    """The first line that is no furniture, if it is a headline with a report behind it."""
    first = list(islice(lines(text, start), _LINES))
    for at, line in enumerate(first):
        bare = unmarked(text, line)
        if bare is None or line_kind(text, line) is not None:
            continue
        marked = line.of(text).startswith("#")
        words = bare.of(text).split(maxsplit=_FEWEST_WORDS)
        if len(words) < _FEWEST_WORDS and not marked:
            if at + 1 < len(first) and len(bare) <= 40 and bare.of(text)[-1] not in ".!?":
                continue  # the name of a section: "World", "Middle East"
            return None
        return bare if _looks_like_one(text, bare, line) and at + 1 < len(first) else None
    return None


def _looks_like_one(text: str, bare: Span, line: Span) -> bool:
    written = bare.of(text)
    if len(bare) > _LONGEST_HEADLINE or _DATELINE.match(written):
        return False
    if written[-1] in ".,;:" and not written.endswith("..."):
        return False
    return _stands_alone(text, line)


def _stands_alone(text: str, line: Span) -> bool:
    """Whether the line ends something, and is not the first of prose that was wrapped."""
    paragraph = text[line.start : line.end + 2000]
    begin, end = next(iter(blocks(paragraph)))
    return begin + end <= len(line) + 2
