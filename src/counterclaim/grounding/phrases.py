"""What the words around a place name make of it: "northern", "countryside", "province"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from counterclaim.extracting.vocabulary import words
from counterclaim.grounding.enumerations import called, list_end
from counterclaim.grounding.pairs import Pair, pair_around, pair_within
from counterclaim.model import Mention

Level = Literal["province", "region", "district", "city", "village", "site"]
Around = Literal["countryside", "suburbs", "near", "feature"]

_REACH: Final = 70  # characters beside a name that are looked at
_MILE: Final = 1.609

_COMPASS: Final[Mapping[str, tuple[float, float]]] = {
    "north": (1.0, 0.0), "south": (-1.0, 0.0), "east": (0.0, 1.0), "west": (0.0, -1.0),
    "northeast": (0.7, 0.7), "northwest": (0.7, -0.7), "southeast": (-0.7, 0.7),
    "southwest": (-0.7, -0.7), "central": (0.0, 0.0),
}  # fmt: skip
_LEVELS: Final[Mapping[str, Level]] = {
    **dict.fromkeys(
        words("province provinces governorate governorates oblast state prefecture department "
              "muhafazah wilaya wilayat"), "province"),
    **dict.fromkeys(
        words("district districts county counties parish raion rayon canton subdistrict territory "
              "municipality locality township lga woreda cercle"), "district"),
    **dict.fromkeys(words("region regions"), "region"),
    **dict.fromkeys(words("city cities capital"), "city"),
    **dict.fromkeys(words("town towns village villages hamlet settlement camp camps"), "village"),
}  # fmt: skip
_AROUND: Final[Mapping[str, Around]] = {
    **dict.fromkeys(words("countryside countrysides rural"), "countryside"),
    **dict.fromkeys(words("suburb suburbs outskirts vicinity environs"), "suburbs"),
    **dict.fromkeys(words("near around outside"), "near"),
    **dict.fromkeys(
        words("valley valleys mountain mountains hills plain plains desert coast forest lake "
              "harbor harbour bay peninsula island river basin"), "feature"),
}  # fmt: skip
_SITES: Final = words(
    "airport airbase airfield base hospital clinic bridge crossing square street road highway "
    "university prison mosque church school market checkpoint neighbourhood neighborhood quarter "
    "roundabout gate dam farms farm hill mountain junction"
)
_ROUGHLY: Final = words("( ) to a about some around roughly nearly approximately")
_PASSED: Final = words("of the from s part parts area areas side")
_NUMBERS: Final[Mapping[str, float]] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "few": 3, "several": 5,
}  # fmt: skip
_UNITS: Final[Mapping[str, float]] = {
    **dict.fromkeys(words("km kms kilometer kilometers kilometre kilometres"), 1.0),
    **dict.fromkeys(words("mile miles"), _MILE),
}
_ASIDE: Final = re.compile(r" ?\([^()]{0,30}\)")  # "(12 miles)"
_TOWARDS: Final = re.compile(r"\b[Tt]o the (?=(?:north|south|east|west))")
_WORD: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?|[^\W\d_]+|[^\w\s]")
_CONTAINER: Final = re.compile(
    r"(?:[^\W\d_]+ ){0,2}?(?:, ?|(?P<joined>(?i:in |of ))|(?i:near |on |outside )|\()(?i:the )?"
    r"(?:[A-Z]\w+['’]?s (?:[a-z]+ )?(?:city|town|province|village) of )?"
    r"(?:(?P<one>an? )|(?!an? |and |as |but |that |when |where |which |while |who )"
    r"[a-z]+(?:-[a-z]+)? )?"
    r"(?P<name>(?:[A-Z]\. ?)+[A-Z][a-z]*\.?|[A-Z][\w'’-]*(?: (?:of |al-|el-)?[A-Z][\w'’-]*){0,3})"
    r"(?P<province> (?:province|governorate|oblast|region|state))?"
    r"(?(one) (?:city|community|district|island|port|resort|suburb|town|village)\b)"
)
_CONTENT: Final = re.compile(r"(?P<name>[A-Z][\w'’-]{0,40}(?: [A-Z][\w'’-]{0,40}){0,2}), \Z")
_OWNER: Final = re.compile(
    r"(?P<name>[A-Z][\w-]{0,40}(?: [A-Z][\w-]{0,40})?)(?:['’]s|s) (?:[a-z-]{1,40} ){0,3}\Z"
)


@dataclass(frozen=True, slots=True)
class Container:
    """A name that the text puts a place in, and whether it is called a province.

    ``joined`` tells that words put one into the other ("X in Y", "X of Y").
    """

    name: str
    is_province: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place name and what is said of it.

    ``direction`` is north and east in unit steps; ``part`` is true where the direction names a
    part of the place ("northern Syria"), false where it leads out of it ("north of Hama");
    ``away`` in kilometres; ``containers`` are names that the text puts it in, nearest first;
    ``content`` is the name just before it that may lie in it ("Saraqeb, Idlib"); ``pair`` is given
    where it is one of two names that the place lies between; ``is_capital`` tells that the capital
    of what is named is meant ("the Syrian capital").
    """

    name: str
    level: Level | None = None
    direction: tuple[float, float] | None = None
    part: bool = False
    around: Around | None = None
    away: float | None = None
    containers: tuple[Container, ...] = ()
    content: str | None = None
    pair: Pair | None = None
    is_capital: bool = False
    said: str = ""


def phrase(text: str, mention: Mention, *, whole_is_name: bool) -> Phrase:
    """Read the words before and after a mention, and those of it that are not its name.

    ``whole_is_name``: the mention as it stands is a known name ("South Sudan") and is kept whole.
    """
    start, end = mention.span.start, mention.span.end
    pair = None if whole_is_name else pair_within(mention.text)
    if pair is not None:
        return Phrase(pair.first, pair=pair, said=pair.said)
    before = _before(text[max(0, start - _REACH) : start])
    after = _split(text[end : end + _REACH])
    name = mention.text
    if not whole_is_name:
        name, leading, inner = _core(mention.text)
        before, after = before + leading, inner + after
    leading = _leading(before)
    trailing = _trailing(after)
    if not whole_is_name and _SITES & {word.lower() for word in inner}:
        trailing = inner
    found = _read(name, leading, trailing)
    if found.get("level") is None:
        found["level"] = called(text, start, end)
    containers = _containers(text, start, end)
    content = _content(text, start)
    told = {"containers": containers, "content": content, "pair": pair_around(text, start, end)}
    return Phrase(**{**found, **told})  # type: ignore[arg-type]


def _content(text: str, start: int) -> str | None:
    """The name just before a mention, a comma between the two."""
    if text[max(0, start - 2) : start] != ", ":
        return None
    found = _CONTENT.search(text[max(0, start - _REACH) : start])
    return found["name"] if found else None


def _before(before: str) -> list[str]:
    """The words before a name, without an aside: "15 kilometers (9 miles) to the north of"."""
    if "(" in before:
        before = _ASIDE.sub("", before)
    if "o the " in before:
        before = _TOWARDS.sub("", before)
    return _split(before)


def _split(text: str) -> list[str]:
    return _WORD.findall(text)


@lru_cache(maxsize=10_000)
def _compass(word: str) -> str | None:
    """ "northern", "North-Eastern" (without its hyphen), "north" → the compass word; else None."""
    plain = word.lower().replace("-", "")
    for ending in ("", "ern", "ernmost"):
        if plain.endswith(ending):
            stem = plain[: len(plain) - len(ending)] if ending else plain
            if stem in _COMPASS:
                return stem
    if plain.startswith(("northern", "southern")):
        return _compass(plain[:5] + plain[8:])
    return None


def direction(word: str) -> tuple[float, float] | None:
    """North and east in unit steps, of "northern" or "south-east"; None where it is neither."""
    compass = _compass(word)
    return _COMPASS[compass] if compass is not None else None


@lru_cache(maxsize=10_000)
def _is_known(word: str) -> bool:
    low = word.lower()
    return (
        low in _PASSED or low in _LEVELS or low in _AROUND or low in _UNITS or low == "-"
        or _compass(word) is not None
    )  # fmt: skip


def _core(text: str) -> tuple[str, list[str], list[str]]:
    """The name in a mention, and the words before and after it that only describe it."""
    parts = list(_WORD.finditer(text))
    first, last = 0, len(parts)
    measured = any(part.group().lower() in _UNITS for part in parts)
    while first < last - 1 and (
        _is_known(parts[first].group()) or (measured and _is_measure(parts[first].group()))
    ):
        first += 1
    while last > first + 1 and (
        _is_known(parts[last - 1].group())
        or _is_mark(parts[last - 1])
        or parts[last - 1].group().lower() in _SITES
    ):
        last -= 1
    if not parts:
        return text, [], []
    name = text[parts[first].start() : parts[last - 1].end()]
    return name, _before(text[: parts[first].start()]), [p.group() for p in parts[last:]]


def _is_measure(word: str) -> bool:
    """What may stand about a distance: "some 15 kilometers (9 miles) to the north of"."""
    return _number(word) is not None or word.lower() in _ROUGHLY


def _is_mark(found: re.Match[str]) -> bool:
    return not found.group()[0].isalnum()


def _leading(before: list[str]) -> list[str]:
    """The describing words just before the name, as they stand."""
    kept: list[str] = []
    if not before or not _is_known(before[-1]):
        return kept
    for word in reversed(before):
        distance = bool(kept) and kept[0].lower() in _UNITS and _number(word) is not None
        if not (_is_known(word) or distance):
            break
        kept.insert(0, word)
        if len(kept) == 9:
            break
    while kept and kept[0].lower() in ("of", "the", "-", "s", "from"):
        if kept[0].lower() == "the" and [word.lower() for word in kept[2:3]] == ["of"]:
            break  # "the north of Syria" is a part of it, "north of Syria" lies outside
        kept.pop(0)
    return kept


def _number(word: str) -> float | None:
    if word.replace(".", "").isdigit():
        return float(word) if word.count(".") < 2 else None
    return _NUMBERS.get(word.lower())


def _trailing(after: list[str]) -> list[str]:
    """The describing words just after the name: "'s northern countryside", "province"."""
    kept: list[str] = []
    if after[:1] in (["'"], ["’"], ["s"]):
        last = after[2:3] if after[0] != "s" else after[1:2]
        if last and last[0].lower() in _COMPASS and last[0].lower() != "central":
            return [*after[: after.index(last[0])], last[0]]  # "Syria's north"
    for word in after[:6]:
        low = word.lower()
        described = (
            low in _LEVELS or _AROUND.get(low, "near") != "near" or _compass(word) is not None
        )
        if not (described or low in ("s", "'", "’", "-")):
            break
        kept.append(word)
        if low in _LEVELS or low in _AROUND:
            return kept
    return []


def _read(name: str, leading: list[str], trailing: list[str]) -> dict[str, object]:
    if not leading and not trailing:
        return {"name": name, "said": name}
    lead = [word.lower() for word in leading]
    trail = [word.lower() for word in trailing]
    site: list[Level] = ["site"] if _SITES & set(trail) else []
    levels = site + [
        _LEVELS[word] for word in (*trail, *reversed(_named_so(lead))) if word in _LEVELS
    ]
    around = [_AROUND[word] for word in (*trail, *reversed(lead)) if word in _AROUND]
    away = _away(lead)
    direction, part = _direction(lead, trail)
    is_capital = "capital" in trail or lead[-2:] == ["capital", "of"]
    said = [*leading, name, *(word for word in trailing if word not in ("'", "’", "s", "-"))]
    return {
        "name": name,
        "level": levels[0] if levels else None,
        "direction": direction,
        "part": part,
        "around": around[0] if around else ("near" if away is not None else None),
        "away": away,
        "is_capital": is_capital,
        "said": " ".join(said),
    }


def _named_so(lead: list[str]) -> list[str]:
    """The describing words but for a "state" that no "of" ties to the name ("Islamic State")."""
    return [
        word for at, word in enumerate(lead) if word != "state" or lead[at + 1 : at + 2] == ["of"]
    ]


def _direction(lead: list[str], trail: list[str]) -> tuple[tuple[float, float] | None, bool]:
    """The direction, and whether it names a part of the place.

    "the northern city of Aleppo" tells where Aleppo lies, not which part of it is meant.
    """
    joined = _joined(lead)
    for at, word in enumerate(joined):
        compass = _compass(word)
        if compass is None:
            continue
        following = joined[at + 1] if at + 1 < len(joined) else ""
        if following in _LEVELS:
            return None, False
        inside = following != "of" or "countryside" in joined or joined[at - 1 : at] == ["the"]
        return _COMPASS[compass], inside
    compass = next((c for word in _joined(trail) if (c := _compass(word))), None)
    return (_COMPASS[compass], True) if compass else (None, False)


def _joined(parts: list[str]) -> list[str]:
    """ "north", "-", "eastern" → "northeastern"; so without the hyphen."""
    out: list[str] = []
    for word in parts:
        if word == "-":
            continue
        if out and out[-1] in ("north", "south", "northern", "southern") and _compass(word):
            out[-1] = out[-1][:5] + word
        else:
            out.append(word)
    return out


def _away(lead: list[str]) -> float | None:
    for at, word in enumerate(lead[1:], start=1):
        number = _number(lead[at - 1]) if word in _UNITS else None
        if number is not None:
            return min(500.0, number * _UNITS[word])
    return None


def _containers(text: str, start: int, end: int) -> tuple[Container, ...]:
    """Names that the text puts the place in: "X in Y", "X, Y", "Y's X"."""
    found = []
    last = list_end(text, end)
    after = _CONTAINER.match(text[last : last + _REACH].lstrip())
    if after:
        found.append(Container(after["name"], bool(after["province"]), bool(after["joined"])))
    before = _OWNER.search(text[max(0, start - _REACH) : start])
    if before:
        found.append(Container(before["name"]))
    return tuple(found)
