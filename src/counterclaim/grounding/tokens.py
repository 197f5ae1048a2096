"""A text's words with where they stand, as place names are looked for in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_LONGEST: Final = 100_000  # characters of a text that are read for places
_WORD: Final = re.compile(
    r"(?:[A-Z]\.){2,}|W\. ?Va\.|I['’]\w+|[^\W\d_]+(?:['’ʿ](?![sS]\b)[^\W\d_]+)*|\d+"
)
_ENDS: Final = re.compile(r"[.!?:]['\"”’)]*\s|\n|[•*#|]|—|–")
_DOTTED: Final = frozenset({"St", "Mt", "Ft", "Ste", "Pt", "ST", "MT", "FT"})
_ARTICLES: Final = frozenset("al el ad ar as at az an ash es ez ed er en Al El".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A word at ``[start, end)``; ``gap`` is what stands between it and the word before.

    ``opens`` tells that it begins a sentence or line.
    """

    text: str
    start: int
    end: int
    gap: str
    opens: bool

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, up to a bound that no report reaches."""
    found: list[Token] = []
    last = 0
    for word in _WORD.finditer(text[:_LONGEST]):
        gap = text[last : word.start()]
        opens = not found or (bool(_ENDS.search(gap)) and not _is_short(found[-1], gap))
        found.append(Token(word.group(), word.start(), word.end(), gap, opens))
        last = word.end()
    return tuple(found)


def _is_short(before: Token, gap: str) -> bool:
    """Whether a full stop only shortens a word: "St. Paul", "Gen. Smith", "J. Smith"."""
    short = before.text in _DOTTED or len(before.text) == 1 or before.text in SHORT
    return short and gap == ". "


SHORT: Final = frozenset(
    "Mr Mrs Ms Dr Gen Col Maj Capt Lt Sgt Sen Rep Gov Rev Prof Jr Sr No Jan Feb Aug Sept Oct Nov "
    "Dec Ave Rd Blvd Co Inc Corp Bros vs Cpl Pvt Det Atty Supt".split()
)


def is_joined(words: Sequence[Token], at: int) -> bool:
    """Whether a word goes on with the name that the word before it begins."""
    gap = words[at].gap
    if gap in (" ", "-", "\xa0"):
        return True
    return gap == ". " and words[at - 1].text in _DOTTED


def begins_name(words: Sequence[Token], at: int) -> bool:
    """Whether a name may begin at a word: at a capital, or at an article grown on ("al-Bab")."""
    word = words[at]
    if word.is_capital:
        return True
    follows = at + 1 < len(words) and words[at + 1].gap == "-" and words[at + 1].is_capital
    return word.text in _ARTICLES and follows
