"""Names found among names: by their letters, whatever case, accents and hyphens they are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from counterclaim.grounding.spelling import exact_key, skeleton
from counterclaim.web.openrefine.things import Thing

EXACT: Final = 100.0
_SPELT: Final = 90.0  # another transliteration of the same name
_LEAST: Final = 40.0  # below that two names have next to nothing in common
_UNLIKE: Final = 0.5  # of the score, where a property says otherwise
_LOOKED_AT: Final = 200  # things that share most letters with what is asked


@dataclass(frozen=True, slots=True)
class Found:
    """A thing, with how like its name is to what was asked, 0 to 100; ``match`` if it alone bears
    that very name."""

    thing: Thing
    score: float
    match: bool


class Finder:
    """Things by the runs of three letters in their names."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self.by_id: Mapping[str, Thing] = {thing.id: thing for thing in things}
        self._things = things
        self._holding: dict[str, list[int]] = {}
        for at, thing in enumerate(things):
            for piece in frozenset().union(*map(_pieces, map(exact_key, thing.names))):
                self._holding.setdefault(piece, []).append(at)

    def find(
        self,
        name: str,
        types: Collection[str] = (),
        wanted: Mapping[str, Collection[str]] | None = None,
        most: int = 10,
    ) -> list[Found]:
        """The things of these types (of all, without any) that are most like, best first.

        ``wanted`` are values of properties; a thing of which one is known, and another, counts
        half. Of things that bear the very name, none is a match if there are several.
        """
        key, bones = exact_key(name), skeleton(name)
        scored = [
            (thing, _likeness(thing, key, bones) * _agreement(thing, wanted or {}))
            for thing in self._near(key)
            if not types or thing.type in types
        ]
        scored.sort(key=lambda each: (-each[1], each[0].name, each[0].id))
        alone = sum(score == EXACT for _, score in scored) == 1
        return [
            Found(thing, round(score, 1), alone and score == EXACT)
            for thing, score in scored[:most]
            if score >= _LEAST
        ]

    def begin(self, prefix: str, most: int = 20) -> list[Thing]:
        """The things of whose names a word begins so, the plain names first."""
        key = exact_key(prefix)
        if not key:
            return []
        found = {
            thing.id: (at > 0, thing.name, thing)
            for thing in reversed(self._things)
            for at, name in reversed([*enumerate(thing.names)])
            if f" {exact_key(name)}".find(f" {key}") >= 0
        }
        return [thing for _, _, thing in sorted(found.values(), key=lambda f: f[:2])][:most]

    def _near(self, key: str) -> Iterator[Thing]:
        shared = Counter(at for piece in _pieces(key) for at in self._holding.get(piece, ()))
        return (self._things[at] for at, _ in shared.most_common(_LOOKED_AT))


def _likeness(thing: Thing, key: str, bones: str) -> float:
    return max(_alike(exact_key(name), key, name, bones) for name in thing.names)


def _alike(held: str, asked: str, name: str, bones: str) -> float:
    """Equal names 100; else the share of common runs of letters, and at least 90 for what is one
    name in two transliterations."""
    if held == asked:
        return EXACT
    ours, theirs = _pieces(held), _pieces(asked)
    shared = _SPELT * 2 * len(ours & theirs) / (len(ours) + len(theirs))
    return max(shared, _SPELT) if len(bones) > 2 and skeleton(name) == bones else shared


def _agreement(thing: Thing, wanted: Mapping[str, Collection[str]]) -> float:
    for property, values in wanted.items():
        known = {exact_key(str(value)) for value in thing.values.get(property, ())}
        if known and not known & {exact_key(value) for value in values}:
            return _UNLIKE
    return 1.0


def _pieces(key: str) -> frozenset[str]:
    padded = f"  {key} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2)) if key else frozenset()
