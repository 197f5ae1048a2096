"""What a claim on control is about: a place, or a part of it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from counterclaim.grounding.spelling import folded
from counterclaim.model import Claim, GroundedClaim, Mention, Place

CONTROL: Final = frozenset({"seized", "held", "withdrew"})

_WORD = re.compile(r"[^\W_]+")
_ITSELF = frozenset("a an the of in and both its whole entire".split())
_TOWN = frozenset("city town village hamlet camp place".split())
_REGION = frozenset("province governorate region district area place".split())
_KINDS: Final[Mapping[str | None, frozenset[str]]] = {
    "city": _TOWN, "village": _TOWN, "province": _REGION, "district": _REGION,
    "country": frozenset({"country"}), "site": _TOWN | _REGION, None: _TOWN | _REGION,
    "area": _TOWN | _REGION,
}  # fmt: skip
# "The eastern city" and "the old town" are parts, whatever kind of place they name.
_SIDES = frozenset("north south east west central inner outer old new upper lower half".split())
# Hedges of a share, which differ from report to report.
_HEDGES = frozenset("about around almost more than at least nearly over up to".split())
_LOOSE = frozenset("territory land ground countryside outskirts most much part".split())
_WIDE = frozenset({"province", "country"})
_GAP = 24  # characters between a share and what it is of: "most of the surrounding province"


@dataclass(frozen=True, slots=True)
class Spot:
    """``key`` is equal for claims on one place: of one gazetteer entry, or of one name where the
    place is unknown. ``part`` is empty for the place itself; ``words`` are what tells the part.

    Only a ``definite`` spot is the same whenever it is named, and one side's or another's: "areas",
    "seven villages" and "most of the city" may be others each time, and a province is seldom in
    one hand.
    """

    place: Place
    key: Hashable
    part: str
    words: frozenset[str]
    definite: bool

    @property
    def name(self) -> str:
        """ "Sarim", or for a part "eastern half (Sarim)"."""
        return f"{self.part} ({self.place.name})" if self.part else self.place.name


def spots(grounded: GroundedClaim, text: str) -> Iterator[Spot]:
    """What the claim is about: its first place, or each of "Sarim and Dovra"; nothing where it
    names no place. ``text`` is its document's."""
    count = _count(grounded.claim, text)
    named = _object(grounded.claim, count, text)
    for place in _places(grounded, named):
        yield _spot(place, grounded.places, named, counted=count is not None)


def place_key(place: Place) -> Hashable:
    return place.geonameid if place.geonameid is not None else folded(place.name)


def _places(grounded: GroundedClaim, named: str) -> tuple[Place, ...]:
    words = _words(named)
    held = tuple(p for p in grounded.places if {*_words(p.mention.text)} <= {*words})
    several = len(held) > 1 and ("and" in words or "," in named)
    return held if several else grounded.places[:1]


def _spot(place: Place, places: Sequence[Place], named: str, *, counted: bool) -> Spot:
    words = _words(named)
    own = {word for p in (place, *places) for w in (p.name, p.mention.text)
           for word in _words(w)}  # fmt: skip
    rest = frozenset(words) - own - _ITSELF
    if not counted and _means_place(words, rest, place):
        if place.precision != "area" or place.geonameid is None:
            whole = place.precision not in _WIDE
            return Spot(place, place_key(place), "", frozenset(), definite=whole)
        # The grounding read "north of", "the countryside of" beside the name.
        part = f"around {place.name}"
        return Spot(place, place_key(place), part, frozenset({"around"}), definite=False)
    several = any(word.endswith("s") and len(word) > 3 for word in rest)
    definite = not (counted or several or rest & _LOOSE)
    return Spot(place, place_key(place), named, rest - _HEDGES, definite)


def _means_place(words: list[str], rest: frozenset[str], place: Place) -> bool:
    """Nothing is said but the name, or that it is a town: "the strategic city"."""
    kinds = _KINDS[place.precision]
    if rest <= kinds:
        return True
    sided = any(word.removesuffix("ern") in _SIDES for word in rest)
    return words[-1] in kinds and not sided


def _count(claim: Claim, text: str) -> Mention | None:
    """The share or count of the place; "two attacks on the town" is one of something else."""
    count, thing = claim.quantity.mention if claim.quantity else None, claim.object
    if count is None or thing is None:
        return None
    between = _words(text[count.span.end : thing.span.start])
    return None if {"on", "against"} & {*between} else count


def _object(claim: Claim, count: Mention | None, text: str) -> str:
    """The words for what was taken, held or left, with a share or count beside them.

    An object of another kind ("repelled an attack") says nothing of a part.
    """
    thing = claim.object
    if thing is None or claim.object_class != "place":
        return ""
    if count is None:
        return " ".join(thing.text.split())
    near = thing.worded and count.worded and 0 <= thing.span.start - count.span.end <= _GAP
    if near:
        return " ".join(text[count.span.start : thing.span.end].split())
    return " ".join(f"{thing.text} ({count.text})".split())


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("’", "'").replace("'s", ""))
