"""Where sentences begin and end.

A small splitter for news prose, written for text whose punctuation may be partly lost. It needs
no model, runs in time linear in the text, and never changes a character: it only tells places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from counterclaim.policy import DEFAULT, Policy
from counterclaim.reading.wrapping import blocks

#: Marks that may end a sentence, with the quotes and brackets that close behind them.
_ENDINGS: Final = re.compile(r"[.!?…؟۔]+[\"'”’»)\]*_]*|[。！？]+[”’」』]*")
_OPENERS: Final = "\"'“‘«([*_-–—"
#: A credit in brackets that stands by itself: "(Reuters Photo) At least …".
_ASIDE: Final = re.compile(r"\s*\([^()\n]{2,60}\)(?=\s+[\"“‘']?[A-Z0-9])")
#: "RENO, Nev. (AP) —", "MANCHESTER, N.H. -": the stop abbreviates a region in a dateline.
_REGION: Final = re.compile(r"\w, [A-Z][A-Za-z.]{1,4}\Z")
_DASHED: Final = re.compile(r"(?:\([^()\n]{2,40}\)\s*)?[-–—\x96\x97]")
_FRESH: Final = re.compile(r"[A-Z][a-z\s]|--?[A-Z]")
_BULLET: Final = re.compile(r"\s*[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})\Z")
_WORD: Final = re.compile(r"[^\s\"'“”‘’«»()\[\]*_]+\Z")
_NEXT: Final = re.compile(r"[\w'’-]+")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
_ARTICLE: Final = re.compile(r"(?:al|el|ad|ar|as|ash|at|az|an)-[^\W\d_]", re.IGNORECASE)


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: Never the end of a sentence when a name or a number follows.
_TITLES: Final = _words("""
    adm amb brig capt cdr cmdr col cpl dr fr gen gov hon insp lt maj mgr mr mrs ms msgr mt mme
    prof pvt rep reps rev sen sens sgt spc st ste supt pres vs no nos art arts fig figs vol pp ch
    sec approx ca cf est ext ft op pct ave blvd rd dept dist univ eg ie al e.g i.e viz resp
""")
#: May end a sentence; they do when a word that begins sentences follows.
_OTHERS: Final = _words("""
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    inc ltd co corp bros jr sr etc a.m p.m am pm km kg lbs hrs mins gmt
""")
#: Words that begin sentences far more often than they follow an abbreviation within one.
_STARTERS: Final = _words("""
    a about according after all also although among an and another as at because before but by
    despite during each earlier eight eleven even every five for four from he her his how however
    if in it its last later many meanwhile more most nearly nine no not on once one only other
    our over seven several she since six so some such ten that the their then there these they
    this those three through to two under until we what when where whether which while who why
    with you
""")
#: Among the titles, those that do end sentences when such a word follows.
_BOTH: Final = _words("al est no sec st")


def sentences(text: str, policy: Policy = DEFAULT) -> tuple[tuple[int, int], ...]:
    """The sentences of ``text`` as ``(start, end)`` places, in order, without white space around.

    Every character that is not white space lies in exactly one sentence. A sentence ends with a
    full stop, question or exclamation mark (and quotes closing behind it) before white space,
    unless the stop belongs to an abbreviation, an initial, a number or a list; and at a line
    break, unless the line is wrapped prose (see ``wrapping``). A sentence longer than
    ``policy.sentence_longest`` characters is cut at white space.
    """
    found: list[tuple[int, int]] = []
    for begin, end in blocks(text):
        start = begin
        for stop in _stops(text, begin, end):
            found += _cut(text, start, stop, policy.sentence_longest)
            start = stop
        found += _cut(text, start, end, policy.sentence_longest)
    return tuple(found)


def _stops(text: str, begin: int, end: int) -> Iterator[int]:
    """The places in a block behind which a new sentence begins."""
    for mark in _ENDINGS.finditer(text, begin, end):
        stop = mark.end()
        if stop >= end or (mark[0][0] not in "。！？" and not _ends(text, begin, end, mark)):
            continue
        yield stop
        aside = _ASIDE.match(text, stop, end)
        if aside:
            yield aside.end()


def _ends(text: str, begin: int, end: int, mark: re.Match[str]) -> bool:
    """Whether the stop found at ``mark`` ends a sentence that began in this block."""
    stop, after = mark.end(), text[mark.end() : min(mark.end() + 60, end)]
    before = text[max(begin, mark.start() - 40) : mark.start()]
    following = after.lstrip()
    if following == after:
        return _glued(before, mark[0], after)
    if not following:
        return stop + len(after) < end
    bare = following.lstrip(_OPENERS + " ")
    if bare[:1].islower() and following[0] != "(" and not _ARTICLE.match(bare):
        return False
    if mark[0][0] != ".":
        return mark[0][0] != "…" or not before[-1:].isspace()
    if mark[0].startswith(".."):
        return bool(before) and not before[-1].isspace() and not bare[:1].isdecimal()
    return _full_stop(before, len(before) == mark.start() - begin, mark[0], following)


def _full_stop(before: str, whole: bool, mark: str, after: str) -> bool:
    """Whether a single full stop after ``before`` and ahead of ``after`` is more than a mark of
    abbreviation; ``whole`` says that ``before`` reaches back to the start of the block."""
    if whole and _BULLET.match(before):
        return False
    if _DASHED.match(after) and _REGION.search(before):
        return False
    word = _WORD.search(before)
    if word is None or len(mark) > 1:
        return True
    last, following = word[0].lower(), _NEXT.match(after.lstrip(_OPENERS + " "))
    starter = following is not None and following[0].lower() in _STARTERS
    if last in _TITLES:
        return last in _BOTH and starter
    if last in _OTHERS or _INITIALS.match(word[0]):
        return starter
    return True


def _glued(before: str, mark: str, after: str) -> bool:
    """A stop with no space behind it ends a sentence only as in "fled.The army", "sieges.-AFP"."""
    word = before[-3:].isalpha() and before[-3:].islower()
    return word and mark == "." and _FRESH.match(after) is not None


def _cut(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """The run [start, end) without white space around, in pieces of at most ``longest``."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > longest:
        stop = _space(text, start, start + longest)
        yield from _cut(text, start, stop, longest)
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end


def _space(text: str, start: int, stop: int) -> int:
    """The last white space in (start, stop], or ``stop`` where there is none."""
    for place in range(stop, start, -1):
        if text[place].isspace():
            return place
    return stop
