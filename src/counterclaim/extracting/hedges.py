"""Words that open or loosen a count: "at least", "more than", "or so"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from counterclaim.extracting.numerals import Token
from counterclaim.extracting.vocabulary import words

Hedge = Literal["more_than", "at_least", "at_most", "fewer_than", "about", "none"]

_LONGEST_PHRASE: Final = 5

_BEFORE: Final[Mapping[Hedge, str]] = {
    "more_than": "more than; over; well over; just over; in excess of; greater than; higher than; "
    "exceeding; exceeds; exceeded; exceed; surpassing; surpasses; surpassed; surpass; above; "
    "topping; topped; tops; a little over; slightly over; far more than; north of",
    "at_least": "at least; at least at; no fewer than; not fewer than; no less than; "
    "not less than; a minimum of; minimum of; at minimum; as few as; as low as; upwards of; "
    "upward of; at the least; at the very least",
    "at_most": "up to; as many as; as high as; as much as; at most; at the most; no more than; "
    "not more than; a maximum of; maximum of; as many as up to",
    "fewer_than": "fewer than; less than; under; below",
    "about": "about; around; some; nearly; almost; approximately; approx; approx .; roughly; "
    "an estimated; estimated; estimated at; close to; circa; ~; ≈; in the region of; near; "
    "in the neighbourhood of; just under; just shy of; perhaps; possibly; probably; maybe; "
    "nearly about; more or less; well nigh",
    "none": "a total of; total of; a combined; combined; another; a further; further; "
    "an additional; additional; all; the",
}
_AFTER: Final[Mapping[Hedge, str]] = {
    "at_least": "or more; at least; at a minimum; and counting; +; plus; - plus; at the very least",
    "at_most": "at most; at the most; or fewer; or less",
    "about": "or so; - odd; odd; more or less; or thereabouts",
}
_VERBS_WITH_OVER: Final = words(
    "take takes took taken taking hand hands handed handing turned fly flies flew flown flying "
    "control fly run ran"
)
_STRENGTH: Final[tuple[Hedge, ...]] = (
    "more_than", "fewer_than", "at_least", "at_most", "about",
)  # fmt: skip


def _phrases(listed: Mapping[Hedge, str]) -> dict[tuple[str, ...], Hedge]:
    return {
        tuple(phrase.split()): hedge
        for hedge, phrases in listed.items()
        for phrase in phrases.split("; ")
    }


_PHRASES_BEFORE: Final = _phrases(_BEFORE)
_PHRASES_AFTER: Final = _phrases(_AFTER)


def before(toks: Sequence[Token], at: int, from_at: int = 0) -> tuple[Hedge | None, int]:
    """The hedge that ends just before token ``at`` and the token it begins with.

    Of several ("perhaps more than") the strictest holds; "a total of" and "another" are passed
    over and belong to the count's words. No hedge gives None and the token after the words
    passed over.
    """
    found: list[Hedge] = []
    first = at
    for _ in range(4):
        length, hedge = _ending(toks, first, from_at)
        if hedge is None:
            break
        found.append(hedge)
        first -= length
    while first < at and toks[first].text in ("the", "all"):
        first += 1
    strictest = next((hedge for hedge in _STRENGTH if hedge in found), None)
    return strictest, first


def _ending(toks: Sequence[Token], stop: int, from_at: int) -> tuple[int, Hedge | None]:
    for length in range(min(_LONGEST_PHRASE, stop - from_at), 0, -1):
        words = tuple(token.text for token in toks[stop - length : stop])
        hedge = _PHRASES_BEFORE.get(words)
        if words == ("over",) and stop > 1 and toks[stop - 2].text in _VERBS_WITH_OVER:
            hedge = None  # "took over two villages"
        if hedge is not None:
            return length, hedge
    return 0, None


def after(toks: Sequence[Token], at: int) -> tuple[Hedge | None, int]:
    """The hedge that begins at token ``at`` and the token after it, else None and ``at``."""
    for length in range(min(_LONGEST_PHRASE, len(toks) - at), 0, -1):
        words = tuple(token.text for token in toks[at : at + length])
        hedge = _PHRASES_AFTER.get(words)
        if hedge is not None:
            return hedge, at + length
    return None, at
