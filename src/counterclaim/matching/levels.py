"""How two claims of one type compare, feature by feature, each as a level that has a name."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final, cast

from counterclaim.grounding.spelling import folded
from counterclaim.matching.means import means_level
from counterclaim.matching.profiles import Profile
from counterclaim.matching.turns import turn_level
from counterclaim.matching.wars import war_level
from counterclaim.model import Place, Span
from counterclaim.model.ranges import Range, meet
from counterclaim.model.terms import PEOPLE, TO_PEOPLE, ObjectClass

Named = tuple[frozenset[str], str | None]

_ON_THE_MAP = attrgetter(
    "name", "lat", "lon", "radius_km", "precision", "geonameid", "country", "admin1"
)
_EARTH_KM = 6371.0
_LARGE = 10  # a count that two reports would hardly share by chance
_FAR_KM = 30.0  # beyond which no two places of one event lie, unless in one province
_NEAR = 500  # characters: the next sentences


def _itself(value: Any) -> Hashable:
    """The key of a value that can be one."""
    return cast(Hashable, value)


@dataclass(frozen=True, slots=True)
class Feature:
    """What of a claim is compared, and how two of it compare. Values of equal keys compare alike,
    so each two of these need be compared only once."""

    name: str
    value: Callable[[Profile], Any]
    level: Callable[[Any, Any], str]
    key: Callable[[Any], Hashable] = _itself


#: Levels of two places of which neither is the other, or holds it.
ASUNDER: Final = frozenset({"different", "elsewhere"})


def place_level(a: tuple[Place, ...], b: tuple[Place, ...]) -> str:
    """same, within, shared (an outer place only), elsewhere (far from each other, in provinces that
    are not known to be one), different or unknown."""
    if not a or not b:
        return "unknown"
    if _same_place(a[0], b[0]):
        return "same"
    if within(a[0], b[0]) or within(b[0], a[0]):
        return "within"
    if any(_same_place(a[0], p) for p in b) or any(_same_place(b[0], p) for p in a):
        return "within"
    if any(_same_place(p, q) for p in a[1:] for q in b[1:]):
        return "shared"
    apart = _FAR_KM < distance_km(a[0], b[0]) < math.inf and not _provinces(a) & _provinces(b)
    return "elsewhere" if apart else "different"


def _provinces(places: tuple[Place, ...]) -> set[tuple[str | None, str]]:
    return {(place.country, place.admin1) for place in places if place.admin1}


def _same_place(a: Place, b: Place) -> bool:
    if a.geonameid is not None and b.geonameid is not None:
        return a.geonameid == b.geonameid and a.precision == b.precision
    return folded(a.name) == folded(b.name)


def within(inner: Place, outer: Place) -> bool:
    """Whether the first place lies in the second: by country, province, or distance.

    What an area's name covers is vague ("the north"): a place at its edge lies in it.
    """
    if outer.lat is None or inner.lat is None or outer.radius_km is None:
        return False
    if (inner.radius_km or 0.0) >= outer.radius_km:
        return False
    if outer.precision == "country":
        return inner.country == outer.country
    if outer.precision == "province" and inner.admin1 and outer.admin1:
        return (inner.country, inner.admin1) == (outer.country, outer.admin1)
    edge = (inner.radius_km or 0.0) if outer.precision == "area" else 0.0
    return distance_km(inner, outer) <= outer.radius_km + edge


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance of two centres (haversine); infinite where one is not known."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    north, east = math.radians(b.lat - a.lat), math.radians(b.lon - a.lon)
    slope = math.cos(math.radians(a.lat)) * math.cos(math.radians(b.lat))
    chord = math.sin(north / 2) ** 2 + slope * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def group_level(a: ObjectClass | None, b: ObjectClass | None) -> str:
    """same, unspecified (people and civilians), parts (children, people), different, unknown."""
    if a == b:
        return "same" if a else "unknown"
    if a is None or b is None:
        return "unknown"
    if {a, b} == {"people", "civilians"}:
        return "unspecified"
    return "parts" if a in PEOPLE and b in PEOPLE else "different"


def count_level(a: Range, b: Range) -> str:
    """equal, equal and large, close, compatible, apart, one (only one has a count) or none."""
    values = [bounds[0] if bounds[0] is not None else bounds[1] for bounds in (a, b)]
    if values[0] is None or values[1] is None:
        return "none" if values == [None, None] else "one"
    low, high = sorted((values[0], values[1]))
    if low == high:
        return "equal and large" if low >= _LARGE else "equal"
    if high <= 1.6 * low + 2:
        return "close"
    return "compatible" if meet(a, b) else "apart"


def _entity_level(a: str | None, b: str | None) -> str:
    if a is None or b is None:
        return "unknown"
    return "same" if a == b else "different"


def _words_level(a: str, b: str) -> str:
    return "same" if a == b else "other"


def _object_level(a: Named | None, b: Named | None) -> str:
    if a is None or b is None or not a[0] or not b[0]:
        return "unknown"
    if a[0] == b[0]:
        return "same"
    if a[1] == b[1]:
        return "alike"
    return "shared" if a[0] & b[0] else "different"


def _measure_level(a: str | None, b: str | None) -> str:
    """new and total ("12 more" and "84 in all"), or unknown."""
    return "new and total" if {a, b} == {"new", "total"} else "unknown"


def _where(places: tuple[Place, ...]) -> Hashable:
    """The places without the words that name them: one place, one key."""
    return tuple(map(_ON_THE_MAP, places))


def _object(profile: Profile) -> Named | None:
    """What things are called; people are told apart by their group."""
    if profile.type in TO_PEOPLE:
        return None
    return profile.object_words, profile.object_head


def _destroyed(profile: Profile) -> ObjectClass | None:
    """What kind of thing was destroyed: a jet and the houses that it fell on are two questions."""
    return profile.claim.claim.object_class if profile.type == "destroyed" else None


def _position_level(a: tuple[Span, Span, bool], b: tuple[Span, Span, bool]) -> str:
    if a[0] == b[0]:
        return "one word"
    if a[1] == b[1]:
        return "one sentence"
    if a[2] or b[2]:
        return "headline"
    return "near" if abs(a[1].start - b[1].start) <= _NEAR else "far"


def _position(profile: Profile) -> tuple[Span, Span, bool]:
    claim = profile.claim.claim
    return claim.trigger.span, claim.sentence, profile.in_title


FEATURES: Final = (
    Feature("place", lambda p: p.places, place_level, _where),
    Feature("group", lambda p: p.claim.claim.object_class, group_level),
    Feature("destroyed", _destroyed, group_level),
    Feature("count", lambda p: p.claim.claim.bounds, count_level),
    Feature("measure", lambda p: p.measure, _measure_level),
    Feature("war", lambda p: p.war, war_level),
    Feature("actor", lambda p: p.actor, _entity_level),
    Feature("side", lambda p: p.side, _entity_level),
    Feature("means", lambda p: p.means, means_level),
    Feature("words", lambda p: p.claim.claim.trigger.text.casefold()[:4], _words_level),
    Feature("object", _object, _object_level),
)
#: Asked of claims of one report only.
OF_ONE_REPORT: Final = (
    Feature("position", _position, _position_level),
    Feature("report", lambda p: (p.claim.claim.sentence.start, p.turns), turn_level),
)
