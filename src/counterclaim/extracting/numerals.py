"""Numbers as reports write them: digits, words, and the plural words that stand for many."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

LARGEST: Final = 10_000_000_000  # no count of people or things in a report is larger

_TOKEN = re.compile(r"(?P<number>[0-9]+(?:[.,][0-9]+)*)|(?P<word>[^\W\d_]+)|(?P<mark>\S)")
_KINDS: Final[Mapping[str, Literal["number", "word", "mark"]]] = {
    "number": "number",
    "word": "word",
    "mark": "mark",
}
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}|[0-9]{1,3}(?:\.[0-9]{3})+")
_DECIMAL = re.compile(r"[0-9]{1,6}[.,][0-9]{1,3}")
_HYPHENS: Final = frozenset("-‐‑–")

_UNIT_NAMES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TEN_NAMES: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL: Final = {name: value for value, name in enumerate(_UNIT_NAMES.split())}
_TENS: Final = {name: 10 * value for value, name in enumerate(_TEN_NAMES.split(), start=2)}
_SCALES: Final[Mapping[str, int]] = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "lakh": 100_000, "million": 1_000_000,
    "crore": 10_000_000, "billion": 1_000_000_000, "mn": 1_000_000, "bn": 1_000_000_000,
}  # fmt: skip
_GLUED: Final[Mapping[str, int]] = {"k": 1_000, "m": 1_000_000}
_PLURALS: Final[Mapping[str, int]] = {
    "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1_000,
    "lakhs": 100_000, "millions": 1_000_000, "crores": 10_000_000, "billions": 1_000_000_000,
}  # fmt: skip
_PAIRS: Final[Mapping[str, int]] = {
    "single": 1, "lone": 1, "once": 1, "pair": 2, "couple": 2, "double": 2, "twin": 2, "both": 2,
    "twice": 2, "trio": 3, "triple": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word (lower case), a number or a mark, with its place in the text."""

    kind: Literal["number", "word", "mark"]
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from tokens up to ``stop`` (exclusive); ``vague`` where it stands for many.

    ``scale`` is the scale word that closed it ("3 million" → 1,000,000), else 1.
    """

    value: int
    stop: int
    vague: bool = False
    scale: int = 1


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The words, numbers and marks of ``text[start:end]``, with positions in ``text``."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return tuple(
        Token(_KINDS[match.lastgroup or "mark"], match.group().lower(), match.start(), match.end())
        for match in found
    )


def number(toks: Sequence[Token], at: int) -> Number | None:
    """The number that begins at token ``at``, as long as it can be; None where none begins."""
    for reader in (_part_of_scale, _vague, _digits, _spelled, _paired):
        found = reader(toks, at)
        if found is not None:
            return found if found.value <= LARGEST else None
    return None


def is_hyphen(token: Token) -> bool:
    return token.text in _HYPHENS


def _word(toks: Sequence[Token], at: int) -> str:
    return toks[at].text if 0 <= at < len(toks) else ""


def _scale(toks: Sequence[Token], at: int) -> int | None:
    """The scale at ``at``: "million", or a letter glued to the digits before it ("2m")."""
    word = _word(toks, at)
    if word in _SCALES:
        return _SCALES[word]
    if word in _GLUED and at and toks[at - 1].kind == "number" and _touches(toks, at):
        return _GLUED[word]
    return None


def _touches(toks: Sequence[Token], at: int) -> bool:
    return toks[at - 1].end == toks[at].start


def _part_of_scale(toks: Sequence[Token], at: int) -> Number | None:
    """ "half a million", "half a dozen", "a quarter of a million"."""
    start = at + 1 if _word(toks, at) in ("a", "one") else at
    parts = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}
    part = parts.get(_word(toks, start))
    if part is None:
        return None
    following = start + 1
    while _word(toks, following) in ("of", "a", "-"):
        following += 1
        if following > start + 5:
            return None
    scale = _SCALES.get(_word(toks, following))
    if scale is None or part * scale < 1:
        return None
    return Number(int(part * scale), following + 1, scale=scale)


def _vague(toks: Sequence[Token], at: int) -> Number | None:
    """ "dozens" (two of them, 24), "tens of thousands" (20,000), "several hundred" (300)."""
    word = _word(toks, at)
    if word == "several":
        return _times(toks, at + 1, 3) or Number(3, at + 1, vague=True)
    if word == "few":
        return _times(toks, at + 1, 2)
    if word == "a" and _word(toks, at + 1) == "few":
        return _times(toks, at + 2, 2)
    return _times(toks, at, 2) if word in _PLURALS else None


def _times(toks: Sequence[Token], at: int, times: int) -> Number | None:
    """So many of the scale word at ``at``, and of the one that follows it ("hundred thousand"), or
    by "of"."""
    word = _word(toks, at)
    scale = _PLURALS.get(word) or _SCALES.get(word)
    if scale is None:
        return None
    value, stop = times * scale, at + 1
    if scale == 100 and _word(toks, stop) in _SCALES:
        value, stop = value * _SCALES[_word(toks, stop)], stop + 1
    if _word(toks, stop) == "of" and _word(toks, stop + 1) in _PLURALS:
        value, stop = value * _PLURALS[_word(toks, stop + 1)], stop + 2
    return Number(value, stop, vague=True)


def _digits(toks: Sequence[Token], at: int) -> Number | None:
    if not 0 <= at < len(toks) or toks[at].kind != "number" or len(toks[at].text) > 15:
        return None
    text, stop = toks[at].text, at + 1
    scale = _scale(toks, stop)
    if scale is not None and _DECIMAL.fullmatch(text):
        if "," in text and len(text.split(",")[1]) == 3:
            return Number(int(text.replace(",", "")) * scale, stop + 1, scale=scale)
        return Number(int(Fraction(text.replace(",", ".")) * scale), stop + 1, scale=scale)
    if _GROUPED.fullmatch(text):
        value = int(text.replace(",", "").replace(".", ""))
    elif text.isdigit():
        value, stop = _spaced(toks, at)
    else:
        return None
    scale = _scale(toks, stop)
    if scale is not None:
        return Number(value * scale, stop + 1, scale=scale)
    return Number(value, stop)


def _spaced(toks: Sequence[Token], at: int) -> tuple[int, int]:
    """Digits whose thousands are parted by one space: "300 000"."""
    digits, stop = toks[at].text, at + 1
    if len(digits) > 3 or digits.startswith("0"):
        return int(digits), stop
    while stop < len(toks) and stop < at + 4:
        after = toks[stop]
        grouped = after.kind == "number" and len(after.text) == 3 and after.text.isdigit()
        if not grouped or after.start != toks[stop - 1].end + 1:
            break
        digits, stop = digits + after.text, stop + 1
    return int(digits), stop


def _spelled(toks: Sequence[Token], at: int) -> Number | None:
    """ "twenty-five", "one hundred and fifty", "two and a half thousand", "a dozen"."""
    start = at + 1 if _word(toks, at) in ("a", "one") and _word(toks, at + 1) in _SCALES else at
    total, current, stop, smallest = 0, 0, start, LARGEST * 10
    scale_seen = 1
    while stop < start + 16:
        here = stop + _joint(toks, stop, started=stop > start, after_scale=scale_seen > 1)
        word = _word(toks, here)
        if word in _SMALL and _fits(current, _SMALL[word]):
            current, scale_seen = current + _SMALL[word], 1
        elif word in _TENS and current % 100 == 0:
            current, scale_seen = current + _TENS[word], 1
        elif word == "hundred" and current < 100 and here == stop:
            current, scale_seen = (current or 1) * 100, 100
        elif word in _SCALES and _SCALES[word] < smallest and word != "hundred" and here == stop:
            smallest = scale_seen = _SCALES[word]
            total, current = total + (current or 1) * smallest, 0
        else:
            break
        stop = here + 1
        if word == "zero":
            break
    if stop == start:
        return None
    return _and_a_half(toks, Number(total + current, stop, scale=scale_seen))


def _fits(current: int, small: int) -> bool:
    """Whether a small number may follow what was read: "twenty five", not "two five"."""
    if current % 100 == 0:
        return current == 0 or small > 0
    return current % 100 >= 20 and current % 10 == 0 and 0 < small < 10


def _joint(toks: Sequence[Token], at: int, *, started: bool, after_scale: bool) -> int:
    """How many tokens join the next number word: a hyphen, or "and" after a scale."""
    following = _word(toks, at + 1)
    if not started or not (following in _SMALL or following in _TENS):
        return 0
    if at < len(toks) and is_hyphen(toks[at]) and not after_scale:
        return 1
    return 1 if after_scale and _word(toks, at) == "and" else 0


def _and_a_half(toks: Sequence[Token], found: Number) -> Number:
    """ "two and a half million" continues a small number; anything else is left as it is."""
    words = tuple(_word(toks, found.stop + step) for step in range(3))
    scale = _SCALES.get(_word(toks, found.stop + 3))
    if words != ("and", "a", "half") or scale is None or found.value >= 20:
        return found
    return Number(found.value * scale + scale // 2, found.stop + 4, scale=scale)


def _paired(toks: Sequence[Token], at: int) -> Number | None:
    """ "a pair of", "twin", "a couple of dozen"."""
    start = at + 1 if _word(toks, at) == "a" else at
    value = _PAIRS.get(_word(toks, start))
    if value is None:
        return None
    stop = start + 2 if _word(toks, start + 1) == "of" else start + 1
    scale = _SCALES.get(_word(toks, stop))
    if scale is not None and value == 2:
        return Number(value * scale, stop + 1, scale=scale)
    return Number(value, start + 1)
