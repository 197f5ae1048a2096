"""From phrases to the places that each may mean, with what the text says they lie in or hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.phrases import Container, Phrase
from counterclaim.grounding.spelling import exact_key
from counterclaim.grounding.spot import Spot
from counterclaim.grounding.weighing import Asked

_NAMESAKES = 20  # places of one name that are looked at as lying in another
_HOLDERS = 5  # places of one name that are looked at as holding another


def asked(
    phrases: Iterable[Phrase], gazetteer: Gazetteer, countries: Mapping[str, float]
) -> Mapping[Phrase, Asked]:
    """Each phrase in question. What the text once puts a name in holds for its other mentions."""
    keys = {each: exact_key(each.name) for each in phrases}
    own = {each: _holders(each.name, each.containers, gazetteer) for each in keys}
    holders: dict[str, tuple[Spot, ...]] = {}
    for each, key in keys.items():
        if own[each]:
            holders[key] = (*holders.get(key, ()), *own[each])
    return {
        each: Asked(
            phrase=each,
            key=key,
            found=_candidates(each, gazetteer, countries),
            holders=own[each] or holders.get(key, ()),
            put=_put(each, gazetteer),
            divisions=_divisions(each, gazetteer),
            contents=gazetteer.named(each.content)[:_NAMESAKES] if each.content else (),
        )
        for each, key in keys.items()
    }


def _candidates(
    each: Phrase, gazetteer: Gazetteer, countries: Mapping[str, float]
) -> tuple[Spot, ...]:
    """The places of the name, or of the name without a plural or possessive s ("Syrias").

    Where none that is simply named so lies in a country that the text names, other spellings are
    looked at too.
    """
    found = gazetteer.named(each.name)
    if not found and each.name[-1] in "sS" and len(each.name) > 4:
        found = gazetteer.named(each.name[:-1].rstrip("'’"))
    if not any(
        spot.match != "spelling" and countries.get(spot.country or "", 0.0) > 0 for spot in found
    ):
        found = (*found, *gazetteer.spelt(each.name))
    return tuple({spot.id: spot for spot in reversed(found)}.values())


def _holders(name: str, containers: Iterable[Container], gazetteer: Gazetteer) -> tuple[Spot, ...]:
    """The largest places that bear the names in which the text puts this one."""
    own = exact_key(name)
    return tuple(spot for each in containers for spot in _named(each, own, gazetteer))


def _put(each: Phrase, gazetteer: Gazetteer) -> tuple[Spot, ...]:
    """The places in which words put this one, not a comma alone."""
    joined = (container for container in each.containers if container.joined)
    return _holders(each.name, joined, gazetteer)


def _divisions(each: Phrase, gazetteer: Gazetteer) -> tuple[Spot, ...]:
    """Those that words call a province: "X in Kherson province"."""
    called = (c for c in each.containers if c.joined and c.is_province)
    found = _holders(each.name, called, gazetteer)
    return tuple(spot for spot in found if spot.kind == "admin1")


def _named(container: Container, own: str, gazetteer: Gazetteer) -> tuple[Spot, ...]:
    """The places of the longest name that the container's words begin with."""
    words = container.name.split()
    if not gazetteer.named(words[0]) and words[0].endswith("s"):
        words[0] = words[0].rstrip("s'’")  # "Aleppos outskirts"
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        spots = gazetteer.named(name)
        if spots and exact_key(name) != own:
            provinces = tuple(spot for spot in spots if spot.kind == "admin1")
            return (container.is_province and provinces) or spots[:_HOLDERS]
    return ()
