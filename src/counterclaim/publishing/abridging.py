"""Long runs of words cut in the middle, with how much was left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.publishing.plain import shown
from counterclaim.publishing.word_rows import WordRow
from counterclaim.publishing.wording import counted

# Characters of one run. No passage of a report comes near; a hostile word of a megabyte does.
MOST_CHARACTERS = 4000
_KEPT_CHARACTERS = 300
_KEPT_MARKS = 30
_BREAK = re.compile(r"(?<![ \t])[ \t]*[\r\n\v\f\x85\u2028\u2029]\s*")
_BLANK = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Length:
    """A run of more than ``most`` words is shown as its first and last ``kept`` words."""

    most: int
    kept: int


def abridged(row: WordRow, held: range, length: Length) -> Markup:
    """The words of a range as HTML, at most so many, with the number of those left out.

    Of a run with too many characters the middle is left out as well.
    """
    text = row.words(held)
    if len(held) > length.most:
        head = row.words(range(held.start, held.start + length.kept))
        tail = row.words(range(held.stop - length.kept, held.stop))
        left_out = counted(len(held) - 2 * length.kept, "word")
    elif len(text) > MOST_CHARACTERS:
        head, tail = text[:_KEPT_CHARACTERS], text[-_KEPT_CHARACTERS:]
        left_out = counted(len(text) - len(head) - len(tail), "character")
    else:
        return spaced(text)
    head, tail = head[:_KEPT_CHARACTERS], tail[-_KEPT_CHARACTERS:]
    return Markup("{} <i>… {} …</i> {}").format(spaced(head), left_out, spaced(tail))


def marks(text: str) -> Markup:
    """What stands between two words as HTML: all of it, unless it is no punctuation any more."""
    if len(text) <= 2 * _KEPT_MARKS:
        return spaced(text)
    return Markup("{} … {}").format(spaced(text[:_KEPT_MARKS]), spaced(text[-_KEPT_MARKS:]))


def spaced(text: str) -> Markup:
    """The text as HTML, each run of white space as one space or one line end."""
    return shown(_BLANK.sub(" ", _BREAK.sub("\n", text)))
