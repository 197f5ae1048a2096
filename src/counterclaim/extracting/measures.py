"""Numbers that count neither people nor things: dates, clock times, ages, distances, names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from counterclaim.extracting.numerals import Token, is_hyphen
from counterclaim.extracting.vocabulary import words

_UNITS: Final = words(
    "km kms kilometer kilometers kilometre kilometres mile miles meter meters metre metres m cm mm "
    "millimeter millimeters millimetre millimetres foot feet ft yard yards inch inches hectare "
    "hectares acre acres kg kgs kilogram kilograms kilo kilos pound lb lbs gram grams litre litres "
    "liter liters degree degrees knots mph kph hour hours minute minutes min second "
    "seconds day days week weeks month months year years decade decades century centuries am pm "
    "a.m p.m gmt utc o'clock percent pct percentage years' days' hrs hr votes seats points per"
)
_CURRENCIES: Final = words(
    "dollar dollars usd euro euros eur lira liras rouble roubles ruble rubles hryvnia rupee rupees "
    "dinar dinars cent cents"
)
_SQUARES: Final = frozenset({"sq", "square", "cubic", "nautical", "per"})
_MONEY: Final = frozenset("$€£¥₽₴₹")
_MONTHS: Final = words(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_TIME_WORDS: Final = words(
    "in since by until till from during early late mid before after between of circa year and to "
    "the through around"
)
_NUMBERED: Final = words(
    "resolution resolutions article chapter route highway road number no brigade division "
    "battalion regiment corps page phase group level "
    "paragraph section sector unit flight channel room zone "
    "checkpoint block bloc camp point hill km kilometre kilometer marker aged age ages line tower "
    "g p5 area base gate article sura case season episode version"
)
_NO_ONE: Final = frozenset({"no", "every", "any", "which", "each", "this", "that", "the", "last"})
_DETERMINERS: Final = frozenset({"the", "a", "his", "its", "their", "this", "that"})


def is_no_count(
    text: str, toks: Sequence[Token], at: int, stop: int, *, hedged: bool = False
) -> bool:
    """Whether the number in tokens ``[at, stop)`` is a date, a measure, or part of a name.

    ``hedged``: a hedge stands before it ("nearly 2000"), so that four digits are no year.
    """
    token = toks[at]
    previous = toks[at - 1] if at else None
    following = toks[stop] if stop < len(toks) else None
    if token.text in ("one", "second", "both", "once", "twice", "double", "couple", "single"):
        return _is_pronoun(toks, at, stop)
    if _is_glued(text, toks, at, stop):
        return True
    if is_money(toks, at, stop) or (previous is not None and previous.text in _NUMBERED):
        return True
    if following is not None and is_unit(toks, stop):
        return True
    return _is_date(toks, at, stop, hedged) or _is_age(text, toks, at, stop)


def is_money(toks: Sequence[Token], at: int, stop: int) -> bool:
    """Whether tokens ``[at, stop)`` are a sum: "$450 million", "three million euros"."""
    signs = any(token.text in _MONEY for token in toks[max(0, at - 1) : stop])
    return signs or (stop < len(toks) and toks[stop].text in _CURRENCIES)


def _is_pronoun(toks: Sequence[Token], at: int, stop: int) -> bool:
    """ "no one", "one another", "one of the worst", "this one"; "double" and its like."""
    previous = toks[at - 1].text if at else ""
    following = toks[stop].text if stop < len(toks) else ""
    if toks[at].text == "one":
        chosen = following == "of" and _is_superlative(toks, stop + 1)
        return chosen or previous in _NO_ONE or following == "another" or is_unit(toks, stop)
    return toks[at].text != "couple" or following != "of"


def _is_superlative(toks: Sequence[Token], at: int) -> bool:
    """ "of the worst", "of our deadliest", "of the few": not one of some that were counted."""
    words = [token.text for token in toks[at : at + 2]]
    chosen = ("most", "worst", "few", "last", "only", "main", "first")
    return any(word in chosen or (len(word) > 5 and word.endswith("est")) for word in words)


def _is_glued(text: str, toks: Sequence[Token], at: int, stop: int) -> bool:
    """A number that a letter, a hyphen, a slash, a point or a colon ties to something else.

    A whole word run into the number ("captured16 villages") is a slip of the page, not a name.
    """
    start, end = toks[at].start, toks[stop - 1].end
    left, right = text[start - 1 : start], text[end : end + 1]
    if left and (left in "/:._#№" or (left.isalpha() and _is_short(toks, at - 1))):
        return True
    if right and (right in "/:°_" or (right.isalpha() and _is_short(toks, stop))):
        return True
    if right == "." and text[end + 1 : end + 2].isdigit():
        return True
    if left == "-" and text[start - 2 : start - 1].isalnum():
        return True
    return _is_designation(text, toks, at) or (right == "-" and _is_hyphened(toks, stop))


def _is_short(toks: Sequence[Token], at: int) -> bool:
    """A word of at most three letters; no token there is none."""
    return 0 <= at < len(toks) and len(toks[at].text) < 4


def _is_designation(text: str, toks: Sequence[Token], at: int) -> bool:
    """ "MiG 21", "T 72", "BM 21": a short name in capitals just before digits."""
    if not at or toks[at].kind != "number" or toks[at - 1].kind != "word":
        return False
    name = text[toks[at - 1].start : toks[at - 1].end]
    if toks[at - 1].end + 1 < toks[at].start or len(name) > 3:
        return False
    if _is_shouted(text, toks[at].end):
        return False  # capitals tell nothing where all is in capitals
    return name in ("Su", "MiG", "Mig", "Mi", "Tu", "An", "Il") or (
        name.isupper() and name not in ("A", "I", "UN", "US", "UK", "AN", "AT", "BY", "IN", "OF")
    )


def _is_shouted(text: str, end: int) -> bool:
    return text[end : end + 30].isupper()


def _is_hyphened(toks: Sequence[Token], stop: int) -> bool:
    """ "12-year-old", "six-day", "15-member": a compound, which counts nobody by itself."""
    return stop + 1 < len(toks) and is_hyphen(toks[stop]) and toks[stop + 1].text != "plus"


def is_unit(toks: Sequence[Token], at: int) -> bool:
    """Whether a number before ``at`` measures: "600 square km", "ten days", "5 pm"."""
    words = [token.text for token in toks[at : at + 3]]
    if not words:
        return False
    if words[0] in _SQUARES or words[0] == "%" or words[0] in _MONEY:
        return True
    if words[0] in _UNITS or words[0] in _CURRENCIES:
        return True
    if words[0] in ("more", "other", "full", "straight", "consecutive", "long"):
        return len(words) > 1 and words[1] in _UNITS
    return words[:2] == ["per", "cent"] or words[:3] in (["a", ".", "m"], ["p", ".", "m"])


def _is_date(toks: Sequence[Token], at: int, stop: int, hedged: bool) -> bool:
    """A day beside a month, or a year that stands as one."""
    token = toks[at]
    if token.kind != "number" or not token.text.isdigit():
        return False
    previous = toks[at - 1].text if at else ""
    before_that = toks[at - 2].text if at > 1 else ""
    following = toks[stop].text if stop < len(toks) else ""
    months = {previous, following} | ({before_that} if previous in (".", ",") else set())
    if len(token.text) <= 2 and months & _MONTHS:
        return True
    if len(token.text) != 4 or not 1900 <= int(token.text) <= 2099:
        return False
    if months & _MONTHS or (previous in _TIME_WORDS and not hedged):
        return True
    return not hedged and (previous in _DETERMINERS or not _counts_something(toks, stop))


_SEVERAL = re.compile(r"[^\W\d_]{2,}[^\W\d_su]s\Z|people|children|women|men|dead|wounded|killed")


def _counts_something(toks: Sequence[Token], at: int) -> bool:
    """Whether a plural follows within three words, before any mark."""
    for token in toks[at : at + 3]:
        if token.kind != "word":
            return False
        if _SEVERAL.match(token.text):
            return True
    return False


def _is_age(text: str, toks: Sequence[Token], at: int, stop: int) -> bool:
    """ "Ahmad Karim, 34," gives an age."""
    if at < 2 or stop >= len(toks) or toks[at].kind != "number" or len(toks[at].text) > 2:
        return False
    enclosed = toks[at - 1].text == "," and toks[stop].text in (",", ".", ";", ")")
    enclosed = enclosed or (toks[at - 1].text == "(" and toks[stop].text == ")")
    return enclosed and text[toks[at - 2].start].isupper()
