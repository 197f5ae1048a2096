"""The lines of a page, one at a time, and what each looks like by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from counterclaim.model import Span
from counterclaim.model.terms import FurnitureKind
from counterclaim.reading.days import days
from counterclaim.reading.names import known

_LINE: Final = re.compile(r"[^\n\r\v\f\u2028\u2029]+")
#: Marks of Markdown around a headline or a closing line: "# *…*", "**…**".
_MARKS: Final = "#*_>` \t\u00a0"
_RULE: Final = re.compile(r"[-*_=~—–#•·\s]{3,}\Z")
_LINK: Final = re.compile(
    r"(?:!?\[[^\]\n]{0,300}\]\s*\([^)\s]{1,2000}\)|<?https?://\S+>?|www\.\S+)\Z"
)
_IMAGE: Final = re.compile(r"!\[[^\]\n]{0,300}\]\s*\([^)\s]{1,2000}\)\Z")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,300}>\Z")
#: Lines that lead away from the report.
_INVITATION: Final = re.compile(
    r"(?:connect with us|follow us|like us|join us|join our|subscribe|sign up"
    r"|read (?:also|more|next)|also read|see also|related(?: news| articles| stories| topics)?"
    r"|more from|most read|share\b"
    r"|tweet\b|print\b|e-?mail\b|advertisement|tags?\b|topics\b|copy link|click here|listen to this"
    r"|watch:|comments?\b|read full (?:article|story) at|keep reading|get short url|view all"
    r"|download (?:the|our) app|support (?:us|our)|donate)",
    re.IGNORECASE,
)
_FOLLOW: Final = re.compile(
    r"follow .{2,40} on (?:twitter|facebook|instagram|telegram|x|whatsapp|youtube)\b", re.IGNORECASE
)
#: "By Amal Noor and Jan Berg" on a line of its own.
_BYLINE: Final = re.compile(
    r"(?:By|BY|by)(?:,? (?:[A-Z][\w.'’-]*|and|in|of|for|&|y|de|our|own|staff|special|agencies"
    r"|correspondents?|reporters?|writers?)){1,10}\Z"
)
_CAPTION: Final = re.compile(
    r"(?:(?:an? )?(?:file|archive|illustrative|undated|handout) (?:photo|picture|image|footage|pic)"
    r"|photos?\s*:|picture\s*:|image\s*:|caption\s*:|FILE\s*[-–—:]"
    r"|(?:in )?this (?:file |undated |handout |satellite |combination )*"
    r"(?:photo|picture|image|frame grab|screengrab)"
    r"|an? (?:still )?(?:image|picture|photo|photograph) (?:taken|shows|released|grab)"
    r"|still image)",
    re.IGNORECASE,
)
#: "AMMAR SAFARJALANI/XINHUA", "Amal Noor/Reuters" at the end of a line.
_BY_NAME: Final = re.compile(
    r"(?P<who>\b[^\W\d_][\w.'’-]{0,40}(?: [^\W\d_][\w.'’-]{0,40}){1,3}) ?/ ?"
    r"(?P<whose>[A-Z][A-Za-z. ]{1,40}?)[.*_ ]*\Z"
)
#: "(AFP Photo)", "[Photo/Agencies]", "Photo credit: …" at the end of a line.
_BY_WORD: Final = re.compile(
    r"(?:[(\[](?:(?:photo|image|picture|file|source|credit)\b[^()\[\]\n]{0,60}"
    r"|[^()\[\]\n]{1,60}\b(?:photo|image|picture|file|handout|archive)s?)[)\]]"
    r"|\b(?:photo|image|picture) ?(?:credit|courtesy|by|:)[^.\n]{1,60})[.*_ ]*\Z",
    re.IGNORECASE,
)
_DATE_LABEL: Final = re.compile(
    r"(?:first )?(?:published|posted|updated|last updated?|date)(?:\s*(?:on|at|by))?\s*:?\Z",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"(?:[\s,|/•·()-]|(?<!\d)\d{1,2}[:.]?\d{2}(?!\d)|[ap]\.?m\.?|at|on|gmt|utc|est|edt|bst|cet|ksa|local|time"
    r"|\+\d{1,2}|h\b|hrs?|publish(?:ed)?|posted|updated?|last|news|date|of|publication|by|:)*\Z",
    re.IGNORECASE,
)
#: Longer lines are prose; looking at them as furniture would cost time for nothing.
LONGEST: Final = 1200
_CAPTION_LONGEST: Final = 600


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The lines of ``text[start:end]`` that hold more than white space, without it around them."""
    stop = len(text) if end is None else end
    for line in _LINE.finditer(text, start, stop):
        span = trimmed(text, line.start(), line.end())
        if span is not None:
            yield span


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The run without white space around it; None where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def unmarked(text: str, line: Span) -> Span | None:
    """The line without Markdown marks around it; None where it is nothing else."""
    start, end = line.start, line.end
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return Span(start, end) if start < end else None


def line_kind(text: str, line: Span) -> FurnitureKind | None:
    """What furniture a line is by its own look, or None for a line of the report.

    Rules, markup, links and invitations ("Connect with us"), captions and photo credits, and
    lines that hold nothing but a date. Headings need their neighbours: see ``furniture``.
    """
    if len(line) > LONGEST:
        return None
    written = line.of(text)
    if _RULE.match(written):
        return "rule"
    if _TAG.match(written):
        return "markup"
    if _IMAGE.match(written):
        return "caption"
    if _LINK.match(written):
        return "link"
    bare = written.strip(_MARKS)
    if len(bare) <= _CAPTION_LONGEST and (_CAPTION.match(bare) or photo_credit(bare)):
        return "caption"
    if is_date_line(bare):
        return "date"
    if len(bare) > 80:
        return None
    if _FOLLOW.match(bare) or (_INVITATION.match(bare) and bare[-1] not in ".!?"):
        return "link"
    if _BYLINE.match(bare):
        return "credit"
    return None


def photo_credit(written: str) -> bool:
    """Whether a line ends in a photographer's or agency's name as captions do.

    Names with a stroke count in capitals, or where a listed agency stands behind the stroke:
    "clashes in Ras al-Ayn/Sere Kaniye" is none.
    """
    tail = written[-100:]
    by = _BY_NAME.search(tail)
    if by is not None:
        shouted = re.search(r"[A-Z'’-]{2,40} [A-Z'’-]{3,40}\Z", by["who"])
        if known(by["whose"]) or (shouted and by["whose"].isupper()):
            return True
    return _BY_WORD.search(tail) is not None


def is_date_line(written: str) -> bool:
    """Whether a line holds only a date, a time and their labels, or a label that lost its date.

    "News date 2024-12-05 Connect with us" is one too: what follows only invites.
    """
    if len(written) > 120:
        return False
    if _DATE_LABEL.match(written):
        return True
    found = days(written)
    if not found or found[0].year is None:
        return False
    before, after = written[: found[0].span.start], written[found[-1].span.end :].strip()
    return bool(_TIME.match(before)) and bool(_TIME.match(after) or _INVITATION.match(after))
