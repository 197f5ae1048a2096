"""Named people in a text: their full names, and the organisations that they speak for."""

from __future__ import annotations

import re
from collections.abc import Callable
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

_REACH: Final = 110  # characters beside a name in which its organisation may stand
_POSTS: Final = (
    "head|heads|director|chief|spokesman|spokeswoman|spokesperson|founder|president|chairman|"
    "chairwoman|commander|minister|representative|coordinator|leader|envoy|official|member|"
    "manager|governor|ambassador|runs|leads|secretary|deputy|media officer"
)
_CAPITAL: Final = r"(?:[A-Z][\w&’-]*|(?:[A-Z]\.)+)"
_ORG: Final = rf"(?P<org>{_CAPITAL}(?: (?:of |for |and |the |in )?{_CAPITAL}){{0,6}})"
_AFTER: Final = re.compile(
    rf"[\s,(]{{1,3}}(?:who |the |a |an )?(?:[a-z-]+ ){{0,2}}(?:{_POSTS}) "
    rf"(?:of |for |at |with |from )?(?:the )?(?:[a-z][\w-]* ){{0,2}}{_ORG}"
)
_BEFORE: Final = re.compile(
    rf"(?:(?P<whose>{_CAPITAL}(?: (?:of |for |and |the )?{_CAPITAL}){{0,5}}(?:['’]s|s)?"
    rf"(?: [a-z-]+){{0,2}}) (?:{_POSTS})"
    rf"|(?:{_POSTS}) (?:of|for|at|with|from) (?:the )?(?:[a-z][\w-]* ){{0,2}}{_ORG})"
    r"[\s,]{1,3}(?:[A-Z][\w.]* ){0,3}\Z"
)
_MINISTER: Final = re.compile(
    r"(?P<field>(?:[A-Z][\w’']+ )?[A-Za-z][a-z]+) [Mm]inister,? (?:[A-Z][\w.]* ){0,2}\Z"
)
_NO_FIELD: Final = words("prime deputy former the a")
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*\.?")


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
    for found in pattern.finditer(text[:100_000]):
        before = found.group(1)
        while before and (_is_no_forename(before.split()[0]) or is_place(before.split()[0])):
            before = before.partition(" ")[2]
        longer = f"{before}{name}"
        if before[:1].isupper() and is_person(longer):
            return longer
    return name


def _is_no_forename(word: str) -> bool:
    """A capitalised word before a surname that is no forename: a title, a sentence's first."""
    low = exact_key(word)
    return low in TITLES or low.endswith(("ian", "ish", "ese", "day")) or low in _OPENERS


_OPENERS: Final = words(
    "on in the but and however meanwhile monitor observatory said at by for from of to as after"
)


def organisation_of(name: str, text: str) -> str | None:
    """The organisation that the text says a person heads or speaks for; None where it says none.

    "X, head of the Y", "Y director X", "the spokesman for Y, X".
    """
    at = text.find(name)
    for _ in range(3):
        if at < 0:
            return None
        end = at + len(name)
        after = _AFTER.match(text[end : end + _REACH])
        if after:
            return str(after["org"])
        ahead = text[max(0, at - _REACH) : at]
        minister = _MINISTER.search(ahead)
        if minister:
            return (
                None if minister["field"].lower() in _NO_FIELD else f"{minister['field']} ministry"
            )
        before = _BEFORE.search(ahead)
        if before:
            return str(before["whose"] or before["org"])
        at = text.find(name, end)
    return None


def person(name: str) -> Entity:
    """A person, the same under every transliteration of the name."""
    return Entity(identifier("entity", "person", skeleton(name) or exact_key(name)), name, "person")
