"""Which countries a text is about, by the names and demonyms in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.spelling import exact_key

_LONGEST: Final = 100_000  # characters of a text that are read for countries
_WORD: Final = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]\.?)*")
_HEAD: Final = 400  # a country named in a report's head counts twice


def countries_in_play(text: str, gazetteer: Gazetteer) -> Mapping[str, float]:
    """Each country's share (0 to 1) of all names and demonyms of countries in the text."""
    counts: dict[str, float] = {}
    for start, code in _named(text[:_LONGEST], gazetteer):
        counts[code] = counts.get(code, 0.0) + (2.0 if start < _HEAD else 1.0)
    total = sum(counts.values())
    return {code: counts[code] / total for code in sorted(counts)}


def _named(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, str]]:
    """Where a country is named: only words that begin with a capital are looked at."""
    words = [
        (found.start(), exact_key(found.group()))
        for found in _WORD.finditer(text)
        if found.group()[0].isupper()
    ]
    at = 0
    while at < len(words):
        length, code = _longest(words, at, gazetteer)
        if code is not None:
            yield words[at][0], code
        at += length


def _longest(words: list[tuple[int, str]], at: int, gazetteer: Gazetteer) -> tuple[int, str | None]:
    first = words[at][1]
    possessive = first[:-1] if first.endswith("s") else first
    for form in (first, possessive):
        for listed, code in gazetteer.country_words.get(form, ()):
            following = tuple(word for _, word in words[at + 1 : at + len(listed)])
            if following == listed[1:]:
                return len(listed), code
    return 1, None
