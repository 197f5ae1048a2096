"""Which countries a text is about, by the names and demonyms in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.spelling import exact_key
from counterclaim.model import Document

Counts = Mapping[tuple[str, str], float]

_LONGEST: Final = 100_000  # characters of a text that are read for countries
_WORD: Final = re.compile(r"\b[^\W\d_a-z][^\W\d_]*(?:\.[^\W\d_]\.?)*")
_HEAD: Final = 400  # a country named in a report's head counts twice
_ADDRESS: Final = re.compile(r"(?:https?://)?(?:[\w-]+\.)+(?P<end>[a-z]{2})(?:[:/].*)?\Z")
# Endings of countries that outlets anywhere in the world use.
_ANYWHERE: Final = frozenset(
    "ag ai am as bz cc cd co cx dj eu fm gg im in io is la li ly me ms mu net nu pw sc sh st tk to "
    "tv vc vg vu ws".split()
)
_LETTERS: Final[Mapping[str, str]] = {
    "US": "US", "U.S.": "US", "U.S": "US", "USA": "US", "U.S.A.": "US", "UK": "GB", "U.K.": "GB",
    "U.K": "GB", "UAE": "AE", "DRC": "CD",
}  # fmt: skip


def countries_in_play(text: str, gazetteer: Gazetteer) -> Mapping[str, float]:
    """Each country's share (0 to 1) of all names and demonyms of countries in the text."""
    return country_shares(country_counts(text, gazetteer))


def country_counts(text: str, gazetteer: Gazetteer) -> Counts:
    """How often each name or demonym of a country stands in the text, by name and country code."""
    counts: dict[tuple[str, str], float] = {}
    for start, name, code in _named(text[:_LONGEST], gazetteer):
        key = name, code
        counts[key] = counts.get(key, 0.0) + (2.0 if start < _HEAD else 1.0)
    return counts


def country_shares(counts: Counts, without: str | None = None) -> Mapping[str, float]:
    """Each country's share of the counts, but for those of one name."""
    found: dict[str, float] = {}
    for (name, code), count in counts.items():
        if name != without:
            found[code] = found.get(code, 0.0) + count
    total = sum(found.values())
    return {code: found[code] / total for code in sorted(found)}


def country_of(document: Document) -> str | None:
    """The country at whose address an outlet appears ("example.co.uk"), if it is one that tells."""
    for address in (document.outlet or "", document.url or ""):
        found = _ADDRESS.match(address.strip().lower())
        if found is not None and found["end"] not in _ANYWHERE:
            return "GB" if found["end"] == "uk" else found["end"].upper()
    return None


def _named(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, str, str]]:
    """Where a country is named: only words that begin with a capital are looked at."""
    words = [
        (found.start(), found.group())
        for found in _WORD.finditer(text)
        if found.group()[0].isupper()
    ]
    keys = [exact_key(word) for _, word in words]
    known = gazetteer.country_words
    at = 0
    while at < len(words):
        named: tuple[str, ...] = (keys[at],)
        code = _LETTERS.get(words[at][1])
        if code is None and (keys[at] in known or keys[at][:-1] in known):
            named, code = _longest(keys, at, gazetteer)
        if code is not None and (at == 0 or keys[at - 1] != "new"):
            yield words[at][0], " ".join(named), code
        at += len(named)


def _longest(keys: list[str], at: int, gazetteer: Gazetteer) -> tuple[tuple[str, ...], str | None]:
    """The country's name that begins here, without a possessive s, and its code."""
    first = keys[at]
    possessive = first[:-1] if first.endswith("s") else first
    for form in (first, possessive):
        for listed, code in gazetteer.country_words.get(form, ()):
            if tuple(keys[at + 1 : at + len(listed)]) == listed[1:]:
                return listed, code
    return (first,), None
