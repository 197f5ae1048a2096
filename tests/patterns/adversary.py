"""Texts that make a backtracking pattern take as long as it can."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from re import _constants as codes  # type: ignore[attr-defined,unused-ignore]
from re import _parser as parser  # type: ignore[attr-defined,unused-ignore]
from typing import Any, Final

#: From a repeat of so many on it is as good as unbounded.
_MANY: Final = 40
_ALPHABET: Final = "a A1 \n.,-'(\"_é/:;<>=[]&@#*|“’—\t"
_GENERIC: Final = (
    "a",
    "A",
    "1",
    " ",
    "\n",
    "a ",
    "Aa ",
    "1,",
    "1.",
    "a-",
    " \n",
    "(",
    "Aa, ",
    "a's ",
)


def texts(pattern: re.Pattern[Any], length: int) -> Iterator[str]:
    """Texts of about this length: each repeat of the pattern pumped, after what leads up to it,
    and before what cannot follow."""
    seen: set[tuple[str, str]] = set()
    for before, pump in [("", piece) for piece in _GENERIC] + [*_pumped(pattern)]:
        if pump and (before, pump) not in seen:
            seen.add((before, pump))
            yield before + pump * (length // len(pump)) + "\0"
            if before:
                piece = before + pump * 20
                yield piece * (length // len(piece)) + "\0"


def _pumped(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    written = pattern.pattern
    text = written if isinstance(written, str) else written.decode("latin-1")
    yield from _walk(parser.parse(text, pattern.flags & ~re.UNICODE), "")


def _walk(items: Any, before: str) -> Iterator[tuple[str, str]]:
    """Each repeat with an example of what comes before it and examples of what it repeats."""
    for code, value in items:
        if code in _REPEATS:
            _, most, inner = value
            if most >= _MANY:
                for pump in _examples(inner):
                    yield before, pump
            yield from _walk(inner, before)
        for inner in _inner(code, value):
            yield from _walk(inner, before)
        before += next(_examples([(code, value)]), "")


_REPEATS: Final = frozenset({codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT})


def _inner(code: Any, value: Any) -> list[Any]:
    if code is codes.SUBPATTERN:
        return [value[3]]
    if code is codes.BRANCH:
        return list(value[1])
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        return [value[1]]
    return [value] if code is codes.ATOMIC_GROUP else []


def _examples(items: Any) -> Iterator[str]:
    """A few texts that the items match, when nothing is asked of what surrounds them."""
    parts: list[list[str]] = []
    for code, value in items:
        if code is codes.LITERAL:
            parts.append([chr(value)])
        elif code in (codes.IN, codes.NOT_LITERAL, codes.ANY):
            parts.append(_members(code, value))
        elif code in _REPEATS:
            least, _, inner = value
            parts.append([(next(_examples(inner), "")) * least or ""])
        elif code is codes.BRANCH:
            parts.append([text for inner in value[1] for text in _examples(inner)][:6] or [""])
        elif code is codes.SUBPATTERN or code is codes.ATOMIC_GROUP:
            inner = value[3] if code is codes.SUBPATTERN else value
            parts.append([*_examples(inner)][:6] or [""])
    for at in range(max((len(part) for part in parts), default=0)):
        yield "".join(part[min(at, len(part) - 1)] for part in parts)


def _members(code: Any, value: Any) -> list[str]:
    if code is codes.ANY:
        return ["a", " "]
    if code is codes.NOT_LITERAL:
        return [char for char in _ALPHABET if ord(char) != value][:3]
    ranges = {chr(low) for kind, v in value if kind is codes.RANGE for low in v}
    wanted = dict.fromkeys([*_ALPHABET, *ranges, *(chr(v) for k, v in value if k is codes.LITERAL)])
    return [char for char in wanted if _is_in(value, char)][:8] or [""]


def _is_in(value: Any, char: str) -> bool:
    negated = value[0][0] is codes.NEGATE
    return any(_holds(kind, what, char) for kind, what in value) != negated


def _holds(kind: Any, what: Any, char: str) -> bool:
    if kind is codes.LITERAL:
        return bool(ord(char) == what)
    if kind is codes.RANGE:
        return bool(what[0] <= ord(char) <= what[1])
    return kind is codes.CATEGORY and _CATEGORIES[what](char)


_CATEGORIES: Final[dict[Any, Callable[[str], bool]]] = {
    codes.CATEGORY_DIGIT: str.isdigit,
    codes.CATEGORY_NOT_DIGIT: lambda char: not char.isdigit(),
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    codes.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    codes.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}
