"""Counts with their hedges: "at least 43", "10 to 15", "dozens", as the guidelines bound them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from counterclaim.extracting.hedges import Hedge, after, before
from counterclaim.extracting.measures import is_money, is_no_count, is_unit
from counterclaim.extracting.numerals import Number, Token, is_hyphen, number, tokens
from counterclaim.extracting.vocabulary import words
from counterclaim.model import Span
from counterclaim.model.terms import CountPrecision

_LONGEST: Final = 400  # characters of one count's words that are looked at
_REACH: Final = 40  # characters beside a count in which a hedge may stand

_ARTICLES: Final = frozenset({"a", "an", "another", "one"})
_PEOPLE: Final = words(
    "man woman child boy girl adult baby infant toddler wife husband son daughter mother father "
    "brother sister grandmother grandfather soldier officer policeman policewoman fighter rebel "
    "militant civilian journalist doctor nurse medic paramedic driver guard student teacher"
)
_COUNTLESS: Final = words(
    "% all any cent few fifths half handful heavy high large majority many more most mostly much "
    "multiple number numbers numerous pct percent quarter rest series some tenths third thirds "
    "various barrage"
)


# "rose from 15 to 32" tells the new count, not a range.
_CHANGED: Final = words(
    "climb climbed climbing climbs dropped fell grew grown grows increased increases jumped jumps "
    "lowered raised raises raising revised rise risen rises rising rose up updated went"
)
_SHARES: Final = words("% percent pct thirds fifths tenths")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that a count says, both inclusive; None is open.

    All three are None where the words tell of a quantity without a number ("many").
    """

    lower: int | None
    upper: int | None
    precision: CountPrecision | None


@dataclass(frozen=True, slots=True)
class Count:
    """A count in a text: the characters of its number and hedges, and what they say."""

    span: Span
    bounds: Bounds


NO_NUMBER: Final = Bounds(None, None, None)


def parse(text: str) -> Bounds | None:
    """What the words of one count say; None where they tell of no quantity at all.

    "at least 43" → 43 or more; "more than 25" → 26 or more; "up to 120" → 120 or fewer;
    "around 2,000" → 2,000, about; "10 to 15"; "dozens" → 24 or more, vague; "a child" → 1;
    "many" → no bounds. Other words may stand around the count; the first number holds.
    """
    toks = tokens(text, 0, min(len(text), _LONGEST))
    found = _first(toks, 0, len(toks), whole=True)
    if found is not None:
        return found[2]
    words = {token.text for token in toks}
    if words & _COUNTLESS:
        return NO_NUMBER
    return _single(toks)


def parse_at(text: str, start: int, end: int) -> Count | None:
    """The count that ``text[start:end]`` holds, taken together with a hedge that adjoins it.

    Digits that the span cuts are taken whole. None where the span tells of no quantity, or is
    empty or outside the text.
    """
    start, end = max(0, start), min(len(text), end, start + _LONGEST)
    if start >= end:
        return None
    toks = tokens(text, _line_start(text, start), _line_end(text, end))
    inside = [at for at, token in enumerate(toks) if token.start < end and token.end > start]
    if not inside:
        return None
    bare = parse(text[start:end])
    found = _first(toks, inside[0], inside[-1] + 1, whole=False)
    if found is None:
        stop = _of_no_number(toks, inside[0])
        if stop:
            return Count(Span(start, max(end, toks[stop - 1].end)), NO_NUMBER)
        return None if bare is None else Count(Span(start, end), bare)
    first, stop, bounds = found
    if is_unit(toks, stop):
        return Count(Span(start, end), NO_NUMBER)
    if bare and bounds.precision == "exact" and bare.precision not in (None, "exact", "between"):
        bounds = bare
    return Count(Span(min(start, toks[first].start), max(end, toks[stop - 1].end)), bounds)


def find(text: str, start: int, end: int) -> tuple[Count, ...]:
    """Every count with a number in ``text[start:end]``, with its hedges, in order.

    Left out are articles, ordinals, percentages, and numbers that count nobody: dates, clock
    times, durations, distances, ages, money, calibres, and parts of names ("T-72", "Route 5").
    """
    toks = tokens(text, max(0, start), min(len(text), end))
    counts, at, floor = [], 0, 0
    while at < len(toks):
        read = _bounded(toks, at, from_at=floor)
        if read is None:
            at += 1
            continue
        first, stop, bounds = read
        if not is_no_count(text, toks, at, stop, hedged=first < at):
            counts.append(Count(Span(toks[first].start, toks[stop - 1].end), bounds))
        at = floor = stop
    return tuple(counts)


def is_sum(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` tells of money: "losses of more than $450 million"."""
    toks = tokens(text, max(0, start - 1), min(len(text), end + _REACH))
    inside = [at for at, token in enumerate(toks) if token.start < end and token.end > start]
    if not inside:
        return False
    found = _first(toks, inside[0], inside[-1] + 1, whole=False)
    return is_money(toks, inside[0], found[1] if found else inside[-1] + 1)


def _line_start(text: str, start: int) -> int:
    """Where a hedge before ``start`` may begin: on the same line, and not far off."""
    reach = max(0, start - _REACH)
    line = text.rfind("\n", reach, start) + 1
    if line:
        return line
    return reach if reach == 0 else reach + _cut_word(text, reach, start)


def _line_end(text: str, end: int) -> int:
    """Where a hedge behind ``end`` may end: on the same line, and not far off."""
    reach = min(len(text), end + _REACH)
    line = text.find("\n", end, reach)
    return reach if line < 0 else line


def _cut_word(text: str, reach: int, start: int) -> int:
    """How many characters of a word that was cut at ``reach`` to leave out."""
    skipped = 0
    while reach + skipped < start and text[reach + skipped - 1].isalnum():
        skipped += 1
    return skipped


_Read = tuple[int, int, Bounds]


def _first(toks: Sequence[Token], start: int, end: int, *, whole: bool) -> _Read | None:
    """The first number of tokens ``[start, end)``; ``whole`` reads hedges anywhere in them."""
    for at in range(start, end):
        if _is_all_but(toks, at):
            return None
        read = _bounded(toks, at, from_at=start if whole else 0)
        if read is not None and _is_share(toks, read[1]):
            return None
        if read is not None and not _is_article(toks, at, read[1]):
            return _with_distant_hedge(toks, read) if whole else read
    return None


def _is_all_but(toks: Sequence[Token], at: int) -> bool:
    return at >= 2 and toks[at - 2].text == "all" and toks[at - 1].text == "but"


def _is_share(toks: Sequence[Token], stop: int) -> bool:
    """Whether the number that ends before ``stop`` is a share: "90 percent", "two thirds"."""
    following = [token.text for token in toks[stop : stop + 2]]
    return following[:1] != [] and (following[0] in _SHARES or following == ["per", "cent"])


def _of_no_number(toks: Sequence[Token], at: int) -> int:
    """Where "an unknown number" ends that begins at an article; 0 if none does."""
    following = [token.text for token in toks[at + 1 : at + 4]]
    if toks[at].text not in _ARTICLES or "of" not in following:
        return 0
    before = following[: following.index("of")]
    return at + 1 + len(before) if before[-1:] == ["number"] else 0


def _is_article(toks: Sequence[Token], at: int, stop: int) -> bool:
    """Whether the number is only the "one" of "one man and a child", which are counted up."""
    return stop == at + 1 and toks[at].text == "one" and _members(toks[at:]) > 1


def _with_distant_hedge(toks: Sequence[Token], read: _Read) -> _Read:
    """ "20 civilians at least": the hedge stands after the noun."""
    first, stop, bounds = read
    if bounds.precision == "exact":
        for at in range(stop, min(len(toks), stop + 4)):
            hedge, last = after(toks, at)
            if hedge in ("at_least", "at_most"):
                return first, last, _apply(hedge, bounds.lower or 0, vague=False)
    return read


def _bounded(toks: Sequence[Token], at: int, *, from_at: int) -> _Read | None:
    """The number or range at ``at`` with adjoining hedges: first token, end token, bounds."""
    found = number(toks, at)
    if found is None:
        return None
    hedge, first = before(toks, at, from_at)
    ranged = _range(toks, found, hedge, first, from_at)
    if ranged is not None:
        return ranged
    following, stop = after(toks, found.stop)
    if hedge is None or (hedge == "about" and following is not None):
        hedge = following
    return first, stop, _apply(hedge, found.value, vague=found.vague)


def _apply(hedge: Hedge | None, value: int, *, vague: bool) -> Bounds:
    if hedge == "more_than":
        return Bounds(value + 1, None, "vague" if vague else "at_least")
    if vague:
        return Bounds(value, None, "vague") if hedge != "at_most" else Bounds(None, None, "vague")
    if hedge == "at_least":
        return Bounds(value, None, "at_least")
    if hedge == "at_most":
        return Bounds(None, value, "at_most")
    if hedge == "fewer_than":
        return Bounds(None, max(0, value - 1), "at_most")
    return Bounds(value, value, "about" if hedge == "about" else "exact")


def _range(
    toks: Sequence[Token], low: Number, hedge: Hedge | None, first: int, from_at: int
) -> _Read | None:
    """ "10 to 15", "between 10 and 15", "2-3 million", "from 500 to well over 1,000"; but of "rose
    by two to 41" and "rose from 39 to 41" the last number alone."""
    at = low.stop
    if low.vague or at >= len(toks):
        return None
    opening = toks[first - 1].text if first > from_at else ""
    joined = toks[at].text in ("to", "or") or is_hyphen(toks[at])
    if not joined and not (opening == "between" and toks[at].text == "and"):
        return None
    upper_hedge, high, stop = _upper(toks, at + 1)
    if high is None or high.vague:
        return None
    told = {token.text for token in toks[max(from_at, first - 4) : max(from_at, first - 1)]}
    if opening in ("by", "from") and told & _CHANGED:
        return at + 1, stop, _apply(upper_hedge, high.value, vague=False)
    lowest = low.value
    if low.scale == 1 and high.scale > 1 and lowest * high.scale <= high.value:
        lowest *= high.scale
    if lowest >= high.value or hedge in ("more_than", "fewer_than") or _is_compound(toks, stop):
        return None
    highest = None if upper_hedge in ("more_than", "at_least") else high.value
    if opening in ("between", "from"):
        first -= 1
    return first, stop, Bounds(lowest, highest, "between")


def _upper(toks: Sequence[Token], at: int) -> tuple[Hedge | None, Number | None, int]:
    """The number that closes a range, up to three words of hedge before it."""
    for start in range(at, min(at + 4, len(toks))):
        high = number(toks, start)
        if high is not None:
            hedge, first = before(toks, start, at)
            return (hedge, high, high.stop) if first == at else (None, None, at)
    return None, None, at


def _is_compound(toks: Sequence[Token], stop: int) -> bool:
    """Digits, hyphen, digits, hyphen: a date or a telephone number, not a range."""
    return stop + 1 < len(toks) and is_hyphen(toks[stop]) and toks[stop + 1].kind == "number"


def _single(toks: Sequence[Token]) -> Bounds | None:
    """ "a", "another soldier" → 1; "a man and his wife" → 2."""
    if not toks or toks[0].text not in _ARTICLES:
        return None
    members = max(1, _members(toks))
    return Bounds(members, members, "exact")


def _members(toks: Sequence[Token]) -> int:
    return sum(token.text in _PEOPLE for token in toks)
