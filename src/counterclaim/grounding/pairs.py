"""Places that a text puts between two others: "between Hama and Homs", "the Aleppo-Hama road"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Line = Literal["between", "road", "border"]

_REACH: Final = 60  # characters beside a name that are looked at
_NAME: Final = r"(?P<name>[A-Z][\w'’]{0,40}(?:[ -](?:al-|el-|ez-|az-|as-)?[A-Z][\w'’]{0,40}){0,2})"
_WAY: Final = r"(?:road|highway|motorway|route|railway|railroad|axis|line|pipeline|corridor)"
_EDGE: Final = r"(?:border|frontier|boundary)"
_DASH: Final = r" ?[-–—] ?(?:to[-–—] ?)?"
_LEVEL: Final = r"(?:the |(?:city|cities|town|towns|village|villages) of ){0,2}"

_BETWEEN_AFTER: Final = re.compile(rf" and {_LEVEL}{_NAME}")
_BETWEEN_BEFORE: Final = re.compile(rf"\bbetween {_LEVEL}{_NAME} and {_LEVEL}\Z")
_FIRST_OF_BOTH: Final = re.compile(rf"{_DASH}{_NAME}(?: \w+)?? (?P<what>{_WAY}|{_EDGE})s?\b")
_SECOND_OF_BOTH: Final = re.compile(rf"{_NAME}{_DASH}\Z")
_WHAT: Final = re.compile(rf"(?: \w+)?? (?P<what>{_WAY}|{_EDGE})s?\b")
_BORDER_WITH: Final = re.compile(rf"(?:['’]?s)?(?: \w+)? {_EDGE}s? with {_LEVEL}{_NAME}")
_WHOLE: Final = re.compile(
    rf"(?:the )?(?P<first>[A-Z][\w'’ -]*?){_DASH}{_NAME} (?P<what>{_WAY}|{_EDGE})\Z"
    rf"|(?:(?P<edge>{_EDGE}) )?between {_LEVEL}(?P<one>[A-Z][\w'’ -]*?) and {_LEVEL}"
    r"(?P<other>[A-Z][\w'’ -]*)\Z"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """The two names, in the order of the text, and what joins them: a road, a border or neither."""

    first: str
    second: str
    line: Line

    @property
    def said(self) -> str:
        if self.line == "between":
            return f"between {self.first} and {self.second}"
        return f"{self.first}–{self.second} {self.line}"


def pair_within(mention: str) -> Pair | None:
    """The pair that a whole mention names: "the Aleppo-Damascus highway", "between A and B"."""
    if " " not in mention:
        return None
    found = _WHOLE.match(mention)
    if found is None:
        return None
    if found["what"]:
        return Pair(found["first"].strip(), found["name"], _line(found["what"]))
    return Pair(found["one"].strip(), found["other"], "border" if found["edge"] else "between")


def pair_around(text: str, start: int, end: int) -> Pair | None:
    """The pair that a name at ``[start, end)`` makes with another beside it, if any."""
    name, after = text[start:end], text[end : end + _REACH]
    before = text[max(0, start - _REACH) : start]
    if "between " in before:
        return _between(name, before, after)
    if after[:2].strip()[:1] in ("-", "–", "—"):
        found = _FIRST_OF_BOTH.match(after)
        return Pair(name, found["name"], _line(found["what"])) if found else None
    if before[-2:].strip()[-1:] in ("-", "–", "—"):
        first, what = _SECOND_OF_BOTH.search(before), _WHAT.match(after)
        return Pair(first["name"], name, _line(what["what"])) if first and what else None
    if " with " in after:
        found = _BORDER_WITH.match(after)
        return Pair(name, found["name"], "border") if found else None
    return None


def _between(name: str, before: str, after: str) -> Pair | None:
    start = before.rindex("between ")
    line: Line = "border" if re.search(rf"\b{_EDGE} \Z", before[:start]) else "between"
    if re.fullmatch(_LEVEL, before[start + len("between ") :]):
        found = _BETWEEN_AFTER.match(after)
        return Pair(name, found["name"], line) if found else None
    first = _BETWEEN_BEFORE.search(before)
    return Pair(first["name"], name, line) if first else None


def _line(word: str) -> Line:
    return "border" if re.fullmatch(_EDGE, word) else "road"
