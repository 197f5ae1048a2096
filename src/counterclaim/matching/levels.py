"""How two claims of one type compare, feature by feature, each as a level that has a name."""

from __future__ import annotations

import math
from collections.abc import Iterator

from counterclaim.matching.means import means_level
from counterclaim.matching.profiles import Profile
from counterclaim.model import Place
from counterclaim.model.ranges import meet

_PEOPLE = frozenset({"civilians", "combatants", "children", "women", "staff", "people"})
_COUNTED_PEOPLE = frozenset({"killed", "wounded", "captured", "missing", "displaced"})
_EARTH_KM = 6371.0
_LARGE = 10  # a count that two reports would hardly share by chance
_NEAR = 500  # characters: the next sentences


def levels(a: Profile, b: Profile) -> Iterator[str]:
    """The level that each feature of the pair is at, such as "place: same"."""
    yield "place: " + place_level(a.places, b.places)
    yield "time: " + time_level(a, b)
    yield "group: " + group_level(a, b)
    yield "count: " + count_level(a, b)
    yield "actor: " + _entity_level(a.actor, b.actor)
    yield "side: " + _entity_level(a.side, b.side)
    yield "means: " + means_level(a.means, b.means)
    yield "words: " + ("same" if _stem(a) == _stem(b) else "other")
    if a.claim.claim.type not in _COUNTED_PEOPLE:
        yield "object: " + _object_level(a, b)
    if a.claim.claim.document == b.claim.claim.document:
        yield "position: " + _position_level(a, b)


def _stem(profile: Profile) -> str:
    return profile.claim.claim.trigger.text.casefold()[:4]


def place_level(a: tuple[Place, ...], b: tuple[Place, ...]) -> str:
    """same, within, shared (an outer place only), different or unknown."""
    if not a or not b:
        return "unknown"
    if _same_place(a[0], b[0]):
        return "same"
    if within(a[0], b[0]) or within(b[0], a[0]):
        return "within"
    if any(_same_place(a[0], p) for p in b) or any(_same_place(b[0], p) for p in a):
        return "within"
    return "shared" if any(_same_place(p, q) for p in a[1:] for q in b[1:]) else "different"


def _same_place(a: Place, b: Place) -> bool:
    if a.geonameid is not None and b.geonameid is not None:
        return a.geonameid == b.geonameid and a.precision == b.precision
    return a.name.casefold() == b.name.casefold()


def within(inner: Place, outer: Place) -> bool:
    """Whether the first place lies in the second: by country, province, or distance."""
    if outer.lat is None or inner.lat is None or outer.radius_km is None:
        return False
    if (inner.radius_km or 0.0) >= outer.radius_km:
        return False
    if outer.precision == "country":
        return inner.country == outer.country
    if outer.precision == "province" and inner.admin1 and outer.admin1:
        return (inner.country, inner.admin1) == (outer.country, outer.admin1)
    return distance_km(inner, outer) <= outer.radius_km


def distance_km(a: Place, b: Place) -> float:
    """Great-circle distance of two centres (haversine); infinite where one is not known."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    north, east = math.radians(b.lat - a.lat), math.radians(b.lon - a.lon)
    slope = math.cos(math.radians(a.lat)) * math.cos(math.radians(b.lat))
    chord = math.sin(north / 2) ** 2 + slope * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def time_level(a: Profile, b: Profile) -> str:
    """same, overlapping, next day, days apart, far or unknown."""
    if (a.start, a.end) == (None, None) or (b.start, b.end) == (None, None):
        return "unknown"
    if (a.start, a.end) == (b.start, b.end):
        return "same"
    gap = days_apart(a, b)
    if gap <= 0:
        return "overlapping"
    return "next day" if gap == 1 else "days apart" if gap <= 3 else "far"


def days_apart(a: Profile, b: Profile) -> int:
    """Days from the end of the earlier period to the start of the later; 0 where they meet."""
    first, second = (b.start or 0) - (a.end or 10**7), (a.start or 0) - (b.end or 10**7)
    return max(first, second, 0)


def group_level(a: Profile, b: Profile) -> str:
    """same, unspecified (people and civilians), parts (children, people), different, unknown."""
    one, other = a.claim.claim.object_class, b.claim.claim.object_class
    if one == other:
        return "same" if one else "unknown"
    if one is None or other is None:
        return "unknown"
    if {one, other} == {"people", "civilians"}:
        return "unspecified"
    return "parts" if one in _PEOPLE and other in _PEOPLE else "different"


def count_level(a: Profile, b: Profile) -> str:
    """equal, equal and large, close, compatible, apart, one (only one has a count) or none."""
    one, other = a.claim.claim, b.claim.claim
    values = [c.lower if c.lower is not None else c.upper for c in (one, other)]
    if values[0] is None or values[1] is None:
        return "none" if values == [None, None] else "one"
    low, high = sorted((values[0], values[1]))
    if low == high:
        return "equal and large" if low >= _LARGE else "equal"
    if high <= 1.6 * low + 2:
        return "close"
    both = meet(one.bounds, other.bounds)
    return "compatible" if both else "apart"


def _entity_level(a: str | None, b: str | None) -> str:
    if a is None or b is None:
        return "unknown"
    return "same" if a == b else "different"


def _object_level(a: Profile, b: Profile) -> str:
    if not a.object_words or not b.object_words:
        return "unknown"
    if a.object_words == b.object_words:
        return "same"
    if a.object_head == b.object_head:
        return "alike"
    return "shared" if a.object_words & b.object_words else "different"


def _position_level(a: Profile, b: Profile) -> str:
    one, other = a.claim.claim.sentence, b.claim.claim.sentence
    if a.claim.claim.trigger.span == b.claim.claim.trigger.span:
        return "one word"
    if one == other:
        return "one sentence"
    if a.in_title or b.in_title:
        return "headline"
    return "near" if abs(one.start - other.start) <= _NEAR else "far"
