"""Why a place was taken, and what else its name may mean: in words, for whoever must defend it."""

from __future__ import annotations

import math

from counterclaim.grounding.company import shares
from counterclaim.grounding.gazetteer import Gazetteer
from counterclaim.grounding.spot import Spot
from counterclaim.grounding.weighing import Asked, Context, Weighed, apart, holds, is_believed
from counterclaim.model import Candidate

_NEAR = 100.0  # kilometres within which a reason calls one place near another
_MOST = 5  # candidates that are kept of a name
_LEAST = 0.01  # share of what speaks for all, from which a place is kept as a candidate
_AHEAD = -math.log(_LEAST)  # log-odds by which a place that is first leaves no other likely
_MATCHES = {"name": "is its name", "other name": "is a name it also goes by"}
_KINDS = {
    "admin1": "a province", "admin2": "a district", "country": "a country", "area": "an area",
    "site": "a site",
}  # fmt: skip


def reasons(
    spot: Spot, each: Asked, context: Context, gazetteer: Gazetteer, moved: str | None
) -> tuple[str, ...]:
    """Why this place, in words; ``moved`` tells how the centre came to lie elsewhere."""
    said = _MATCHES.get(spot.match, "is another spelling of its name")
    told = [f'"{each.phrase.name}" {said}']
    if len(each.found) > 1:
        told.append(f"one of {len(each.found)} places of that name")
    if spot.own is not None:
        told.append(f"one of your own places ({spot.own})")
    told.extend(_circumstances(spot, each, context, gazetteer))
    if each.phrase.said != each.phrase.name:
        told.append(f'read as "{each.phrase.said}"')
    if moved is not None:
        told.append(moved)
    return tuple(told)


def candidates(
    taken: Spot, each: Asked, weighed: Weighed, context: Context, gazetteer: Gazetteer
) -> tuple[Candidate, ...]:
    """The likeliest places of a name with their reasons, the one that was taken first.

    Empty where only one is likely at all.
    """
    if len(weighed) < 2 or (weighed[0][0] - weighed[1][0] > _AHEAD and weighed[0][1] is taken):
        return ()
    likely = [
        (share, spot)
        for share, spot in shares(weighed)
        if spot.id == taken.id
        or (share >= _LEAST and (spot.match != "spelling" or is_believed(spot, each, context)))
    ]
    if all(spot.id != taken.id for _, spot in likely):
        likely.insert(0, (shares(weighed)[0][0], taken))
    if len(likely) < 2:
        return ()
    likely.sort(key=lambda pair: pair[1].id != taken.id)
    return tuple(
        Candidate(
            geonameid=spot.geonameid,
            own_id=spot.own_id,
            name=spot.name,
            country=spot.country,
            admin1=division(spot),
            lat=round(spot.lat, 4),
            lon=round(spot.lon, 4),
            score=round(score, 3),
            reasons=(_described(spot), *_circumstances(spot, each, context, gazetteer)),
        )
        for score, spot in likely[:_MOST]
    )


def division(spot: Spot) -> str | None:
    """The GeoNames code of the first-order division, without its country."""
    return spot.admin1.split(".", 1)[1] if spot.admin1 else None


def _described(spot: Spot) -> str:
    """What a place is, in words: "a place of 12,300 people"."""
    if spot.kind in _KINDS:
        return _KINDS[spot.kind]
    return f"a place of {spot.population:,} people" if spot.population else "a small place"


def _circumstances(spot: Spot, each: Asked, context: Context, gazetteer: Gazetteer) -> list[str]:
    """What in the text speaks for a place."""
    told = []
    country = gazetteer.countries.get(spot.country or "")
    if spot.kind != "country" and country is not None and context.named(spot, each.key) > 0:
        told.append(f"the text names {country.name}")
    holding = [holder.name for holder in each.holders if holds(holder, spot)]
    if holding:
        told.append(f"the text puts it in {holding[0]}")
    if spot.kind == "city":
        others = [other for other in context.resolved if other.name != spot.name]
        near = next((other for other in others if apart(other, spot) < _NEAR), None)
        if near is not None:
            told.append(f"near {near.name}, which the text names too")
    return told
