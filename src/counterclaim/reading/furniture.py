"""What on a page is not the report: marked, never removed.

Kinds: ``caption``, ``heading`` (may still be read for claims), ``rule``, ``link``, ``credit``
(a closing credit or a photographer's), ``agency`` (what an agency says about itself), ``date``,
``markup``. The headline is no furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from typing import Final

from counterclaim.model import Furniture, Span
from counterclaim.model.terms import FurnitureKind
from counterclaim.reading.datings import Dating
from counterclaim.reading.front import Front
from counterclaim.reading.lines import LONGEST, line_kind, lines, unmarked
from counterclaim.reading.names import known, mentions

_PROSE: Final = 80
_HEADING: Final = 100
_ENDS: Final = tuple(".!?…:;,\"”’'»)")
_SENTENCE_ENDS: Final = tuple(".!?…\"”’'»)")
_ARTICLE_AT: Final = re.compile(
    r"\b[Rr]ead (?:the )?[Ff]ull (?:[Aa]rticle|[Ss]tory) (?:at|on) [^\s]{2,60}"
)
_ABOUT: Final = re.compile(
    r"(?: [A-Z][\w'’-]+| \([^()]{1,40}\)){0,4},?\s+"
    r"(?P<verb>(?:was |which was )?(?:founded|established|launched) (?:on|in|by)"
    r"|is (?:the|an?|one of)\b[^.]{0,120}\b(?:agency|newspaper|daily|network"
    r"|broadcaster|channel|outlet|magazine|publication|portal|website|news)\b)",
    re.IGNORECASE,
)
#: "(Reuters Photo)", "(TRT World and Agencies)" behind a caption that stands within a line.
_PHOTO: Final = re.compile(r"\((?P<inside>[^()\n]{2,60})\)")
_PICTURES: Final = ("file photo", "archive", "photo", "file")
#: "(Amal Noor / Daily News)".
_STROKE: Final = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3} ?/ ?[A-Z][\w.'’ -]+\Z")
#: What follows the brackets of a dateline.
_LEADS: Final = re.compile(r"\s*[-–—―\x96\x97]")
_PHOTO_WORD: Final = re.compile(
    r"\b(?:photos?|file|image|picture|archive|handout|getty)\b", re.IGNORECASE
)
_CLOSING: Final = re.compile(
    r"[(*_]*(?:sources?\s*:|reporting by\b|editing by\b|writing by\b|additional reporting\b"
    r"|with (?:inputs?|files|reporting|additional reporting) (?:from|by)\b"
    r"|(?:edited|compiled|translated) by\b|contributing\s*:"
    r"|[A-Z][^.\n]{2,80} contributed (?:to|reporting)\b)",
    re.IGNORECASE,
)
_CLOSING_NEAR_END: Final = 1500
#: A standfirst is looked for among the first lines.
_STANDFIRST: Final = 12


def furniture(
    text: str, title: Span | None, datings: Sequence[Dating], noted: Front
) -> tuple[Furniture, ...]:
    """The furniture of a page, in order, without overlaps."""
    found = [
        *noted.furniture,
        *_marks(text, title),
        *_by_line(text, title, datings),
        *(Furniture(dating.span, "date") for dating in datings),
        *_within(text),
        *_about(text),
    ]
    return _settled(found)


def _settled(found: Sequence[Furniture]) -> tuple[Furniture, ...]:
    """In order, the longer of two that overlap."""
    kept: list[Furniture] = []
    for item in sorted(found, key=lambda f: (f.span.start, -f.span.end)):
        if kept and item.span.start < kept[-1].span.end:
            if len(item.span) > len(kept[-1].span):
                kept[-1] = item
            continue
        kept.append(item)
    return tuple(kept)


def _marks(text: str, title: Span | None) -> Iterator[Furniture]:
    """The Markdown marks around the headline."""
    if title is None:
        return
    line = next(
        (line for line in lines(text, _line_start(text, title)) if line.overlaps(title)), None
    )
    if line is not None and line.start < title.start and line.of(text)[0] in "#*_>":
        yield Furniture(Span(line.start, title.start), "markup")
        if line.end > title.end:
            yield Furniture(Span(title.end, line.end), "markup")


def _line_start(text: str, title: Span) -> int:
    return max(text.rfind(mark, 0, title.start) for mark in "\n\r") + 1


def _by_line(text: str, title: Span | None, datings: Sequence[Dating]) -> Iterator[Furniture]:
    """Lines that are furniture, by their own look or by that of their neighbours."""
    before: Span | None = None
    line: Span | None = None
    prose = False
    dated = {dating.span.start for dating in datings}
    for at, after in enumerate(chain(lines(text), [None])):
        if line is not None and not (title and line.overlaps(title)):
            kind = line_kind(text, line) or _closing(text, line)
            if line.start not in dated:
                kind = kind or _heading(text, before, line, after, prose)
            if kind is None and at <= _STANDFIRST and _repeated(text, line):
                kind = "heading"
            if kind is not None:
                yield Furniture(line, kind)
            prose = prose or (kind is None and len(line) >= _PROSE)
        before, line = line, after


def _closing(text: str, line: Span) -> FurnitureKind | None:
    """A line that only credits: "**Radio Habana Cuba**", "Reporting by …; Editing by …"."""
    bare = unmarked(text, line)
    if bare is None or len(bare) > LONGEST:
        return None
    if len(bare) <= 60 and known(bare.of(text)):
        return "credit"
    near = len(text) - bare.start <= _CLOSING_NEAR_END
    return "credit" if near and len(bare) <= 300 and _CLOSING.match(bare.of(text)) else None


def _heading(
    text: str, before: Span | None, line: Span, after: Span | None, prose: bool
) -> FurnitureKind | None:
    """A short line without a full stop, ahead of prose: the name of a section, a cross-heading."""
    bare = unmarked(text, line)
    if bare is None or len(bare) > _HEADING or after is None:
        return None
    written = bare.of(text)
    if text[line.start] == "#":
        return "heading"
    if not prose:
        section = len(bare) <= 40 and not written.endswith(_ENDS) and written[0].isupper()
        return "heading" if section else None
    quoted = written[0] in "‘'“\"«" and written[-1] in "’'”\"»" and written[-2] not in ".,!?"
    if written.endswith(_ENDS) and not quoted:
        return None
    around = before is not None and len(before) >= _PROSE and _is_prose(text, after)
    return "heading" if around else None


def _is_prose(text: str, line: Span) -> bool:
    return len(line) >= _PROSE and text[line.end - 1] in _SENTENCE_ENDS


def _repeated(text: str, line: Span) -> bool:
    """Whether a line near the start is taken word for word from a paragraph further down."""
    if not _PROSE // 2 <= len(line) <= LONGEST:
        return False
    return text.find(line.of(text), line.end) >= 0


def _within(text: str) -> Iterator[Furniture]:
    """Furniture that shares its line with the report."""
    for link in _ARTICLE_AT.finditer(text):
        yield Furniture(Span(*link.span()), "link")
    for brackets in _PHOTO.finditer(text):
        inside = brackets["inside"]
        named = next(mentions(inside), None)
        if _LEADS.match(text, brackets.end()):
            continue
        if named is None or named.span.start > 8:
            if inside.lower() in _PICTURES or _STROKE.match(inside):
                yield Furniture(Span(*brackets.span()), "credit")
            continue
        alone = re.fullmatch(r"\W*(?:(?:and|via) \w+\W*)?", inside[named.span.end :])
        sentence = (
            text[max(0, brackets.start() - 4) : brackets.start()].rstrip()[-1:] in ".!?"
            if alone
            else False
        )
        if _PHOTO_WORD.search(inside) or (sentence and brackets.end() < len(text) - 40):
            yield Furniture(Span(*brackets.span()), "credit")


def _about(text: str) -> Iterator[Furniture]:
    """What an agency says about itself, at the end of the page."""
    start = max(0, len(text) - 2500)
    named = list(mentions(text, start))
    for one, following in zip_longest(named, named[1:]):
        about = _ABOUT.match(text, one.span.end, min(len(text), one.span.end + 260))
        if about is None or (following and following.span.start < about.start("verb")):
            continue
        before = text[max(0, one.span.start - 60) : one.span.start].rstrip(" \t*_")
        fresh = (
            not before
            or before[-1] in ".\n\r!?"
            or any(other.span.end == one.span.start - 1 for other in named)
        )
        if fresh:
            yield Furniture(Span(one.span.start, len(text.rstrip())), "agency")
            return
