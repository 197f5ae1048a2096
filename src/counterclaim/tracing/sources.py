"""Whose text a report says it carries, and whom it only names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.model import Document, Span

_CARRIED = ("dateline", "byline", "tail")
# News agencies, whose words many outlets print: each under the name that reports print most,
# with its other names. Letters and digits only, small.
_WIRES = {
    "AFP": ("agencefrancepresse",),
    "AP": ("associatedpress",),
    "Reuters": ("thomsonreuters",),
    "UPI": ("unitedpressinternational",),
    "dpa": ("deutschepresseagentur",),
    "EFE": (),
    "ANSA": (),
    "Xinhua": ("xinhuanewsagency",),
    "TASS": ("itartass", "tassnewsagency"),
    "RIA Novosti": ("ria",),
    "Interfax": (),
    "Anadolu": ("anadoluagency", "aa"),
    "SANA": ("syrianarabnewsagency",),
    "IRNA": ("islamicrepublicnewsagency",),
    "Ukrinform": (),
    "PTI": ("presstrustofindia",),
    "PA": ("pressassociation",),
}
_SHORT = {
    key: name
    for name, others in _WIRES.items()
    for key in ("".join(name.casefold().split()), *others)
}
# Words that say nothing about which house a name means.
_COMMON = frozenset(
    ("the", "al", "el", "and", "news", "agency", "agencies", "network", "online", "english", "tv")
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Named:
    """A medium that a report names, plainly, and where."""

    name: str
    span: Span


@lru_cache(maxsize=50_000)
def plain_name(name: str) -> str:
    """A medium's name as it is shown: "The Associated Press" is "AP"."""
    bare = name.strip()
    if bare[:4].casefold() == "the ":
        bare = bare[4:].strip()
    return _SHORT.get(key_of(bare), bare)


@lru_cache(maxsize=50_000)
def key_of(name: str) -> str:
    """The letters and digits of a name, in small letters."""
    return "".join(_WORD.findall(name.casefold())).replace("_", "")


@lru_cache(maxsize=50_000)
def same_house(one: str, other: str) -> bool:
    """Whether two names mean one house: "TRT World and agencies" and "trt", "Al-Alam" and "alalam".

    They do if they are spelled alike but for articles and marks, if the telling words of one are
    all in the other, or if one is the initials of the other.
    """
    a, b = plain_name(one), plain_name(other)
    if not key_of(a) or not key_of(b):
        return False
    if key_of(a) == key_of(b) or _initials(a) == key_of(b) or _initials(b) == key_of(a):
        return True
    telling_a, telling_b = _telling(a), _telling(b)
    if not telling_a or not telling_b:
        return False
    if "".join(telling_a) in (key_of(b), "".join(telling_b)):
        return True
    return set(telling_a) <= set(telling_b) or set(telling_b) <= set(telling_a)


def one_house(a: Document, b: Document) -> bool:
    """Whether two reports are of one outlet."""
    return a.outlet is not None and b.outlet is not None and same_house(a.outlet, b.outlet)


def is_wire(name: str) -> bool:
    """Whether a name is a news agency's."""
    return key_of(name) in _SHORT


def carried(document: Document) -> tuple[Named, ...]:
    """The media whose text the report carries, by its dateline, byline or closing line."""
    named = [Named(plain_name(c.name), c.span) for c in document.credits if c.kind in _CARRIED]
    line = document.dateline
    if line is not None and line.credit:
        named.append(Named(plain_name(line.credit), line.span))
    return _foreign(named, document)


def cited(document: Document) -> tuple[Named, ...]:
    """The media that the report names in its sentences ("told Reuters") or its address."""
    named = [Named(plain_name(c.name), c.span) for c in document.credits if c.kind not in _CARRIED]
    return _foreign(named, document)


def is_outlet(name: str, document: Document) -> bool:
    """Whether a name means the outlet that published the document."""
    return document.outlet is not None and same_house(name, document.outlet)


def _foreign(named: Iterable[Named], document: Document) -> tuple[Named, ...]:
    """Those that are another house and have a name ("agencies" alone has none)."""
    return tuple(n for n in named if _telling(n.name) and not is_outlet(n.name, document))


@lru_cache(maxsize=50_000)
def _telling(name: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(name.casefold()) if word not in _COMMON)


@lru_cache(maxsize=50_000)
def _initials(name: str) -> str:
    words = _WORD.findall(name.casefold())
    return "".join(word[0] for word in words) if len(words) > 2 else ""
