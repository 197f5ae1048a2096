"""Named people in a text: their full names, and the organisations that they speak for."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import Final

from counterclaim.extracting.vocabulary import words
from counterclaim.grounding.spelling import exact_key, skeleton
from counterclaim.grounding.wording import (
    FORCES,
    HEADS,
    OPPONENTS,
    PARTICLES,
    PEOPLES,
    SOURCES,
    TITLES,
)
from counterclaim.model import Entity, identifier

_TIMES: Final = 3  # places of a name that are looked at
_NEAR: Final = 70  # characters before a name in which it may be told by what it is
_REACH: Final = 110  # characters beside a name in which its organisation may stand
_POSTS: Final = (
    "head|heads|director|chief|spokesman|spokeswoman|spokesperson|founder|president|chairman|"
    "chairwoman|commander|minister|representative|coordinator|leader|envoy|official|member|"
    "manager|governor|ambassador|runs|leads|secretary|deputy|media officer"
)
_POST: Final = (
    rf"(?:{_POSTS}|Head|Director|Chief|Spokesman|Spokeswoman|Spokesperson|Commander|Envoy|"
    "Coordinator|Chairman|Representative)"
)
# What a post is like, and no part of the organisation's name: "Lantern Executive Director".
_RANKS: Final = words(
    "executive regional deputy special general managing acting senior former vice assistant "
    "media press military field country political joint permanent top"
)
_CAPITAL: Final = r"(?:[A-Z][\w&’-]{0,40}|(?:[A-Z]\.){1,9})"
_ORG: Final = rf"(?P<org>{_CAPITAL}(?: (?:of |for |and |the |in )?{_CAPITAL}){{0,6}})"
_TIED: Final = r"(?:of |for |at |with |from )"
_SMALL: Final = r"(?!(?:said|says|say|told|added|who|which|that|reported)\b)[a-z][\w-]{0,40}"
_AFTER: Final = re.compile(
    rf"[\s,(]{{1,3}}(?:who |the |a |an )?(?:{_SMALL} ){{0,2}}{_POST} "
    rf"(?:{_TIED}(?:the )?(?:{_SMALL} ){{0,2}}|(?:the )?){_ORG}"
)
_RUNS: Final = re.compile(
    rf"[\s,(]{{1,3}}who (?:heads|leads|runs|founded) (?:{_SMALL} ){{0,4}}{_ORG}"
)
# "… director of the Coast and Hills division at the Lantern Committee": a second organisation.
_FURTHER: Final = re.compile(rf"\A(?: {_SMALL}){{0,2}} {_TIED}(?:the )?(?:{_SMALL} ){{0,2}}{_ORG}")
_BESIDE: Final = re.compile(
    rf"[\s,(]{{1,3}}(?:the )?(?:{_ORG}(?: {_SMALL}){{0,2}} (?:{_POSTS})\b"
    rf"|of (?:the )?(?P<whose>{_CAPITAL}(?: (?:of |for |and |the |in )?{_CAPITAL}){{0,6}}))"
)
_BEFORE: Final = re.compile(
    rf"(?:(?P<whose>{_CAPITAL}(?: (?:of |for |and |the )?{_CAPITAL}){{0,5}}(?:['’]s|s)?"
    rf"(?: {_SMALL}){{0,2}}) {_POST}(?: (?:for|to|in) (?:the )?{_CAPITAL})?"
    rf"|{_POST} (?:of|for|at|with|from) (?:the )?(?:{_SMALL} ){{0,2}}{_ORG})"
    r"[\s,]{1,3}(?:[A-Z][\w.]{0,40} ){0,3}\Z"
)
# Organisations that are told by what they are: "the head of the monitoring group", "a coalition
# spokesman", "observatory head".
_WHAT: Final = rf"(?P<org>(?:the |a |an )?[\w-]+(?: {_SMALL}){{0,3}})"
_HEAD_OF_WHAT: Final = re.compile(
    rf"(?:[\s,(]{{1,3}}(?:the |a |an )?(?:{_SMALL} ){{0,2}})?{_POST} {_TIED}{_WHAT}"
)
_WHAT_HEAD: Final = re.compile(rf"(?:^|[\s,(]{{1,3}})(?:the |a |an )?(?P<org>{_SMALL}) {_POST}\b")
_MINISTER: Final = re.compile(
    r"(?P<field>(?:[A-Z][\w’']{1,40} )?[A-Za-z][a-z]{1,40}) [Mm]inister,?"
    r" (?:[A-Z][\w.]{0,40} ){0,2}\Z"
)
_NO_FIELD: Final = words("prime deputy former the a")
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*\.?")
_LONGEST_TEXT: Final = 100_000  # characters of a text in which a name is looked for
_MOST: Final = 20  # places of a surname that are looked at for the name before it


def is_person(name: str) -> bool:
    """Whether a name may be a person's: capitalised words, none of an organisation or force."""
    parts = [part for part in _WORD.findall(name) if part]
    if not 1 <= len(parts) <= 5:
        return False
    keys = {word for part in parts for word in exact_key(part).split()}
    if {"general", "staff"} <= keys or keys == {"staff"}:
        return False
    if keys & (HEADS.keys() | FORCES | OPPONENTS | SOURCES.keys() | PEOPLES.keys()):
        return False
    if len(parts) == 1 and (parts[0].isupper() or parts[0].endswith(("ish", "ian", "ese", "."))):
        return False
    return all(part[0].isupper() or _is_particle(part) for part in parts)


def _is_particle(part: str) -> bool:
    pieces = exact_key(part).split()
    return bool(pieces) and pieces[0] in PARTICLES


def without_title(name: str) -> str:
    """The name without the titles before it: "Gen. Ahmad Karim" → "Ahmad Karim"."""
    parts = name.split()
    while len(parts) > 1 and exact_key(parts[0]) in TITLES:
        parts.pop(0)
    return " ".join(parts)


def full_name(name: str, text: str, is_place: Callable[[str], bool]) -> str:
    """The longest form in which a text first names the bearer of a surname.

    "Karim" → "Ahmad Karim", where the text says so anywhere; else the name as it is.
    """
    if sum(not _is_particle(part) for part in name.split()) > 1:
        return name
    pattern = re.compile(
        r"(?<![\w’'-])((?:[A-Z][\w’'-]+ (?:[a-z]{2}[ -])?){1,2})" + re.escape(name) + r"(?![\w-])"
    )
    for found in islice(pattern.finditer(text[:_LONGEST_TEXT]), _MOST):
        before = _without_bodies(found.group(1))
        opens = _opens_sentence(text, found.start())
        while before and (_is_no_forename(before.split()[0]) or is_place(before.split()[0])):
            before, opens = before.partition(" ")[2], False
        if opens and before and _is_common(before.split()[0], text):
            before = before.partition(" ")[2]
        longer = f"{before}{name}"
        if before[:1].isupper() and is_person(longer):
            return longer
    return name


def _is_no_forename(word: str) -> bool:
    """A capitalised word before a surname that is no forename: a title, a sentence's first."""
    low = exact_key(word)
    return low in TITLES or low.endswith(("ian", "ish", "ese", "day")) or low in _OPENERS


def _without_bodies(before: str) -> str:
    """Without the words of an organisation that end just before: "Lantern Council Ana"."""
    parts = before.split(" ")
    at = max((i for i, part in enumerate(parts) if exact_key(part) in HEADS), default=-1)
    return " ".join(parts[at + 1 :])


def _opens_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 6) : at].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?\n:—–"


def _is_common(word: str, text: str) -> bool:
    """Whether the text has a word in small letters too, so that its capital tells nothing."""
    return re.search(rf"\b{re.escape(word.lower())}\b", text[:_LONGEST_TEXT]) is not None


_OPENERS: Final = words(
    "on in the but and however meanwhile monitor observatory said at by for from of to as after "
    "like unlike with without when while where although though because if then also both some most "
    "many other another since until before during earlier later now today yesterday this that "
    "these those only even still yet so or nor not no his her their its our my your"
)


def organisations_of(name: str, text: str) -> tuple[str, ...]:
    """The organisations that the text says a person heads or speaks for, the likeliest first.

    "X, head of the Y", "X, the Y chief", "Y director X", "the spokesman for Y, X".
    """
    found: list[str] = []
    at = text.find(name)
    for _ in range(_TIMES):
        if at < 0:
            break
        end = at + len(name)
        ahead = text[max(0, at - _REACH) : at]
        found += _said_after(text[end : end + _REACH]) or _said_before(ahead)
        at = text.find(name, end)
    return tuple(found)


def _said_after(rest: str) -> tuple[str, ...]:
    after = _AFTER.match(rest)
    if after:
        further = _FURTHER.match(rest[after.end() :])
        named = (further["org"], after["org"]) if further else (after["org"],)
        return tuple(map(str, named))
    beside = _RUNS.match(rest) or _BESIDE.match(rest)
    if beside:
        return (str(beside["org"] or beside.groupdict().get("whose")),)
    what = _HEAD_OF_WHAT.match(rest) or _WHAT_HEAD.match(rest)
    return (str(what["org"]),) if what and rest[:1] in " ,(" else ()


def _said_before(ahead: str) -> tuple[str, ...]:
    minister = _MINISTER.search(ahead)
    if minister:
        return _ministry(minister["field"])
    before = _BEFORE.search(ahead)
    if before is None:
        return _told_before(ahead)
    parts = str(before["whose"] or before["org"]).split()
    while parts and exact_key(parts[-1]) in _RANKS:
        parts.pop()
    return (" ".join(parts),) if parts else ()


def _told_before(ahead: str) -> tuple[str, ...]:
    """What stands right before a name: "the head of the monitoring group", "observatory head"."""
    near = ahead.rstrip(" ,")[-_NEAR:]
    for pattern in (_HEAD_OF_WHAT, _WHAT_HEAD):
        for found in pattern.finditer(near):
            if found.end() == len(near):
                return (str(found["org"]),)
    return ()


def _ministry(field: str) -> tuple[str, ...]:
    if field.split()[-1].lower() in _NO_FIELD:
        return ()
    return (f"{field} ministry",)


def person(name: str, *more: str) -> Entity:
    """A person, the same under every transliteration of the name.

    ``more`` keeps bearers of one name apart, where the name alone does not say who is meant.
    """
    key = _SERVANT.sub("abdul ", exact_key(name))
    return Entity(identifier("entity", "person", skeleton(key) or key, *more), name, "person")


# "Abdel Rahman", "Abd al-Rahman", "Abdurrahman": one name.
_SERVANT: Final = re.compile(r"\babd\s?[aeou](?:l|([rnsdtz]h?)(?=\s?\1))\s?")
