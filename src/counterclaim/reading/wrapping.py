"""Line breaks that end something, and line breaks that only wrap prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

#: One line with its break. Every break that Unicode knows counts, save U+0085: in badly decoded
#: Windows text that is an ellipsis.
_LINE: Final = re.compile(r"[^\n\r\v\f\u2028\u2029]*(?:\r\n|[\n\r\v\f\u2028\u2029]|\Z)")
#: Lines wrapped by hand or by a mail program are between these widths, in characters.
_NARROW, _WIDE = 40, 100
_MARKS: Final = re.compile(r"\s*(?:[-*+•>|#=_]|\d{1,3}[.)]\s)")


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """The runs of ``text`` within which a line break is only a place where prose was wrapped.

    Empty lines end a run. So does a single line break, except where the run of lines is plainly
    wrapped at one width (40 to 100 characters) and the next line's first word would not have
    fitted on this one. Headlines, captions and lines of a list
    therefore stand alone. Every character lies in exactly one run.
    """
    group: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        if line.end() == line.start():
            continue
        if line[0].isspace() or line.end() - line.start() > _WIDE + 2:
            yield from _joined(text, group)
            yield line.span()
            group = []
        else:
            group.append(line.span())
    yield from _joined(text, group)


def _joined(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines of a paragraph, joined where they are wrapped prose."""
    widths = [len(text[start:end].rstrip()) for start, end in lines]
    width = max(widths, default=0)
    wrapped = _NARROW <= width <= _WIDE
    # Where a capital begins the next line, only an even right edge tells prose from a list.
    even = len(widths) >= 3 and all(wide >= 0.75 * width for wide in widths[:-1])
    begin = 0
    for at in range(len(lines)):
        if wrapped and at + 1 < len(lines):
            following = text[slice(*lines[at + 1])]
            if _runs_on(following, width - widths[at], even):
                continue
        yield lines[begin][0], lines[at][1]
        begin = at + 1


def _runs_on(following: str, room: int, even: bool) -> bool:
    """Whether a line with ``room`` characters left runs on in the ``following`` one."""
    words = following.split(maxsplit=1)
    if not words or _MARKS.match(following) or len(words[0]) + 1 <= room:
        return False
    return even or words[0][0].islower()
