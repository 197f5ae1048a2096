"""Whose text a report says it is, and whom it heard things through.

Kinds, as annotated for tracing: ``dateline`` ("BEIRUT (Reuters) -"), ``byline`` (at the head of
the page), ``tail`` (at its end), ``inline`` ("a resident told AFP"), ``address`` (a web address).
Photographers' credits are none of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from counterclaim.model import Credit, Furniture, Span
from counterclaim.model.terms import CreditKind
from counterclaim.reading.datelines import Opening
from counterclaim.reading.datings import Dating
from counterclaim.reading.names import Named, host_name, mentions

#: Characters before and after a name that are read for its meaning.
_NEAR: Final = 70
_HEAD: Final = 900
_TAIL: Final = 420
_MEDIUM: Final = (
    r"(?:agency|agencies|broadcaster|channel|television|TV|newspaper|daily|weekly|magazine"
    r"|website|outlet|network|radio|station|wire|paper|portal|site)"
)
#: Words between a verb of hearing and the name: "told Turkey's state-run …".
_BETWEEN: Final = (
    r"(?:,? (?:an?|the|its|[A-Z][\w-]{1,40}(?:['’]s)?|[a-z]{1,20}-(?:language|run|owned"
    r"|affiliated|linked|backed|government|regime|opposition)|state|local|official)){0,8}"
)
_HEARD_BEFORE: Final = re.compile(
    r"(?:\b(?:[Tt]old|[Tt]ells?|telling|[Aa]ccording to|quoted by|cited by|[Rr]eported by|seen by"
    r"|spoke to|speaking to|statement to|interview (?:with|to)|supplied to|contributing to"
    r"|added to|e-?mail to|call with|citing|quoting|quotes|cites|via|as saying by|carried by"
    rf"|published by|obtained by){_BETWEEN}|\b{_MEDIUM})\s*[\"“‘(]?\Z"
)
#: These speak for a medium only before a name that means nothing else.
_HEARD_WEAKLY: Final = re.compile(r"\b(?:told|to|by)\s*[\"“‘(]?\Z")
_HEARD_AFTER: Final = re.compile(
    r"(?:['’]?s)?[\"”’)]?,?\s+(?:\(?(?:english|arabic|international|news|press|state|tv|radio"
    r"|satellite|television|news agency)\)?\s+)*"
    rf"(?:{_MEDIUM}s?|correspondents?|reporters?|photographers?|journalists?|reporting|reports?"
    r"|reported|said|says|saying|quot(?:ed|es|ing)|cit(?:ed|es|ing)|claim(?:ed|s)|confirm(?:ed|s)"
    r"|add(?:ed|s)|put|release[ds]?|show(?:ed|s)|cannot|could not|was not able|was not"
    r"|was unable|did not|has not|broadcast|aired|published|counted|learned|noted|wrote|via"
    r"|news)\b",
    re.IGNORECASE,
)
_ARTICLE_AT: Final = re.compile(
    r"\b(?:read (?:the )?full (?:article|story) (?:at|on)"
    r"|(?:originally|first) (?:published|appeared) (?:in|on|at|by))\s+(?:the )?\Z",
    re.IGNORECASE,
)
#: Menus: "Comment via …", "Connect with …".
_MENU: Final = re.compile(
    r"(?:comment via|connect with|follow|tags?|share on|more from)\W*\Z", re.I
)
_BY_NAME: Final = re.compile(r"\bby\s*\Z")
_SOURCE_OPEN: Final = re.compile(r"\b[Ss]ources?:[^.\n()]{0,60}\Z|\b[Ss]ource\s*\Z")
_SOURCE: Final = re.compile(
    r"(?:\b(?:sources?|with (?:input|inputs|reporting|files|additional reporting) (?:from|by)"
    r"|additional reporting (?:from|by)|(?:contributed|contributing) to this"
    r" (?:report|story|article) for|this (?:report|story|article) (?:was|is|first|originally)[^.\n]"
    r"{0,40}(?:by|in|on)|our standards:\s*the(?: thomson)?|all rights reserved|copyright|©)"
    r"\s{0,20}:?|\((?:with |source:? ?|via |from |report by )?|[-–—]{1,2}|\bmedia)"
    r"\s{0,20}[*_]{0,20}\Z",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(r"\s*(?:,|and|&|\+|/|,\s*and)\s*\Z")
_CONTRIBUTED: Final = re.compile(r"\s+contributed to this\b|\s+and agencies\b", re.IGNORECASE)
_REPORTED: Final = re.compile(r"\s+e?report(?:s|ed)\.?(?:\s+[\w/-]{1,12}){0,3}\s*\Z")
_AGENCIES: Final = re.compile(
    r"\b(?:(?P<tail>Agencies|agencies)(?=\s+contributed to this\b)"
    r"|(?<=Source: )(?P<source>[Aa]gencies)\b|(?<=Source )(?P<bare>[Aa]gencies)\b"
    r"|\b(?:from|by|with) (?P<input>(?:news )?agencies)(?=[.)\s]*\Z))"
)
_WITH_AGENCIES: Final = re.compile(r" (?:and|with|&|\+) [Aa]gencies\b")
_UNLISTED: Final = re.compile(
    r"(?:\b[Rr]ead (?:the )?[Ff]ull [Aa]rticle (?:at|on) (?P<at>[\w.-]{2,60}\.[a-z]{2,12})"
    r"|\b(?:contributed to this (?:report|story|article) for|[Ss]ource:)"
    r" (?P<tail>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})"
    r"|\b(?:news agency|broadcaster|newspaper|daily|news website|news site|news outlet|TV channel"
    r"|television channel|radio station|magazine) (?P<of>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3})"
    r"|(?P<the>\b(?!(?:The|An?|State|Official|Local) )[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2})"
    r" (?:news agency|newspaper|news website|news outlet|TV channel|television channel"
    r"|television network))\b"
)
_UNLISTED_KINDS: Final[dict[str, CreditKind]] = {"tail": "tail", "at": "byline"}
_PEOPLE: Final = re.compile(
    r"(?:The|A|An|According|Meanwhile|Also|In|On|To|But|And|State|Official|Local|Pro|Leading"
    r"|\w+-(?:[Rr]un|[Oo]wned|[Bb]acked|[Ll]inked|[Aa]ffiliated|[Ll]anguage)"
    r"|\w+(?:ian|ish|ese|ean|can|qi|li|eli|ani|bi|ni|ench|eek|utch|['’]s))\Z"
)
_PHOTO: Final = re.compile(r"\s+(?:20\d\d\b|/\s*[A-Z]|[Pp]hotos?\b|file\b|handout\b)|\s*/")
_ADDRESS: Final = re.compile(r"\b(?:https?://|www\.)(?P<host>[a-z0-9.-]{4,100})", re.IGNORECASE)


def credits(
    text: str,
    title: Span | None,
    opening: Opening | None,
    datings: Sequence[Dating],
    furniture: Sequence[Furniture],
    also: Iterable[str] = (),
) -> tuple[Credit, ...]:
    """The credits of a report, in order. A name may be credited at many places.

    ``also`` are names of media that are not in the list of the world's agencies and outlets.
    """
    page = _Page(text, title, opening, datings, furniture)
    found = sorted(
        [*page.named(also), *_dateline(opening), *_agencies(text), *_addresses(text)],
        key=lambda credit: (credit.span, credit.kind != "dateline"),
    )
    return tuple(_apart(_apart(found, ()), _unlisted(text)))


def _apart(first: Iterable[Credit], second: Iterable[Credit]) -> list[Credit]:
    """Both in order without overlaps; the first hold against the second."""
    kept: list[Credit] = []
    more: list[Credit] = []
    for credit in first:
        if not kept or credit.span.start >= kept[-1].span.end:
            kept.append(credit)
    starts = [credit.span.start for credit in kept]
    for credit in second:
        at = bisect_right(starts, credit.span.start)
        free = at == 0 or kept[at - 1].span.end <= credit.span.start
        if free and (at == len(starts) or credit.span.end <= starts[at]):
            more.append(credit)
    return sorted([*kept, *more], key=lambda credit: credit.span)


def _dateline(opening: Opening | None) -> Iterator[Credit]:
    """The dateline's agency, listed or not."""
    if opening is not None and opening.credit is not None and opening.name is not None:
        yield Credit(opening.name, opening.credit, "dateline")


class _Page:
    """What is known of a page when its names are read."""

    def __init__(
        self,
        text: str,
        title: Span | None,
        opening: Opening | None,
        datings: Sequence[Dating],
        furniture: Sequence[Furniture],
    ) -> None:
        self.text = text
        self.opening = opening
        self.headline = title.of(text) if title else ""
        self.title = title
        self.day_starts = {dating.span.start for dating in datings}
        self.day_ends = {dating.span.end for dating in datings}
        self.silent = [f.span for f in furniture if f.kind in ("caption", "agency")]
        self.closing = [f.span for f in furniture if f.kind == "credit"]
        self.end = self._end()

    def named(self, also: Iterable[str]) -> Iterator[Credit]:
        """The credits among the known names."""
        last: Credit | None = None
        silent = iter([*self.silent, Span(len(self.text), len(self.text) + 1)])
        quiet = next(silent)
        for named in mentions(self.text, also=also):
            while quiet.end <= named.span.start:
                quiet = next(silent)
            if quiet.overlaps(named.span):
                continue
            kind = self._kind(named, last)
            if kind is None:
                continue
            credit = Credit(named.name, named.span, kind)
            credit = _with_agencies(self.text, credit) if kind == "tail" else credit
            yield credit
            last = credit

    def _kind(self, named: Named, last: Credit | None) -> CreditKind | None:
        span, text = named.span, self.text
        before = text[max(0, span.start - _NEAR) : span.start]
        after = text[span.end : span.end + _NEAR]
        if self.opening and self.opening.credit and self.opening.credit.overlaps(span):
            return "dateline"
        if _photo(before, after, span.end >= self.end - 40):
            return None
        if self._at_head(span, before, after):
            return "byline"
        if self._at_tail(span, before, after, last):
            return "tail"
        heard = _HEARD_AFTER.match(after) or _HEARD_BEFORE.search(before)
        if not heard and not named.careful:
            heard = _HEARD_WEAKLY.search(before)
        return "inline" if heard and not _MENU.search(before) else None

    def _at_head(self, span: Span, before: str, after: str) -> bool:
        """Whether the name stands as a byline does."""
        if _ARTICLE_AT.search(before):
            return True
        if span.start > _HEAD:
            return False
        if self.title is not None and span.start < self.title.end:
            # "… | Jordan Times", "… - Region - World - Ahram Online"
            return span.start > 20 and before.rstrip()[-1:] in ("|", "-", "–", "—")
        if self._next(span.end) in self.day_starts:
            return True
        if _HEARD_AFTER.match(after):
            return False
        bare = before.rstrip()
        end = span.start - (len(before) - len(bare))
        if end in self.day_ends or (self.headline and self.text.endswith(self.headline, 0, end)):
            return True
        alone = bare == before.rstrip(" \t") and after.lstrip(" \t")[:1] in ("\n", "\r")
        return alone or bool(_BY_NAME.search(before) and self._labelled(span.start))

    def _labelled(self, place: int) -> bool:
        """Whether a date line ends shortly before: "Posted on April 19 2017 by …"."""
        return any(0 <= place - end <= 12 for end in self.day_ends)

    def _at_tail(self, span: Span, before: str, after: str, last: Credit | None) -> bool:
        """Whether the name stands as a closing credit does."""
        at = bisect_right(self.closing, span.start, key=lambda closing: closing.start)
        if at and self.closing[at - 1].contains(span):
            return True
        if _CONTRIBUTED.match(after):
            return True
        if _SOURCE_OPEN.search(before):
            return True
        if span.start < self.end - _TAIL:
            return False
        if _SOURCE.search(before) or _REPORTED.match(self.text[span.end : self.end]):
            return True
        if last is not None and last.kind == "tail" and last.span.end > span.start - 12:
            return _JOINED.match(self.text[last.span.end : span.start]) is not None
        bare = before.rstrip()
        return span.end >= self.end - 3 and bare[-1:] in (".", '"', "”", "\n", "")

    def _next(self, place: int) -> int:
        """The place of the next character that is no space."""
        while place < len(self.text) and self.text[place] in " \t\r\n|,-–—":
            place += 1
        return place

    def _end(self) -> int:
        """Where the report ends: before what the page says about itself."""
        end = len(self.text)
        for span in reversed(self.silent):
            if not self.text[span.end : end].strip(" \n\r\t*_"):
                end = span.start
        while end and self.text[end - 1] in " \n\r\t*_).":
            end -= 1
        return end


def _photo(before: str, after: str, closes: bool) -> bool:
    """Whether the name credits a picture: "(AFP Photo)", "(Reuters)", "AFP 2018 JALAA MAREY"."""
    if _PHOTO.match(after):
        return True
    opened = before.rfind("(")
    if opened <= before.rfind(")") or ")" not in after:
        return False
    inside = before[opened + 1 :].lower()
    if inside.startswith(("photo", "picture", "image", "file")):
        return True
    return not closes and not inside.startswith(("with ", "source", "via "))


def _with_agencies(text: str, credit: Credit) -> Credit:
    more = _WITH_AGENCIES.match(text, credit.span.end)
    if more is None:
        return credit
    span = Span(credit.span.start, more.end())
    return replace(credit, name=f"{credit.name} and agencies", span=span)


def _agencies(text: str) -> Iterator[Credit]:
    """The word "agencies" where it stands for a credit."""
    for found in _AGENCIES.finditer(text):
        group = found.lastgroup or "tail"
        yield Credit("agencies", Span(*found.span(group)), "tail")


def _unlisted(text: str) -> Iterator[Credit]:
    """Media that are not listed, where the words around them say that they are media."""
    for found in _UNLISTED.finditer(text):
        group = found.lastgroup or "of"
        start, end = found.span(group)
        words = text[start:end].split(" ")
        while group not in ("tail", "at") and words and _PEOPLE.match(words[0]):
            start += len(words.pop(0)) + 1
        if start < end and (group != "the" or len(words[0]) > 1):
            yield Credit(text[start:end], Span(start, end), _UNLISTED_KINDS.get(group, "inline"))


def _addresses(text: str) -> Iterator[Credit]:
    """Known outlets' web addresses in the text."""
    for found in _ADDRESS.finditer(text):
        host = found["host"].rstrip(".-")
        name = host_name(host)
        if name is not None:
            start = found.start("host")
            yield Credit(name, Span(start, start + len(host)), "address")
