"""Voices that tell one fact of different actors, or of different places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from counterclaim.matching.levels import ASUNDER, distance_km, place_level
from counterclaim.model import Entity, Place, Relation, Voice
from counterclaim.policy import Policy
from counterclaim.reconciling.tellings import Telling

# Parties to a war. Other actors ("a suicide bomber", a joint force, a person) may be one of them.
_PARTIES = frozenset({"state_force", "armed_group", "international_force"})
# What somebody is said to have done; in "missing" or "moved" nobody acts on another.
_DONE = frozenset(
    "killed wounded captured displaced destroyed attacked seized violated disrupted".split()
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A voice, and the actors or places that its claims name, in their order."""

    voice: Voice
    actors: tuple[Entity, ...] = ()
    places: tuple[tuple[Place, ...], ...] = ()
    # Who it was done to, in the voice's words: clashes are told from either side.
    against: frozenset[str] = frozenset()


def differences(
    type: str, voices: Sequence[Voice], told: Mapping[str, Telling], policy: Policy
) -> tuple[list[Relation], int]:
    """Relations "different_actor" and "different_place", and how many pairs were not compared.

    Of the voices that name the same actors (or places) the first stands for all; at most
    ``reconcile_ranges`` of them are compared.
    """
    most = policy.reconcile_ranges
    acting = [_acting(voice, told) for voice in voices] if type in _DONE else []
    placed = [_placed(voice, told) for voice in voices]
    actors, actors_left = _pairs(acting, lambda n: tuple(a.id for a in n.actors), most)
    places, places_left = _pairs(placed, lambda n: tuple(p[0].name for p in n.places), most)
    found = [r for a, b in actors if (r := _other_actor(a, b))]
    found += [r for a, b in places if (r := _other_place(a, b, policy.reconcile_place_km))]
    return found, actors_left + places_left


def _pairs(
    named: Sequence[_Named], key: Callable[[_Named], tuple[str, ...]], most: int
) -> tuple[Iterator[tuple[_Named, _Named]], int]:
    """Pairs of voices that name something, one for each thing named."""
    distinct: dict[tuple[str, ...], _Named] = {}
    for one in named:
        if key(one):
            distinct.setdefault(tuple(sorted(set(key(one)))), one)
    kept = list(distinct.values())[:most]
    total, compared = len(distinct), len(kept)
    left = total * (total - 1) // 2 - compared * (compared - 1) // 2
    return combinations(kept, 2), left


def _acting(voice: Voice, told: Mapping[str, Telling]) -> _Named:
    claims = [told[claim].grounded for claim in voice.claims if not told[claim].denies]
    actors = {c.actor.entity.id: c.actor.entity for c in claims if c.actor}
    if any(actor.kind not in _PARTIES for actor in actors.values()):
        return _Named(voice)
    objects = frozenset(claim.object.entity.id for claim in claims if claim.object)
    return _Named(voice, actors=tuple(actors.values()), against=objects)


def _placed(voice: Voice, told: Mapping[str, Telling]) -> _Named:
    """The places of each claim, as long as the first of them is on the map."""
    found: dict[str, tuple[Place, ...]] = {}
    for claim in voice.claims:
        places = told[claim].grounded.places
        if places and places[0].lat is not None and not told[claim].denies:
            found.setdefault(places[0].name, places)
    return _Named(voice, places=tuple(found.values()))


def _other_actor(a: _Named, b: _Named) -> Relation | None:
    if any(_may_be_one(x, y) for x in a.actors for y in b.actors):
        return None
    if any(x.id in b.against for x in a.actors) or any(y.id in a.against for y in b.actors):
        return None
    names = (" and ".join(actor.name for actor in named.actors) for named in (a, b))
    reason = "{} names {} as the actor, {} names {}".format(*_beside(a, b, names))
    return Relation("different_actor", a.voice.id, b.voice.id, reason)


def _may_be_one(x: Entity, y: Entity) -> bool:
    """Rebels without a name may be any armed group."""
    if x.id == y.id:
        return True
    unnamed = any(actor.name.startswith("unnamed ") for actor in (x, y))
    return unnamed and x.kind == y.kind == "armed_group"


def _other_place(a: _Named, b: _Named, near_km: float) -> Relation | None:
    if not all(_elsewhere(x, y, near_km) for x in a.places for y in b.places):
        return None
    names = (" and ".join(places[0].name for places in named.places) for named in (a, b))
    reason = "{} puts it in {}, {} in {}: neither contains the other".format(*_beside(a, b, names))
    return Relation("different_place", a.voice.id, b.voice.id, reason)


def _elsewhere(x: tuple[Place, ...], y: tuple[Place, ...], near_km: float) -> bool:
    """Neither lies in the other, nor so near that it may be another name for it."""
    return place_level(x, y) in ASUNDER and distance_km(x[0], y[0]) > near_km


def _beside(a: _Named, b: _Named, names: Iterator[str]) -> tuple[str, str, str, str]:
    return a.voice.name, next(names), b.voice.name, next(names)
