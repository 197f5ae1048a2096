"""What the words around a place name make of it: "northern", "countryside", "province"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from counterclaim.extracting.vocabulary import words
from counterclaim.model import Mention

Level = Literal["province", "region", "district", "city", "village", "site"]
Around = Literal["countryside", "suburbs", "near"]

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
              "municipality locality township"), "district"),
    **dict.fromkeys(words("region regions"), "region"),
    **dict.fromkeys(words("city cities capital"), "city"),
    **dict.fromkeys(words("town towns village villages hamlet settlement camp camps"), "village"),
}  # fmt: skip
_AROUND: Final[Mapping[str, Around]] = {
    **dict.fromkeys(words("countryside countrysides rural"), "countryside"),
    **dict.fromkeys(words("suburb suburbs outskirts vicinity environs"), "suburbs"),
    **dict.fromkeys(words("near around outside"), "near"),
}  # fmt: skip
_SITES: Final = words(
    "airport airbase airfield base hospital clinic bridge crossing square street road highway "
    "university prison mosque church school market checkpoint neighbourhood neighborhood quarter "
    "roundabout gate dam farms farm hill mountain junction"
)
_PASSED: Final = words("of the from s part parts area areas side")
_UNITS: Final[Mapping[str, float]] = {
    **dict.fromkeys(words("km kms kilometer kilometers kilometre kilometres"), 1.0),
    **dict.fromkeys(words("mile miles"), _MILE),
}
_WORD: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?|[^\W\d_]+|[^\w\s]")
_CONTAINER: Final = re.compile(
    r"(?:[^\W\d_]+ ){0,2}?(?:, ?|(?i:in |of |near )|\()(?i:the )?(?:[a-z]+(?:-[a-z]+)? )?"
    r"(?P<name>[A-Z][\w'’-]*(?: (?:of |al-|el-)?[A-Z][\w'’-]*){0,3})"
)
_OWNER: Final = re.compile(r"(?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*)?)(?:['’]s|s) (?:[a-z-]+ ){0,3}\Z")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place name and what is said of it.

    ``direction`` is north and east in unit steps; ``part`` is true where the direction names a
    part of the place ("northern Syria"), false where it leads out of it ("north of Hama");
    ``away`` in kilometres; ``containers`` are names that the text puts it in, nearest first.
    """

    name: str
    level: Level | None = None
    direction: tuple[float, float] | None = None
    part: bool = False
    around: Around | None = None
    away: float | None = None
    containers: tuple[str, ...] = ()
    said: str = ""


def phrase(text: str, mention: Mention, *, whole_is_name: bool) -> Phrase:
    """Read the words before and after a mention, and those of it that are not its name.

    ``whole_is_name``: the mention as it stands is a known name ("South Sudan") and is kept whole.
    """
    start, end = mention.span.start, mention.span.end
    before = _split(text[max(0, start - _REACH) : start])
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
    containers = _containers(text, start, end)
    return Phrase(**{**found, "containers": containers})  # type: ignore[arg-type]


def _split(text: str) -> list[str]:
    return _WORD.findall(text)


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
    while first < last - 1 and _is_known(parts[first].group()):
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
    return name, [p.group() for p in parts[:first]], [p.group() for p in parts[last:]]


def _is_mark(found: re.Match[str]) -> bool:
    return not found.group()[0].isalnum()


def _leading(before: list[str]) -> list[str]:
    """The describing words just before the name, as they stand."""
    kept: list[str] = []
    for word in reversed(before):
        distance = bool(kept) and kept[0].lower() in _UNITS and word.replace(".", "").isdigit()
        if not (_is_known(word) or distance):
            break
        kept.insert(0, word)
        if len(kept) == 9:
            break
    while kept and kept[0].lower() in ("of", "the", "-", "s", "from"):
        kept.pop(0)
    return kept


def _trailing(after: list[str]) -> list[str]:
    """The describing words just after the name: "'s northern countryside", "province"."""
    kept: list[str] = []
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
    lead = [word.lower() for word in leading]
    trail = [word.lower() for word in trailing]
    site: list[Level] = ["site"] if _SITES & set(trail) else []
    levels = site + [
        _LEVELS[word] for word in (*trail, *reversed(_named_so(lead))) if word in _LEVELS
    ]
    around = [_AROUND[word] for word in (*trail, *reversed(lead)) if word in _AROUND]
    away = _away(lead)
    direction, part = _direction(lead, trail)
    said = [*leading, name, *(word for word in trailing if word not in ("'", "’", "s", "-"))]
    return {
        "name": name,
        "level": levels[0] if levels else None,
        "direction": direction,
        "part": part,
        "around": around[0] if around else ("near" if away is not None else None),
        "away": away,
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
        return _COMPASS[compass], following != "of" or "countryside" in joined
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
        if word in _UNITS and lead[at - 1].replace(".", "").isdigit():
            return min(500.0, float(lead[at - 1]) * _UNITS[word])
    return None


def _containers(text: str, start: int, end: int) -> tuple[str, ...]:
    """Names that the text puts the place in: "X in Y", "X, Y", "Y's X"."""
    found = []
    after = _CONTAINER.match(text[end : end + _REACH].lstrip())
    if after:
        found.append(after["name"])
    before = _OWNER.search(text[max(0, start - _REACH) : start])
    if before:
        found.append(before["name"])
    return tuple(found)
