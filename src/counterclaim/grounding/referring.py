"""Words that stand for a place named before: "the province", "the city", "the country's north"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from counterclaim.model import Place

Sort = Literal["province", "district", "city", "village", "country", "capital", "area", "place"]

_SORTS: Final[dict[str, Sort]] = {
    "province": "province", "governorate": "province", "oblast": "province", "state": "province",
    "district": "district", "county": "district", "city": "city", "town": "village",
    "village": "village", "country": "country", "nation": "country", "capital": "capital",
    "area": "area", "region": "area",
}  # fmt: skip
_HEAD: Final = "|".join(_SORTS)
_COMPASS: Final = r"(?:north|south|east|west|central)(?:-?(?:east|west))?(?:ern)?"
_WORDS: Final = re.compile(
    rf"(?:the |this |that |same ){{0,2}}(?:(?P<before>{_COMPASS}) (?:part |parts )?(?:of the )?)?"
    rf"(?:whole |entire )?(?P<head>{_HEAD})(?:['’]?s (?P<after>{_COMPASS})(?: part| region)?)?\Z",
    re.IGNORECASE,
)
_FITTING: Final[dict[Sort, frozenset[str]]] = {
    "province": frozenset({"province"}),
    "district": frozenset({"district"}),
    "city": frozenset({"city"}),
    "village": frozenset({"village", "city"}),
    "country": frozenset({"country"}),
    "area": frozenset({"area", "province", "district"}),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """What sort of place is meant, and in which part of it ("northern"), if that is said."""

    sort: Sort
    part: str | None = None


def reference(words: str) -> Reference | None:
    """What a mention that names no place refers to; None where it names one."""
    found = _WORDS.match(words)
    if found is None:
        return None
    return Reference(_SORTS[found["head"].lower()], found["before"] or found["after"])


def meant(sort: Sort, at: int, places: Iterable[Place]) -> Place | None:
    """The place of a sort named last before a character, else the first after it."""
    fitting = _FITTING.get(sort)
    known = [
        place
        for place in places
        if place.lat is not None and (sort == "place" or place.precision in (fitting or ()))
    ]
    before = [place for place in known if place.mention.span.start < at]
    if before:
        return max(before, key=lambda place: place.mention.span.start)
    return min(known, key=lambda place: place.mention.span.start, default=None)
