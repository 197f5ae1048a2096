"""What a list calls its names: "Kharkiv, Poltava and Lviv regions", "the states of A and B"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from counterclaim.extracting.vocabulary import words

_REACH: Final = 200  # characters beside a name that are looked at
_CALLED: Final[Mapping[str, str]] = {
    **dict.fromkeys(words("departments governorates oblasts provinces states"), "province"),
    **dict.fromkeys(words("regions"), "region"),
    **dict.fromkeys(words("counties districts"), "district"),
}
_KINDS: Final = "|".join(_CALLED)
_NAME: Final = r"[A-Z][\w’'-]{0,40}(?: [A-Z][\w’'-]{0,40}){0,2}"
_REST: Final = re.compile(rf"(?:, (?:the )?{_NAME}){{0,8}},? and (?:the )?{_NAME}(?= in )")
_AHEAD: Final = re.compile(
    rf"(?:, (?:the )?{_NAME}){{0,8}},? and (?:the )?{_NAME} (?P<called>{_KINDS})\b"
)
_BEHIND: Final = re.compile(
    rf"\b(?P<called>{_KINDS}) of (?:the )?(?:{_NAME}, ){{0,8}}{_NAME},? and (?:the )?\Z"
)


def list_end(text: str, end: int) -> int:
    """Where the list ends of which a name ends at ``end``, if it is put in something ("A, B and C
    in D"); ``end`` itself where it is in none, or its last."""
    found = _REST.match(text, end, end + _REACH)
    return found.end() if found else end


def called(text: str, start: int, end: int) -> str | None:
    """Whether a list calls the name at ``start`` to ``end`` a province, region or district."""
    ahead = _AHEAD.match(text, end, end + _REACH)
    found = ahead or _BEHIND.search(text[max(0, start - _REACH) : start])
    return _CALLED[found["called"]] if found else None
